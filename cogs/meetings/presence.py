"""Being at a meeting, as a member does it: I'm here, my own minutes, and what to do if they are wrong."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.attendance import MOST_REASON, ContestState, Source, Stay
from bot.domain.ids import MeetingId
from bot.domain.people import Actor
from bot.services import attendance, presence
from bot.services.attendance import Mine
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import clip, escape, timestamp

Tap = discord.Interaction[Any]
_MOST_STAYS = 6


class HereButton(Action, verb="here", pattern=r"(?P<meeting>\d{1,18})"):
    """Says that one is at a meeting by phone or elsewhere."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Note it, and say privately until when it counts."""
        said = await presence.here(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        t = interaction.client.translator(interaction.locale)
        text = t(
            "You are noted as here since {since}, until the meeting ends. Do you go before that? Tap **I'm leaving** "
            "then.",
            since=timestamp(said.since, "t"),
        )
        ids = {"community": actor.community_id, "meeting": said.meeting.id}
        await respond(interaction, text, view=buttons(LeaveButton.button(t("I'm leaving"), **ids)))


class LeaveButton(Action, verb="herebye", pattern=r"(?P<meeting>\d{1,18})"):
    """Says that one leaves before the end."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Note it; coming back is one tap."""
        meeting = await presence.leave(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        t = interaction.client.translator(interaction.locale)
        again = HereButton.button(t("I'm back"), community=actor.community_id, meeting=meeting.id)
        text = t("Noted: you have left. Thank you for coming. If you come back, tap **I'm back**.")
        await redraw(interaction, text, view=buttons(again))


class MineButton(Action, verb="mymins", pattern=r"(?P<meeting>\d{1,18})"):
    """Shows somebody their own minutes at a meeting."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show them to nobody else."""
        found = await attendance.mine(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        t = interaction.client.translator(interaction.locale)
        await respond(interaction, my_minutes(t, found), view=_my_buttons(t, found))


class ContestButton(Action, verb="minwrong", pattern=r"(?P<meeting>\d{1,18})"):
    """Opens the form for saying that one's minutes are wrong."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, ContestForm(t, actor.community_id, MeetingId(int(self.ids["meeting"]))))


class ContestForm(DurableForm, verb="minwhy", pattern=r"(?P<meeting>\d{1,18})"):
    """How long one was there, and what happened; facilitators read it, nobody else."""

    def __init__(self, t: Translate, community: int, meeting_id: MeetingId) -> None:
        super().__init__(title=t("That is not right"), community=community, meeting=meeting_id)
        self.meeting_id = meeting_id
        self.minutes: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="minutes", required=False, max_length=10, placeholder=t("Empty: the whole meeting")
        )
        self.reason: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="reason", max_length=MOST_REASON, placeholder=t("Such as: I was on the phone line")
        )
        self.add_item(discord.ui.Label(text=t("How many minutes were you there?"), component=self.minutes))
        hint = t("The facilitators read it, nobody else.")
        self.add_item(
            discord.ui.Label(text=t("What happened, in a few words"), description=hint, component=self.reason)
        )

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> ContestForm:
        """Return the form for the same meeting."""
        return cls(t, community, MeetingId(int(ids["meeting"])))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Put it before the facilitators."""
        context = interaction.client.context
        found = await attendance.contest(context, actor, self.meeting_id, self.minutes.value, self.reason.value)
        t = interaction.client.translator(interaction.locale)
        await respond(interaction, my_minutes(t, found), view=_my_buttons(t, found))


def my_minutes(t: Translate, found: Mine) -> str:
    """Return somebody's own minutes, from what they come, and where an objection stands."""
    title = escape(clip(found.meeting.title, 80))
    counted = t(
        "**{title}**, {day}: {n} of {of} minutes are counted for you.",
        title=title,
        day=timestamp(found.meeting.starts_at, "D"),
        n=found.minutes,
        of=found.counted.minutes,
    )
    lines = [counted]
    if found.attendee is not None and found.attendee.fixed:
        lines.append(t("A facilitator set this; {n} minutes were added up.", n=found.attendee.measured))
    lines += [f"• {_stay(t, stay)}" for stay in found.stays[:_MOST_STAYS]]
    if len(found.stays) > _MOST_STAYS:
        lines.append(t("and {n} more", n=len(found.stays) - _MOST_STAYS))
    if found.meeting.ended_at is None:
        lines.append(t("The meeting is still on, so this grows."))
    match found.contest.state if found.contest is not None else None:
        case ContestState.OPEN:
            lines.append(t("You said this is wrong. A facilitator looks at it, and I write to you then."))
        case ContestState.GRANTED:
            lines.append(t("You said this was wrong, and a facilitator put it right."))
        case ContestState.UPHELD:
            lines.append(t("You said this was wrong; a facilitator looked at it and left it."))
        case None:
            pass
    return "\n".join(lines)


def _stay(t: Translate, stay: Stay) -> str:
    values = {"since": timestamp(stay.since, "t")}
    until = t("still there") if stay.until is None else timestamp(stay.until, "t")
    if stay.source is Source.VOICE:
        return t("in the voice channel: {since} to {until}", until=until, **values)
    return t("you said you were here: {since} to {until}", until=until, **values)


def _my_buttons(t: Translate, found: Mine) -> discord.ui.View | None:
    if found.meeting.ended_at is None:
        return None
    ids = {"community": found.meeting.community_id, "meeting": found.meeting.id}
    return buttons(ContestButton.button(t("That is not right"), **ids))
