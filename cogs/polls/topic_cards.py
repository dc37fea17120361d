"""What the backlog looks like: the list, one topic, and topics that look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.domain.topics import Drop, Part, Topic, TopicState
from bot.services.topics import Backlog, LooksAlike, Suggested, Supported
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp
from cogs.polls.squeeze import squeezed

_MOST_PARTS = 5
COLOUR = discord.Colour(0x3B7DD8)


def supporters(t: Translate, n: int) -> str:
    """Return how many support a topic, in words and number."""
    return t.n("{n} supporter", "{n} supporters", n) if n else t("no supporters yet")


def suggested(t: Translate, done: Suggested) -> str:
    """Return what the author of a topic reads."""
    title = escape(done.topic.title)
    if not done.just_now:
        return t("**{title}** is in the backlog already, suggested by you.", title=title)
    return t(
        "**{title}** is in the backlog, and you are its first supporter. Others find it with `/topic list`.",
        title=title,
    )


def looks_alike(t: Translate, found: LooksAlike) -> tuple[str, discord.Embed]:
    """Return the question whether a new topic repeats others, and the new topic as it was typed.

    The embed's author and footer hold title and reason word for word (Discord shows both without markdown), so that
    the button that adds the topic all the same reads them from the message and nothing is kept in memory.
    """
    lines = [
        t("This topic is there already:") if found.is_repeat else t("Before I add this: is it one of these?"),
        *(f"- {_with_state(t, topic)}" for topic in found.topics),
        t("Supporting it counts as much as suggesting it, and I will know your words for it. Nothing is stored yet."),
    ]
    embed = discord.Embed(colour=COLOUR)
    embed.set_author(name=found.title)
    if found.why:
        embed.set_footer(text=found.why)
    return "\n".join(lines), embed


def typed_in(message: discord.Message | None) -> tuple[str, str | None]:
    """Return the title and reason that a message made by `looks_alike` holds."""
    embed = message.embeds[0] if message is not None and message.embeds else discord.Embed()
    return embed.author.name or "", embed.footer.text


def supported(t: Translate, done: Supported) -> str:
    """Return one topic, and whether the reader supports it."""
    topic = done.topic
    title = escape(topic.title)
    said = t("You support it.") if done.supports else t("You no longer support it.")
    lines = [f"**{title}**", f"{said} {t('It has {supporters}.', supporters=supporters(t, topic.supporters))}"]
    if topic.why:
        lines.append(t("Why: {why}", why=escape(topic.why)))
    lines += [_part(t, part) for part in done.parts[:_MOST_PARTS]]
    titles = {part.title for part in done.parts}
    if set(topic.also) - titles:
        lines.append(also(t, replace(topic, also=tuple(name for name in topic.also if name not in titles))))
    if done.raised_at:
        lines.append(f"[{t('Where it was raised')}]({done.raised_at})")
    if topic.state is TopicState.BOOKED:
        lines.append(t("It is booked for a meeting."))
    if topic.state is TopicState.DROPPED and topic.drop is not None:
        lines.append(dropped_line(t, topic, topic.drop))
    return "\n".join(lines)


def _part(t: Translate, part: Part) -> str:
    """Return what became part of a topic, whose suggestion it was, and when."""
    who = f"<@{part.suggested_by}>" if part.suggested_by is not None else t("a former member")
    return t(
        "**{title}**, suggested by {who}, became part of it {ago}.",
        title=escape(clip(part.title, 60)),
        who=who,
        ago=timestamp(part.merged_at, "R"),
    )


def also(t: Translate, topic: Topic, most: int = 5, length: int = 60) -> str:
    """Return the other names of a topic: what became part of it, and what members called it."""
    names = [f"“{escape(clip(name, length))}”" for name in topic.also[:most]]
    if len(topic.also) > most:
        names.append("…")
    return t("Also: {names}", names=", ".join(names))


def dropped_line(t: Translate, topic: Topic, drop: Drop) -> str:
    """Return that a topic was dropped, when and why, and how it comes back."""
    return t(
        "**{title}** was dropped {ago}: {reason}",
        title=escape(clip(topic.title, 80)),
        ago=timestamp(drop.at, "R"),
        reason=escape(clip(drop.reason, 150)),
    )


def backlog(t: Translate, found: Backlog, most: int) -> discord.Embed:
    """Return the backlog, the `most` best supported of it, and what is on its way to a meeting."""
    if not (found.waiting or found.chosen or found.booked or found.dropped):
        empty = t("The backlog is empty. What would you like to learn? **Suggest a topic** adds the first.")
        return discord.Embed(title=t("Topics"), description=empty, colour=COLOUR)
    parts = [_lines(t, found.waiting[:most], found) or t("No topic is waiting.")]
    more = len(found.waiting) - most
    if more > 0:
        parts.append(
            t.n(
                "{n} more topic waits; `/topic support` finds it by name.",
                "{n} more topics wait; `/topic support` finds them by name.",
                more,
            )
        )
    if found.chosen:
        parts.append(f"**{t('Chosen, waiting for a meeting')}**\n{_titles(found.chosen)}")
    if found.booked:
        parts.append(f"**{t('Booked for a meeting')}**\n{_titles(found.booked)}")
    if found.dropped:
        parts.append(f"**{t('Dropped lately')}**\n{_dropped(t, found)}")
    return discord.Embed(title=t("Topics"), description=clip("\n\n".join(parts), 4096), colour=COLOUR)


def dropped_first(found: Backlog) -> list[Topic]:
    """Return what was dropped lately, first what the reader supported."""
    return sorted(found.dropped, key=lambda topic: topic.id not in found.supports)


def _dropped(t: Translate, found: Backlog, most: int = 3) -> str:
    ordered = dropped_first(found)
    lines = [
        f"- {dropped_line(t, topic, topic.drop)}" + (f" {t('You supported it.')}" if topic.id in found.supports else "")
        for topic in ordered[:most]
        if topic.drop is not None
    ]
    if len(ordered) > most:
        lines.append("- …")
    return "\n".join([*lines, t("Whoever supports one again brings it back.")])


def _lines(t: Translate, topics: Sequence[Topic], found: Backlog) -> str:
    numbered = list(enumerate(topics, start=1))
    return squeezed(lambda length: [_line(t, place, topic, found, length) for place, topic in numbered])


def _line(t: Translate, place: int, topic: Topic, found: Backlog, length: int) -> str:
    counted = supporters(t, topic.supporters)
    if topic.id in found.supports:
        counted = t("{supporters}, you among them", supporters=counted)
    line = f"{place}. **{escape(clip(topic.title, length))}**: {counted}"
    return f"{line}. {also(t, topic, 1, min(length, 40))}" if topic.also else line


def _with_state(t: Translate, topic: Topic) -> str:
    title = escape(topic.title)
    match topic.state:
        case TopicState.BOOKED:
            return t("**{title}**, which is or was booked for a meeting", title=title)
        case TopicState.CHOSEN:
            return t("**{title}**, which was chosen and waits for a meeting", title=title)
        case TopicState.DROPPED if topic.drop is not None:
            return dropped_line(t, topic, topic.drop)
        case _:
            line = f"**{title}**: {supporters(t, topic.supporters)}"
            return f"{line}. {also(t, topic, 2, 40)}" if topic.also else line


def _titles(topics: Sequence[Topic], most: int = 5) -> str:
    lines = [f"- {escape(clip(topic.title, 60))}" for topic in topics[:most]]
    if len(topics) > most:
        lines.append("- …")
    return "\n".join(lines)
