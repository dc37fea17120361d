"""The buttons and the form of meetings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import discord

from bot.domain.errors import Invalid
from bot.domain.ids import MeetingId
from bot.domain.meetings import MOST_PLACE, MOST_TITLE, Answer, MeetingState
from bot.domain.people import Actor
from bot.services import meeting_events, meetings, scheduling
from bot.services.meetings import MeetingView
from bot.services.scheduling import Draft, Scheduled, Wish
from bot.texts import Translate
from bot.ui.components import Action, Form, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import clip
from cogs.meetings import cards
from cogs.meetings.calendar_views import ACTIONS as CALENDAR_ACTIONS
from cogs.meetings.calendar_views import CalendarButton
from cogs.meetings.presence import ContestButton, ContestForm, HereButton, LeaveButton, MineButton

Tap = discord.Interaction[Any]
GREEN, GREY, RED = discord.ButtonStyle.success, discord.ButtonStyle.secondary, discord.ButtonStyle.danger


class RsvpButton(Action, verb="rsvp", pattern=r"(?P<meeting>\d{1,18}):(?P<answer>going|maybe|no)"):
    """Says whether one comes: on the card, on private screens and in direct messages."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store the answer and show it where the button is."""
        bot = interaction.client
        answered = await meetings.answer(
            bot.context, actor, MeetingId(int(self.ids["meeting"])), Answer(self.ids["answer"])
        )
        view, message = answered.view, interaction.message
        mine = bot.translator(interaction.locale)
        said = cards.your_answer(mine, view.roll, actor.member_id)
        waits = answered.answer is Answer.GOING and view.roll.wait_of(actor.member_id) is not None
        if interaction.guild_id is None:
            embed = cards.personal(mine, view, actor.member_id)
            await redraw(interaction, embeds=[embed], view=answer_buttons(mine, view))
        elif message is not None and _shows_card(message, view):
            shared = bot.translator(view.community.locale)
            await redraw(interaction, embeds=[cards.card(shared, view)], view=answer_buttons(shared, view))
            if waits or not answered.changed:
                await respond(interaction, said)
        else:
            await respond(interaction, said, embeds=[cards.card(mine, view)], view=answer_buttons(mine, view))


def _shows_card(message: discord.Message, view: MeetingView) -> bool:
    """Return whether the pressed message is the meeting's card or somebody's private copy of it."""
    return message.flags.ephemeral or (view.post is not None and message.id == view.post.message_id)


class PostButton(Action, verb="meetpost", pattern=r"(?P<meeting>\d{1,18})"):
    """Posts a draft whose time was read as its author meant it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Post it, once."""
        view = await scheduling.post(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, cards.posted(t, view))


class PickButton(Action, verb="meetpick", pattern=r"(?P<meeting>\d{1,18}):(?P<at>\d{1,12})"):
    """Posts a draft at the one of several readings that its author meant; the button shows it in full."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Post it, once."""
        chosen = datetime.fromtimestamp(int(self.ids["at"]), UTC)
        meeting_id = MeetingId(int(self.ids["meeting"]))
        view = await scheduling.post(interaction.client.context, actor, meeting_id, chosen)
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, cards.posted(t, view))


class ChangeButton(Action, verb="meetedit", pattern=r"(?P<meeting>\d{1,18})"):
    """Opens a draft in a form."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form with what was typed."""
        found = await scheduling.draft(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, DraftForm(t, found))


class DraftForm(Form):
    """A draft to be corrected; its topic stays as it is."""

    def __init__(self, t: Translate, found: Draft) -> None:
        meeting = found.view.meeting
        super().__init__(title=t("Change the meeting"), community=meeting.community_id)
        self.meeting_id = meeting.id
        self.topic = found.view.agenda[0].title if found.view.agenda else None
        self.name = _line("title", meeting.title, MOST_TITLE)
        self.when = _line("when", found.typed_when, 200)
        self.duration = _line("duration", str(meeting.minutes), 20)
        self.seats = _line("seats", "" if meeting.seats is None else str(meeting.seats), 10, required=False)
        self.place = _line("place", meeting.place or "", MOST_PLACE, required=False)
        for text, field in (
            (t("Title"), self.name),
            (t("When, in your time zone"), self.when),
            (t("Duration, such as 60 or 1h30"), self.duration),
            (t("Seats (empty: room for all)"), self.seats),
            (t("Place (empty: the voice channel)"), self.place),
        ):
            self.add_item(discord.ui.Label(text=text, component=field))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Read the draft anew and show it."""
        wish = Wish(
            title=self.name.value,
            when=self.when.value,
            duration=self.duration.value,
            seats=_number(self.seats.value),
            place=self.place.value or None,
            topic=self.topic,
        )
        done = await scheduling.revise(interaction.client.context, actor, self.meeting_id, wish)
        text, embeds, view = draft_screen(interaction, done, self.when.value)
        await redraw(interaction, text, embeds=embeds, view=view)


def _line(name: str, value: str, most: int, *, required: bool = True) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(custom_id=name, default=value or None, max_length=most, required=required)


def _number(typed: str) -> int | None:
    digits = typed.strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()):
        raise Invalid("meeting.seats_unreadable")
    return int(digits)


class CancelButton(Action, verb="meetoff", pattern=r"(?P<meeting>\d{1,18})"):
    """Calls a meeting off, after the question was read."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Cancel, with the reason that the question shows."""
        meeting_id = MeetingId(int(self.ids["meeting"]))
        reason = cards.reason_of(interaction.message)
        view = await meetings.cancel(interaction.client.context, actor, meeting_id, reason)
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, cards.cancelled(t, view))


