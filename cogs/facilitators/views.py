"""The buttons of the digest, and those of the gentle question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.digest import Line, Need
from bot.domain.ids import CaseId, MeetingId, PollId
from bot.domain.people import Actor
from bot.services import agenda, agenda_editing, digest, poll_reminders, rescues
from bot.services.digest import Digest
from bot.texts import Translate
from bot.ui.actors import with_roles
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.words import escape, when
from cogs.facilitators import cards

Tap = discord.Interaction[Any]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


def digest_view(bot: CommunityBot, t: Translate, found: Digest, *, in_server: bool, page: int = 0) -> discord.ui.View:
    """Return the buttons of a page of a digest: one for each line, other pages, and whether it comes each Monday."""
    community = found.community.id
    items: list[discord.ui.Item[Any]] = [
        _button(bot, f"{number}. {cards.label(t, line)}", community, line, in_server=in_server)
        for number, line in cards.on_page(found, page)
    ]
    last = cards.pages(found) - 1
    if page > 0:
        items.append(PageButton.button(t("Back"), community=community, page=min(page, last) - 1, row=4))
    if page < last:
        items.append(PageButton.button(t("More"), community=community, page=page + 1, row=4))
    wish = "no" if found.weekly else "yes"
    label = t("Not each Monday") if found.weekly else t("Send it each Monday")
    items.append(WeeklyButton.button(label, community=community, wanted=wish, row=4))
    return buttons(*items)


def _button(bot: CommunityBot, text: str, community: int, line: Line, *, in_server: bool) -> discord.ui.Item[Any]:
    if line.need is Need.RELEASE and in_server:
        return bot.action("case-look").button(text, community=community, case=line.subject_id)
    if line.need is Need.BOOK and in_server:
        return bot.action("book").button(text, community=community, poll=line.subject_id)
    if line.need is Need.PAIRING:
        return bot.action("buddy-round").button(text, community=community, after=line.subject_id)
    if line.need is Need.NO_PRESENTER:
        return bot.action("agenda-find").button(text, community=community, item=line.subject_id)
    return LineButton.button(text, community=community, need=line.need, subject=line.subject_id)


async def redraw_digest(interaction: Tap, found: Digest, page: int = 0) -> None:
    """Draw a digest as it is now in the place of the one that was tapped."""
    t = _t(interaction)
    in_server = interaction.guild_id is not None
    view = digest_view(interaction.client, t, found, in_server=in_server, page=page)
    await redraw(interaction, embeds=[cards.digest(t, found, page)], view=view)


class LineButton(Action, verb="digest-line", pattern=rf"(?P<need>{'|'.join(Need)}):(?P<subject>\d{{1,20}})"):
    """Deals with one line, or says what became of it since."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Look where it stands now, and go by that."""
        who = await with_roles(interaction, actor)
        need, subject = Need(self.ids["need"]), int(self.ids["subject"])
        now = await digest.line(interaction.client.context, who, need, subject)
        if now.line is None:
            await respond(interaction, cards.settled_text(_t(interaction), now))
        else:
            await DEALS.get(now.line.need, _show)(interaction, who, now.line)


async def _show(interaction: Tap, actor: Actor, line: Line) -> None:
    """Say how it stands, with the way to the message whose buttons deal with it."""
    t, label = _t(interaction), cards.label(_t(interaction), line)
    items: list[discord.ui.Item[Any]] = []
    if line.need in (Need.OBJECTION, Need.REVIEW) and interaction.guild_id is not None:
        action = interaction.client.action("poll-state")
        items.append(action.button(label, community=actor.community_id, poll=line.subject_id))
        label = t("Open the poll")
    if line.jump_url is not None:
        items.append(discord.ui.Button(label=label, url=line.jump_url))
    await respond(interaction, cards.line_text(t, line), view=buttons(*items))


async def _ask_again(interaction: Tap, actor: Actor, line: Line) -> None:
    """Ask those who have not answered to a meeting, once a day at most."""
    asked = await digest.nudge(interaction.client.context, actor, MeetingId(line.subject_id))
    said = _t(interaction).n(
        "{n} colleague who has not answered is asked, privately and once today, as their habits allow.",
        "{n} colleagues who have not answered are asked, privately and once today, as their habits allow.",
        asked,
    )
    await respond(interaction, said)


