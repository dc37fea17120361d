"""`/my todo`: everything that awaits me, each with its button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Actor
from bot.domain.polls import Poll
from bot.services import todo
from bot.services.poll_tasks import PollTask, TaskKind
from bot.services.todo import Linked, Todo
from bot.texts import Translate
from bot.ui.actors import actor_of
from bot.ui.components import Action, buttons
from bot.ui.respond import respond
from bot.ui.words import clip, escape, when

MOST = 5
"""Lines of a kind, and buttons in a row."""
MEETINGS_WITH_BUTTONS = 2
MOST_PULSES = 2
BLUE = discord.ButtonStyle.primary


class TodoButton(Action, verb="my-todo"):
    """Does what `/my todo` does, from the noticeboard."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show the list."""
        await show(interaction, actor)


class TodoCog(commands.Cog):
    """The command and its button."""

    my = app_commands.Group(name="my", description="What is mine in this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the button."""
        self.bot.add_actions(TodoButton)

    async def cog_unload(self) -> None:
        """Stop answering it."""
        self.bot.remove_actions(TodoButton)

    @my.command(name="todo", description="Everything that awaits you, each with its button")
    async def todo(self, interaction: discord.Interaction[Any]) -> None:
        """Show it."""
        await show(interaction, actor_of(interaction))


async def show(interaction: discord.Interaction[Any], actor: Actor) -> None:
    """Answer with what awaits somebody."""
    bot: CommunityBot = interaction.client
    t = bot.translator(interaction.locale)
    found = await todo.of(bot.context, actor)
    if found.is_empty:
        await respond(interaction, t("Nothing awaits you. Enjoy your day."))
        return
    embed = discord.Embed(title=t("What awaits you"), description=words(t, found))
    await respond(interaction, embeds=[embed], view=buttons(*items(bot, t, actor, found)))


def words(t: Translate, found: Todo) -> str:
    """Return the list, one line a thing."""
    lines: list[str] = []
    lines += _some(
        t,
        [
            t("Vote: **{poll}**, closes {closes}", poll=_question(t, one.question), closes=when(one.closes_at))
            for one in found.polls
        ],
    )
    lines += _some(t, [_poll_task(t, one) for one in found.poll_tasks])
    lines += _some(
        t,
        [
            t(
                "How was it? **{meeting}**: three taps, without names, until {until}",
                meeting=escape(clip(meeting.title, 80)),
                until=when(pulse.closes_at),
            )
            for pulse, meeting in found.pulses
        ],
    )
    lines += _some(
        t,
        [
            t(
                "Will you present **{title}**? It is for **{meeting}**, {starts}",
                title=escape(clip(one.item.title, 80)),
                meeting=escape(clip(one.meeting.title, 80)),
                starts=when(one.meeting.starts_at),
            )
            for one in found.presenting
        ],
    )
    lines += _some(
        t,
        [
            t(
                "Are you coming? **{meeting}**, {starts}",
                meeting=escape(title),
                starts=when(one.starts_at),
            )
            for one, title in zip(found.meetings, _told_apart(found.meetings, 80), strict=True)
        ],
    )
    lines += _some(
        t,
        [
            t("How does your change go? **{change}**", change=escape(clip(one.words.change if one.words else "…", 80)))
            for one in found.changes
        ],
    )
    lines += _some(t, [t("Say when you can: {poll}", poll=_link(one)) for one in found.time_polls])
    if found.has_draft:
        lines.append(t("Your case is not submitted yet."))
    lines += _some(
        t,
        [
            t("Your case **{title}** was declined; you can take it back and change it.", title=escape(one.title or ""))
            for one in found.declined
        ],
    )
    lines += _some(t, [t("An application waits: {card}", card=_link(one)) for one in found.applications])
    lines += _some(t, [t("A case waits for release: {card}", card=_link(one)) for one in found.releases])
    lines += _some(t, [t("Attendance is contested: {card}", card=_link(one)) for one in found.contests])
    lines += _some(t, [t("<@{who}> asks for your week on the rota.", who=one.asker_id) for one in found.swaps])
    lines += _some(t, [t("A hand-over waits for you to take it.") for _ in found.handovers])
    return clip("\n".join(f"- {line}" for line in lines), 4096)


def items(bot: CommunityBot, t: Translate, actor: Actor, found: Todo) -> list[Action | discord.ui.Item[Any]]:
    """Return the buttons: polls, the next meetings, cases, and links to the cards that have buttons of their own."""
    community = actor.community_id
    felt: list[Action] = [
        bot.action("pulse").button(
            clip(t("How was it? {meeting}", meeting=meeting.title), 80), community=community, pulse=pulse.id, row=0
        )
        for pulse, meeting in found.pulses[:MOST_PULSES]
    ]
    shown: list[Action | discord.ui.Item[Any]] = [
        *felt,
        *_vote_buttons(bot, t, community, found.polls[: MOST - len(felt)]),
    ]
    shown += [_poll_button(bot, t, community, one) for one in found.poll_tasks[: MOST - len(shown)]]
    titles = _told_apart(found.meetings, 45)
    for row, meeting in enumerate(found.meetings[:MEETINGS_WITH_BUTTONS], start=1):
        ids: dict[str, Any] = {"community": community, "meeting": meeting.id, "row": row}
        rsvp = bot.action("rsvp")
        shown += [
            rsvp.button(clip(t("Going: {meeting}", meeting=titles[row - 1]), 60), answer=Answer.GOING, **ids),
            rsvp.button(t("Maybe"), answer=Answer.MAYBE, **ids),
            rsvp.button(t("Can't go"), answer=Answer.NO, **ids),
        ]
    own = [
        bot.action("present").button(label, community=community, ask=one.ask.id, says=says, row=3)
        for one in found.presenting[:1]
        for label, says in ((t("I'll present"), "yes"), (t("I can't"), "no"))
    ]
    own += [
        bot.action("commit-look").button(t("How does it go?"), community=community, commitment=one.id, row=3)
        for one in found.changes[:1]
    ]
    own += _of_the_rota(bot, t, community, found)
    if found.has_draft:
        own.append(bot.action("case-share").button(t("Go on with my case"), community=community, row=3))
    own += [
        bot.action("case-back").button(
            clip(t("Take back: {title}", title=one.title or ""), 80), community=community, case=one.case_id, row=3
        )
        for one in found.declined
    ]
    links = [
        *[(t("Say when you can"), one) for one in found.time_polls],
        *[(t("Application {number}", number=one.title), one) for one in found.applications],
        *[(t("Case {number}", number=one.title), one) for one in found.releases],
        *[(t("Attendance {number}", number=one.title), one) for one in found.contests],
    ]
    return [
        *shown,
        *own[:MOST],
        *[
            discord.ui.Button[discord.ui.View](label=clip(label, 80), url=one.url, row=4)
            for label, one in [pair for pair in links if pair[1].url is not None][:MOST]
        ],
    ]


def _told_apart(meetings: Sequence[Meeting], most: int) -> list[str]:
    """Return the meetings' titles, numbered where several of a series have the same: a button shows no date."""
    seen: Counter[str] = Counter()
    all_ = Counter(one.title for one in meetings)
    told: list[str] = []
    for one in meetings:
        seen[one.title] += 1
        short = clip(one.title, most)
        told.append(short if all_[one.title] == 1 else f"{short} ({seen[one.title]})")
    return told


def _poll_task(t: Translate, one: PollTask) -> str:
    """Return what a closed poll still wants, with a link to it."""
    poll = Linked(one.view.poll.question or t("Which topic shall we take next?"), one.view.jump_url)
    return {
        TaskKind.BOOK: t("Book the winner: {poll}", poll=_link(poll)),
        TaskKind.ANSWER: t("Somebody objects; say what becomes of it: {poll}", poll=_link(poll)),
        TaskKind.REVIEW: t("Does its outcome still hold? {poll}", poll=_link(poll)),
    }[one.kind]


def _poll_button(bot: CommunityBot, t: Translate, community: int, one: PollTask) -> Action:
    name = one.view.poll.question or t("Which topic shall we take next?")
    if one.kind is TaskKind.BOOK:
        label, verb = t("Book this topic"), "book"
    else:
        label, verb = clip(t("Outcome: {question}", question=name), 80), "poll-state"
    return bot.action(verb).button(label, community=community, poll=one.view.poll.id, row=0)


def _of_the_rota(bot: CommunityBot, t: Translate, community: int, found: Todo) -> list[Action]:
    swap, handover = bot.action("rota-swap"), bot.action("handover-page")
    answers = ((t("Let them have my week"), "yes"), (t("Keep my week"), "no"))
    return [
        *(
            swap.button(label, community=community, swap=one.id, answer=answer, row=3)
            for one in found.swaps[:1]
            for label, answer in answers
        ),
        *(
            handover.button(t("Look at the hand-over"), community=community, handover=one, page=0, row=3)
            for one in found.handovers[:1]
        ),
    ]


def _vote_buttons(bot: CommunityBot, t: Translate, community: int, polls: Sequence[Poll]) -> list[Action]:
    return [
        bot.action("vote").button(
            clip(t("Vote: {question}", question=one.question or t("Which topic shall we take next?")), 80),
            style=BLUE,
            community=community,
            poll=one.id,
            row=0,
        )
        for one in polls
    ]


def _question(t: Translate, question: str | None) -> str:
    return escape(clip(question or t("Which topic shall we take next?"), 80))


def _link(one: Linked) -> str:
    title = escape(clip(one.title, 80))
    return f"[{title}]({one.url})" if one.url is not None else f"**{title}**"


def _some(t: Translate, lines: list[str]) -> list[str]:
    more = len(lines) - MOST
    return lines if more <= 0 else [*lines[:MOST], t.n("{n} more of these", "{n} more of these", more)]
