"""What prompts look like: the message in the channel, and the facilitators' private screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.domain.prompt_timing import Skip
from bot.domain.prompts import GRACE, Kind, OwnPrompt, PromptSchedule, Sending
from bot.domain.schedules import WORKING_DAYS, Rhythm
from bot.services.prompts import Overview, Scheduled
from bot.texts import Translate
from bot.ui.courier import Outgoing, SentMessage
from bot.ui.words import clip, escape, timestamp, when

PAGE = 10
_QUIET_BLUE = discord.Colour(0x5B7DB1)
_LONGEST_TITLE = 256
_SHOWN_CHARACTERS = 100


def kind_label(t: Translate, kind: Kind) -> str:
    """The name of a kind for people."""
    return {
        Kind.WARM_UP: t("Warm-up"),
        Kind.CASE_INVITATION: t("Bring a case"),
        Kind.COMMON_PROBLEM: t("How do you…?"),
        Kind.EVIDENCE: t("Evidence"),
        Kind.REFLECTION: t("Reflection"),
        Kind.FOLLOW_UP: t("What became of it"),
        Kind.SUPPORT: t("Looking after each other"),
    }[kind]


def prompt_message(t: Translate, sending: Sending, view: discord.ui.View) -> Outgoing:
    """The message that members see; its button takes answers that nobody else sees."""
    prompt = sending.prompt
    question = escape(prompt.text) if prompt.own else prompt.text
    how = t(
        "Just reply here, a line is plenty, or open a thread. Different answers are welcome. What you would rather "
        "not say under your name: **Answer privately** tells how that works first."
    )
    embed = discord.Embed(title=question, description=how, colour=_QUIET_BLUE)
    if len(question) > _LONGEST_TITLE:
        # An own prompt full of markdown signs, each of which was given a backslash.
        embed.title, embed.description = None, f"{question}\n\n{how}"
    embed.set_author(name=kind_label(t, prompt.kind))
    if prompt.kind.clinical:
        embed.set_footer(text=t("No details that could identify a patient, please: Discord is not a clinical system."))
    return Outgoing(embeds=(embed,), view=view)


def posted(t: Translate, community_id: int, sent: SentMessage, rationale: str) -> str:
    """Tells the facilitator where the prompt stands, and why it is asked."""
    link = f"https://discord.com/channels/{community_id}/{sent.channel_id}/{sent.message_id}"
    lines = [t("Posted in <#{channel}>: {link}", channel=sent.channel_id, link=link)]
    if rationale:
        lines.append(t("Why this one: {reason}", reason=rationale))
    return "\n".join(lines)


def rhythm(t: Translate, asked: Rhythm) -> str:
    """How often, in words: "Every 2 weeks on Tuesday"."""
    weeks = asked.interval_weeks
    if not asked.weekdays:
        return t.n("Every week", "Every {n} weeks", weeks)
    if weeks == 1 and asked.weekdays == WORKING_DAYS:
        return t("Every weekday, Monday to Friday")
    names = [
        t("Monday"),
        t("Tuesday"),
        t("Wednesday"),
        t("Thursday"),
        t("Friday"),
        t("Saturday"),
        t("Sunday"),
    ]
    days = [names[day] for day in sorted(asked.weekdays)]
    listed = days[0] if len(days) == 1 else t("{most} and {last}", most=", ".join(days[:-1]), last=days[-1])
    return t.n("Every {days}", "Every {n} weeks on {days}", weeks, days=listed)


def _where(t: Translate, one: Scheduled) -> str:
    return f"<#{one.channel_id}>" if one.channel_id is not None else t("the general channel")


def _what(t: Translate, order: PromptSchedule) -> str:
    return kind_label(t, order.kind) if order.kind is not None else t("any kind")


def scheduled(t: Translate, made: Scheduled) -> str:
    """Echoes a new schedule before anybody relies on it."""
    order = made.order
    turns = "\n".join(f"- {timestamp(each.instant)}" for each in made.upcoming)
    return "\n".join(
        [
            t(
                "{rhythm} in {where}, {what}. The next ones are posted:",
                rhythm=rhythm(t, order.schedule.rhythm),
                where=_where(t, made),
                what=_what(t, order),
            ),
            turns,
            "",
            t(
                "I read the hour in your time zone, {zone}, and keep it when the clocks change. Nobody is pinged. "
                "I skip one on public holidays there, when people are talking in the channel already, and when I am "
                "more than {hours} hours late or it is evening by then. "
                "`/prompt list` shows all schedules.",
                zone=order.schedule.zone,
                hours=int(GRACE.total_seconds() // 3600),
            ),
        ]
    )


def paused(t: Translate, orders: Sequence[Scheduled]) -> str:
    """Tells that nothing more is posted."""
    return t.n(
        "Paused. The schedule keeps its place; `/prompt resume` lets it run again.",
        "Paused all {n} schedules. They keep their places; `/prompt resume` lets them run again.",
        len(orders),
    )


def resumed(t: Translate, orders: Sequence[Scheduled]) -> str:
    """Tells when the next prompts come."""
    turns = [f"- {when(one.upcoming[0].instant)}, {_where(t, one)}" for one in orders if one.upcoming]
    return "\n".join([t("Running again. Nothing missed is made up for. Next:"), *turns])


def list_embeds(t: Translate, found: Overview, page: int) -> list[discord.Embed]:
    """All schedules, and one page of own prompts; at their longest within Discord's 6,000 characters."""
    lines = [_schedule_line(t, number, one) for number, one in enumerate(found.schedules, 1)]
    none = t("None yet. `/prompt schedule` sets one up; `/prompt now` posts one at once.")
    schedules = discord.Embed(title=t("Prompt schedules"), description="\n".join(lines) or none, colour=_QUIET_BLUE)
    own_lines = [_own_line(t, found, one) for one in page_of(found.own, page)]
    none = t("None yet. `/prompt add` adds one; it takes its turn before those of the bank.")
    own = discord.Embed(
        title=t("Your own prompts ({n})", n=len(found.own)) if found.own else t("Your own prompts"),
        description="\n".join(own_lines) or none,
        colour=_QUIET_BLUE,
    )
    own.set_footer(text=t("No prompt comes again within 26 weeks."))
    return [schedules, own]


