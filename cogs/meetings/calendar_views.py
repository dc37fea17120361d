"""Add to calendar: a file of one meeting or of its whole series, and a private address to subscribe to."""

from __future__ import annotations

import io
from typing import Any

import discord

from bot.domain.errors import Conflict
from bot.domain.ids import MeetingId
from bot.domain.people import Actor
from bot.services import calendars, feeds
from bot.services.feeds import Subscription
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.words import timestamp

Tap = discord.Interaction[Any]
MARK = r"(?P<mark>[0-9a-f]{12})"


class CalendarButton(Action, verb="ics", pattern=r"(?P<meeting>\d{1,18})"):
    """Gives the meeting as a file that any calendar opens, and the way to more."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Answer with the file, for the reader alone."""
        bot = interaction.client
        t = bot.translator(interaction.locale)
        meeting_id = MeetingId(int(self.ids["meeting"]))
        found = await calendars.one_meeting(bot.context, actor, meeting_id, where=t("Discord"))
        text = t(
            "Open this file to put the meeting of {when} into your calendar. Opened again later, it updates the same "
            "entry.",
            when=timestamp(found.meeting.starts_at),
        )
        more: list[Action] = []
        if found.meeting.series_id is not None:
            more.append(SeriesButton.button(t("Whole series"), community=actor.community_id, meeting=meeting_id))
        if bot.feeds_are_open:
            more.append(subscribe_button(t, actor.community_id))
            text += " " + t("**Subscribe** keeps all meetings in your calendar up to date by itself.")
        file = discord.File(io.BytesIO(found.content), f"meeting-{meeting_id}.ics")
        await respond(interaction, text, files=[file], view=buttons(*more) if more else None)


class SeriesButton(Action, verb="icsall", pattern=r"(?P<meeting>\d{1,18})"):
    """Gives all coming meetings of a series as one file."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Answer with the file, for the reader alone."""
        bot = interaction.client
        t = bot.translator(interaction.locale)
        meeting_id = MeetingId(int(self.ids["meeting"]))
        found = await calendars.whole_series(bot.context, actor, meeting_id, where=t("Discord"))
        text = t.n(
            "Open this file to put the one coming meeting of the series, {last}, into your calendar.",
            "Open this file to put the {n} coming meetings of the series, up to {last}, into your calendar.",
            found.count,
            last=timestamp(found.last, "D"),
        )
        text += " " + t("Opened again after a change, it updates the same entries.")
        file = discord.File(io.BytesIO(found.content), f"series-{meeting_id}.ics")
        await respond(interaction, text, files=[file])


class SubscribeButton(Action, verb="feed"):
    """Gives somebody the private address of a calendar that follows all meetings."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Make it, once, and show it; later show that there is one."""
        _check_open(interaction)
        made = await feeds.subscribe(interaction.client.context, actor)
        text, view = _screen(interaction, actor.community_id, made)
        await respond(interaction, text, view=view)


class RenewButton(Action, verb="feednew", pattern=MARK):
    """Makes a new address in place of the old one."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Make it and show it."""
        _check_open(interaction)
        made = await feeds.renew(interaction.client.context, actor, self.ids["mark"])
        text, view = _screen(interaction, actor.community_id, made)
        await redraw(interaction, text, view=view)


class StopButton(Action, verb="feedend", pattern=MARK):
    """Ends somebody's feed."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """End it and say so."""
        await feeds.stop(interaction.client.context, actor, self.ids["mark"])
        t = interaction.client.translator(interaction.locale)
        text = t("The address is dead now. Take the subscription out of your calendar, too: it would only ask in vain.")
        await redraw(interaction, text, view=buttons(subscribe_button(t, actor.community_id)))


def subscribe_button(t: Translate, community: int) -> SubscribeButton:
    """Return the way to a calendar that follows all meetings; to be shown only while feeds are open."""
    return SubscribeButton.button(t("Subscribe"), community=community)


def _check_open(interaction: Tap) -> None:
    if not interaction.client.feeds_are_open:
        raise Conflict("feed.closed")


def _screen(interaction: Tap, community: int, made: Subscription) -> tuple[str, discord.ui.View]:
    t: Translate = interaction.client.translator(interaction.locale)
    if made.token is None:
        text = t(
            "You have a calendar address since {when}. I showed it once and keep no copy; your calendar knows it. If "
            "it is lost, or somebody else may have seen it, make a new one: the old one stops at once.",
            when=timestamp(made.made_at, "D"),
        )
    else:
        text = t(
            "This is your own calendar address, shown this once:\n```\n{address}\n```\n"
            "**iPhone** Calendar, Calendars, Add Calendar, Add Subscription Calendar. "
            "**Google** on a computer: Other calendars, From URL. **Outlook** Add calendar, Subscribe from web.\n"
            "It follows every change by itself, often only after some hours: for the last minute, trust my messages. "
            "It tells titles, times and agendas, never who comes. Whoever has the address can read it, so keep it to "
            "yourself.",
            address=interaction.client.feed_address(made.token),
        )
    return text, buttons(
        RenewButton.button(t("New address"), community=community, mark=made.mark),
        StopButton.button(t("Stop"), style=discord.ButtonStyle.danger, community=community, mark=made.mark),
    )


ACTIONS = (CalendarButton, SeriesButton, SubscribeButton, RenewButton, StopButton)
