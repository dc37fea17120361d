"""The buttons and the form with which facilitators keep the list of who was there."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.attendance import ContestState
from bot.domain.ids import MeetingId, MemberId
from bot.domain.people import Actor
from bot.services import attendance
from bot.services.attendance import ContestView, Sheet
from bot.texts import Translate
from bot.ui.components import Action, Form, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond, show_form
from cogs.attendance import cards

Tap = discord.Interaction[Any]
GREEN = discord.ButtonStyle.success
_MOST_AT_ONCE = 25
"""As many as one menu of people takes."""


class SheetButton(Action, verb="attsheet", pattern=r"(?P<meeting>\d{1,18})"):
    """Shows who was at a meeting, from another screen."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it privately."""
        found = await attendance.sheet_of(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        await show(interaction, found)


class PageButton(Action, verb="attpage", pattern=r"(?P<meeting>\d{1,18}):(?P<page>\d{1,3})"):
    """Turns to another page of the list."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Draw that page, or the last one that there is."""
        found = await attendance.sheet_of(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        await _draw(interaction, found, min(int(self.ids["page"]), cards.pages(found) - 1))


class FixButton(Action, verb="attfix", pattern=r"(?P<meeting>\d{1,18}):(?P<who>missing|any)"):
    """Opens the form that adds, corrects or takes off; for `missing`, with those in it who said they would come."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        found = await attendance.sheet_of(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        t = interaction.client.translator(interaction.locale)
        people = found.missing if self.ids["who"] == "missing" else ()
        await show_form(interaction, FixForm(t, found, people))


class FixForm(Form):
    """Whose minutes are how many."""

    def __init__(self, t: Translate, found: Sheet, people: tuple[MemberId, ...]) -> None:
        super().__init__(title=t("Who was there, how long"), community=found.meeting.community_id)
        self.meeting_id = found.meeting.id
        chosen = [discord.SelectDefaultValue.from_user(discord.Object(one)) for one in people[:_MOST_AT_ONCE]]
        self.people: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id="people", max_values=_MOST_AT_ONCE, default_values=chosen
        )
        self.minutes: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="minutes",
            required=False,
            max_length=10,
            placeholder=t("Empty: the whole meeting ({n})", n=found.counted.minutes),
        )
        self.add_item(discord.ui.Label(text=t("Who"), component=self.people))
        hint = t("For each of them. 0 takes somebody off the list.")
        self.add_item(discord.ui.Label(text=t("Minutes"), description=hint, component=self.minutes))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the list."""
        people = [MemberId(one.id) for one in self.people.values]
        context = interaction.client.context
        found = await attendance.correct(context, actor, self.meeting_id, people, self.minutes.value)
        await _draw(interaction, found)


class ConfirmButton(Action, verb="attok", pattern=r"(?P<meeting>\d{1,18})"):
    """Says that the list is right."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Note it and show the list."""
        found = await attendance.confirm(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        await _draw(interaction, found)


class SettleButton(Action, verb="attsettle", pattern=r"(?P<contest>\d{1,18}):(?P<how>grant|leave)"):
    """Settles an objection: with the member's minutes, or as they were counted."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Settle it, once; whoever comes second sees how it was settled."""
        view = await attendance.settle_contest(
            interaction.client.context, actor, int(self.ids["contest"]), grant=self.ids["how"] == "grant"
        )
        outgoing = contest_message(interaction.client.translator(view.community.locale), view)
        await redraw(interaction, embeds=outgoing.embeds, view=outgoing.view)


ACTIONS = (SheetButton, PageButton, FixButton, ConfirmButton, SettleButton)


async def show(interaction: Tap, found: Sheet) -> None:
    """Answer with the list, for the reader alone."""
    t = interaction.client.translator(interaction.locale)
    await respond(interaction, embeds=[cards.sheet(t, found)], view=sheet_buttons(interaction.client, t, found))


async def _draw(interaction: Tap, found: Sheet, page: int = 0) -> None:
    t = interaction.client.translator(interaction.locale)
    view = sheet_buttons(interaction.client, t, found, page)
    await redraw(interaction, embeds=[cards.sheet(t, found, page)], view=view)


def sheet_buttons(bot: CommunityBot, t: Translate, found: Sheet, page: int = 0) -> discord.ui.View | None:
    """Return what can be done with the list, and how the last meetings felt; while the meeting is on, its pages."""
    ids = {"community": found.meeting.community_id, "meeting": found.meeting.id}
    shown: list[Action] = []
    if found.meeting.ended_at is not None:
        if found.missing:
            shown.append(FixButton.button(t("Tick who came"), who="missing", **ids))
        shown.append(FixButton.button(t("Add or correct"), who="any", **ids))
        if found.meeting.confirmed_at is None:
            shown.append(ConfirmButton.button(t("Confirm"), style=GREEN, **ids))
        shown.append(bot.action("pulsetrend").button(t("How the last ones felt"), community=ids["community"]))
    if page > 0:
        shown.append(PageButton.button(t("Back"), page=page - 1, row=1, **ids))
    if page + 1 < cards.pages(found):
        shown.append(PageButton.button(t("More people"), page=page + 1, row=1, **ids))
    return buttons(*shown) if shown else None


def contest_message(t: Translate, view: ContestView) -> Outgoing:
    """Return the facilitators' card of an objection, with its buttons while it is open."""
    found = view.contest
    if found.state is not ContestState.OPEN:
        return Outgoing(embeds=[cards.contest(t, view)])
    ids = {"community": found.community_id, "contest": found.id}
    settle = buttons(
        SettleButton.button(t("Set to {n} minutes", n=found.claimed), style=GREEN, how="grant", **ids),
        SettleButton.button(t("Leave at {n}", n=view.minutes), how="leave", **ids),
        SheetButton.button(t("Open the list"), community=found.community_id, meeting=found.meeting_id),
    )
    return Outgoing(embeds=[cards.contest(t, view)], view=settle)