def page_of(own: Sequence[OwnPrompt], page: int) -> Sequence[OwnPrompt]:
    """The prompts on a page; pages count from 0."""
    return own[page * PAGE : (page + 1) * PAGE]


def pages(own: Sequence[OwnPrompt]) -> int:
    """How many pages there are, one at least."""
    return max(1, -(-len(own) // PAGE))


def schedule_label(t: Translate, number: int, one: Scheduled) -> str:
    """A schedule's name in a menu, without markdown."""
    return f"{number}. {rhythm(t, one.order.schedule.rhythm)}, {_what(t, one.order)}"


def own_label(one: OwnPrompt) -> str:
    """An own prompt's name in a menu, without markdown."""
    return clip(one.text, 90)


def _schedule_line(t: Translate, number: int, one: Scheduled) -> str:
    next_turn = t("next {when}", when=when(one.upcoming[0].instant)) if one.upcoming else t("paused")
    line = (
        f"{number}. {rhythm(t, one.order.schedule.rhythm)}, {_what(t, one.order)}, {_where(t, one)}, "
        f"{one.order.schedule.zone}: {next_turn}"
    )
    return line if one.skipped is None else f"{line}; {_skipped(t, *one.skipped)}"


def _skipped(t: Translate, at: datetime, because: Skip) -> str:
    day = timestamp(at, "d")
    return {
        Skip.TALKING: t("skipped on {day}, as people were talking already", day=day),
        Skip.HOLIDAY: t("skipped on {day}, a public holiday", day=day),
    }[because]


def _own_line(t: Translate, found: Overview, one: OwnPrompt) -> str:
    last = found.last_sent.get(one.id)
    state = t("posted {when}", when=timestamp(last, "D")) if last is not None else t("not posted yet")
    return f"- {escape(clip(one.text, _SHOWN_CHARACTERS))} ({kind_label(t, one.kind)}, {state})"


def added(t: Translate, one: OwnPrompt) -> str:
    """Echoes an own prompt that was kept."""
    return "\n".join(
        [
            t("Added under “{kind}”. It comes first when that kind has its turn:", kind=kind_label(t, one.kind)),
            f"> {escape(one.text)}",
        ]
    )