async def _remind_voters(interaction: Tap, actor: Actor, line: Line) -> None:
    """Remind those who have not voted, where that is known and not done yet."""
    if not line.people:
        await _show(interaction, actor, line)
        return
    asked = await poll_reminders.remind_now(interaction.client.context, actor, PollId(line.subject_id))
    said = _t(interaction).n(
        "{n} colleague who has not voted is reminded, privately and once, as their habits allow.",
        "{n} colleagues who have not voted are reminded, privately and once each, as their habits allow.",
        asked,
    )
    await respond(interaction, said)


async def _ask_the_silent(interaction: Tap, actor: Actor, line: Line) -> None:
    """Ask the silent privately whether all is well, nobody twice in 60 days."""
    people = await digest.contact_silent(interaction.client.context, actor)
    said = _t(interaction).n(
        "{n} colleague is asked privately. What they choose stays between them and me.",
        "{n} colleagues are asked privately. What they choose stays between them and me.",
        len(people),
    )
    await respond(interaction, said)


async def _rescue(interaction: Tap, actor: Actor, line: Line) -> None:
    """Have two members asked about a case, once; afterwards the way to it is left."""
    if line.count:
        await _show(interaction, actor, line)
        return
    rescue = await rescues.begin(interaction.client.context, actor, CaseId(line.subject_id))
    t = _t(interaction)
    if rescue.asked:
        said = t.n(
            "{n} colleague is asked privately, as their habits allow; whoever is busy passes it on. Who it is, I keep "
            "to myself.",
            "{n} colleagues are asked privately, as their habits allow; whoever is busy passes it on. Who they are, I "
            "keep to myself.",
            rescue.asked,
        )
    else:
        said = t(
            "There is nobody to ask just now: everybody was asked in the last days, is away, or wants no direct "
            "messages. Try again in a few days."
        )
    await respond(interaction, said)


async def _to_agenda(interaction: Tap, actor: Actor, line: Line) -> None:
    """Put the question how changes go on the agenda of the next meeting, once."""
    context, t = interaction.client.context, _t(interaction)
    meeting = (await agenda.see(context, actor, None)).view.meeting
    await agenda_editing.add_line(context, actor, meeting.id, t("How do our changes go?"))
    said = t(
        "It is on the agenda of **{title}**, {starts}.", title=escape(meeting.title), starts=when(meeting.starts_at)
    )
    await respond(interaction, said)


Deal = Callable[[Tap, Actor, Line], Awaitable[None]]
DEALS: Mapping[Need, Deal] = {
    Need.UNANSWERED: _rescue,
    Need.FEW_ANSWERS: _ask_again,
    Need.QUORUM: _remind_voters,
    Need.COMMITMENTS: _to_agenda,
    Need.SILENT: _ask_the_silent,
}
"""What a press does at once; any other line is shown with the way to its message."""


class PageButton(Action, verb="digest-page", pattern=r"(?P<page>\d{1,3})"):
    """Shows another page of the digest, as it is now."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Draw it."""
        found = await digest.look(interaction.client.context, await with_roles(interaction, actor))
        await redraw_digest(interaction, found, int(self.ids["page"]))


class WeeklyButton(Action, verb="digest-weekly", pattern=r"(?P<wanted>yes|no)"):
    """Says whether the digest comes each Monday."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and draw the digest of now."""
        who = await with_roles(interaction, actor)
        wanted = self.ids["wanted"] == "yes"
        await redraw_digest(interaction, await digest.set_weekly(interaction.client.context, who, wanted=wanted))


class WishButton(Action, verb="contact-wish", pattern=r"(?P<wish>less|pause|stay)"):
    """What a silent member wishes."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it; nobody else is told."""
        await digest.choose(interaction.client.context, actor, self.ids["wish"])
        await redraw(interaction, cards.chosen(_t(interaction), self.ids["wish"]))


def wishes(t: Translate, community: int) -> discord.ui.View:
    """Return the three answers to the gentle question."""
    return buttons(
        WishButton.button(t("All well, stay as it is"), community=community, wish="stay"),
        WishButton.button(t("Less, please"), community=community, wish="less"),
        WishButton.button(t("Pause for 60 days"), community=community, wish="pause"),
    )


ACTIONS = (LineButton, PageButton, WeeklyButton, WishButton)