class KeepButton(Action, verb="meetkeep", pattern=r"(?P<meeting>\d{1,18})"):
    """Leaves a meeting as it is."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Say so."""
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, t("Nothing was changed; the meeting stands."))


class EventAgainButton(Action, verb="meetevent", pattern=r"(?P<meeting>\d{1,18})"):
    """Makes Discord's event again, or puts it back as the meeting says."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Plan it, once for each question."""
        meeting_id = MeetingId(int(self.ids["meeting"]))
        question = str(interaction.message.id) if interaction.message else ""
        await meeting_events.restore(interaction.client.context, actor, meeting_id, question)
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, t("<@{person}> had Discord’s event put right.", person=actor.member_id))


class EventCancelButton(Action, verb="meetquit", pattern=r"(?P<meeting>\d{1,18})"):
    """Asks whether to call off a meeting whose event was deleted."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask, privately."""
        view, reason = await meetings.ask_to_cancel(interaction.client.context, actor, self.ids["meeting"], None)
        t = interaction.client.translator(interaction.locale)
        await respond(interaction, embeds=[cards.ask_to_cancel(t, view, reason)], view=cancel_buttons(t, view))


ACTIONS = (
    RsvpButton,
    *CALENDAR_ACTIONS,
    PostButton,
    PickButton,
    ChangeButton,
    CancelButton,
    KeepButton,
    EventAgainButton,
    EventCancelButton,
    HereButton,
    LeaveButton,
    MineButton,
    ContestButton,
)
FORMS = (ContestForm,)


def answer_buttons(t: Translate, view: MeetingView) -> discord.ui.View | None:
    """Return what can be tapped on a card before the meeting, while it is on, and after it."""
    meeting = view.meeting
    ids = {"community": meeting.community_id, "meeting": meeting.id}
    calendar = CalendarButton.button(t("Add to calendar"), **ids)
    if meeting.state is not MeetingState.SCHEDULED:
        return None
    if view.running:
        return buttons(HereButton.button(t("I'm here"), style=GREEN, **ids), calendar)
    if not view.answerable:
        return buttons(MineButton.button(t("My attendance"), **ids))
    return buttons(
        RsvpButton.button(t("Going"), style=GREEN, answer=Answer.GOING, **ids),
        RsvpButton.button(t("Maybe"), answer=Answer.MAYBE, **ids),
        RsvpButton.button(t("Can't go"), answer=Answer.NO, **ids),
        calendar,
    )


def offer_buttons(t: Translate, view: MeetingView) -> discord.ui.View:
    """Return what somebody may say to the offer of a seat."""
    ids = {"community": view.meeting.community_id, "meeting": view.meeting.id}
    return buttons(
        RsvpButton.button(t("Take the seat"), style=GREEN, answer=Answer.GOING, **ids),
        RsvpButton.button(t("Let it go"), answer=Answer.NO, **ids),
    )


def called_off_buttons(t: Translate, view: MeetingView) -> discord.ui.View:
    """Return the button that gives the cancelled meeting as a file, which takes it out of one's calendar."""
    ids = {"community": view.meeting.community_id, "meeting": view.meeting.id}
    return buttons(CalendarButton.button(t("Update my calendar"), **ids))


def draft_screen(interaction: Tap, done: Scheduled, typed: str) -> tuple[str, list[discord.Embed], discord.ui.View]:
    """Return the private screen of a draft: how its time was read, or which of several moments was meant."""
    t, meeting = interaction.client.translator(interaction.locale), done.view.meeting
    ids = {"community": meeting.community_id, "meeting": meeting.id}
    change = ChangeButton.button(t("Change"), **ids)
    if not done.readings:
        post = PostButton.button(t("Post it"), style=GREEN, **ids)
        return cards.draft(t, done.view, typed), [cards.card(t, done.view)], buttons(post, change)
    picks = [
        PickButton.button(
            clip(reading.label(str(interaction.locale)), 80), at=int(reading.instant.timestamp()), row=row, **ids
        )
        for row, reading in enumerate(done.readings[:4])
    ]
    change.item.row = 4
    asked = cards.which(t, typed, [reading.instant for reading in done.readings[:4]], done.unclear)
    return asked, [], buttons(*picks, change)


def cancel_buttons(t: Translate, view: MeetingView) -> discord.ui.View:
    """Return Cancel the meeting and Keep it."""
    ids = {"community": view.meeting.community_id, "meeting": view.meeting.id}
    return buttons(
        CancelButton.button(t("Cancel the meeting"), style=RED, **ids), KeepButton.button(t("Keep it"), **ids)
    )


def event_buttons(t: Translate, view: MeetingView, was_deleted: bool) -> discord.ui.View:
    """Return what facilitators may do about an event that somebody deleted or changed."""
    ids = {"community": view.meeting.community_id, "meeting": view.meeting.id}
    label = t("Make it again") if was_deleted else t("Put it back")
    return buttons(
        EventAgainButton.button(label, style=GREEN, **ids),
        EventCancelButton.button(t("Cancel the meeting"), **ids),
    )


def public(t: Translate, view: MeetingView) -> Outgoing:
    """Return the card with its buttons, as the community sees it."""
    return Outgoing(embeds=[cards.card(t, view)], view=answer_buttons(t, view))
