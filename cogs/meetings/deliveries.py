"""What meetings promised for later: reminders, cancellations, and Discord's own scheduled event."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import changes
from bot.domain import reminders as kinds
from bot.domain import series as series_rules
from bot.domain.feeds import OWNER
from bot.domain.ids import CommunityId, MeetingId
from bot.domain.people import Place
from bot.domain.reach import Weight
from bot.domain.reminders import Lead
from bot.domain.timers import Timer
from bot.messenger import InPublic
from bot.services import meeting_changes, meeting_events, meetings, membership, posts, reminders, series, waitlists
from bot.services.meetings import MeetingView
from bot.ui.courier import Outgoing
from cogs.meetings import cards, change_cards, events, views


class MeetingDeliveries(commands.Cog):
    """Delivers the timers of kind `meeting.…`, and notices what people do to events in Discord."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._deliveries = {
            kinds.ROUND: self.share_out,
            kinds.PERSONAL: self.remind,
            kinds.CANCELLED: self.call_off,
            kinds.OFFER: self.offer_seat,
            kinds.OFFER_ENDS: self.end_offer,
            kinds.CARD: self.announce,
            changes.CHANGED: self.tell_change,
            series_rules.EXTEND: self.extend_series,
            kinds.BEGINS: self.begin,
            kinds.EVENT: self.sync_event,
            kinds.EVENT_LOST: self.ask_about_event,
            OWNER: self.look_after_feed,
        }

    async def cog_load(self) -> None:
        """Take the deliveries."""
        self.bot.deliveries.update(self._deliveries)

    async def cog_unload(self) -> None:
        """Give them back."""
        for kind in self._deliveries:
            del self.bot.deliveries[kind]

    async def share_out(self, timer: Timer) -> None:
        """Give everybody concerned a reminder of their own."""
        await reminders.share_out(self.bot.context, timer)

    async def remind(self, timer: Timer) -> None:
        """Send one person's reminder."""
        notice = await reminders.reminder(self.bot.context, timer)
        if notice is None:
            return
        t = self.bot.translator(notice.view.community.locale)
        text, embed = cards.reminder(t, notice, self._server(timer.community_id))
        buttons = views.answer_buttons(t, notice.view)
        public = Outgoing(cards.public_reminder(t, notice), view=buttons)
        may_be_public = notice.lead is not Lead.WEEK
        private = Outgoing(text, [embed], buttons)
        weight = Weight.URGENT if notice.lead is Lead.HOUR else Weight.ORDINARY
        await self._tell(timer, notice.view, private, public if may_be_public else None, weight)

    async def call_off(self, timer: Timer) -> None:
        """Tell one person that a meeting is off."""
        notice = await reminders.cancellation(self.bot.context, timer)
        if notice is None:
            return
        t = self.bot.translator(notice.view.community.locale)
        text = cards.called_off(t, notice, self._server(timer.community_id))
        told = Outgoing(text, view=views.called_off_buttons(t, notice.view))
        await self._tell(timer, notice.view, told, told, Weight.URGENT)

    async def offer_seat(self, timer: Timer) -> None:
        """Offer somebody on the waitlist the seat that is kept for them."""
        offer = await waitlists.offer(self.bot.context, timer)
        if offer is None:
            return
        t = self.bot.translator(offer.view.community.locale)
        text = cards.seat_offered(t, offer, self._server(timer.community_id))
        told = Outgoing(text, view=views.offer_buttons(t, offer.view))
        await self._tell(timer, offer.view, told, told, Weight.ASKED)  # whoever waits has asked for the seat

    async def look_after_feed(self, timer: Timer) -> None:
        """Notice that the owner of a calendar feed left the server; their feed opens nothing from then on."""
        guild = self.bot.get_guild(timer.community_id)
        if guild is None or timer.member_id is None:
            return
        try:
            await guild.fetch_member(timer.member_id)
        except discord.NotFound:
            await membership.has_left(self.bot.context, timer.community_id, timer.member_id)

    async def end_offer(self, timer: Timer) -> None:
        """Give a seat that was not taken in time to the next."""
        await waitlists.end_offer(self.bot.context, timer)

    async def tell_change(self, timer: Timer) -> None:
        """Tell one person what was changed about a meeting they mean to attend."""
        told = await meeting_changes.tidings(self.bot.context, timer)
        if told is None:
            return
        t = self.bot.translator(told.view.community.locale)
        text = change_cards.tidings(t, told, self._server(timer.community_id))
        outgoing = Outgoing(text, view=views.answer_buttons(t, told.view))
        await self._tell(timer, told.view, outgoing, outgoing, Weight.URGENT)

    async def announce(self, timer: Timer) -> None:
        """Post the card of an occurrence that has come near."""
        await meetings.announce(self.bot.context, timer.community_id, MeetingId(timer.subject_id))

    async def extend_series(self, timer: Timer) -> None:
        """Make meetings of the occurrences of a series that have come near."""
        await series.extend_due(self.bot.context, timer.community_id, timer.subject_id)

    async def begin(self, timer: Timer) -> None:
        """Have the card stop taking answers."""
        await meetings.begin(self.bot.context, timer.community_id, MeetingId(timer.subject_id))

    async def sync_event(self, timer: Timer) -> None:
        """Bring Discord's event into line with the meeting."""
        view = await meeting_events.wanted(self.bot.context, timer)
        guild = self.bot.get_guild(timer.community_id)
        if view is None or guild is None:  # without a server there is no list of events
            return
        await events.sync(self.bot, guild, view)

    async def ask_about_event(self, timer: Timer) -> None:
        """Ask the facilitators what to do about an event that somebody changed or deleted."""
        view = await meeting_events.wanted(self.bot.context, timer)
        if view is None or not view.answerable:
            return
        was_deleted = ":deleted:" in timer.dedupe_key
        t = self.bot.translator(view.community.locale)
        channel_id = await posts.channel_for(self.bot.context, timer.community_id, Place.FACILITATORS)
        text = cards.event_lost(t, view, was_deleted)
        await self.bot.courier.send(
            channel_id,
            Outgoing(text, view=views.event_buttons(t, view, was_deleted)),
            timer.nonce,
            maybe_sent_since=timer.maybe_sent_since,
        )

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Notice what people did to events while the bot was away, from what Discord tells on connecting."""
        for meeting in await meeting_events.expected(self.bot.context):
            guild = self.bot.get_guild(meeting.community_id)
            if guild is None or guild.unavailable or meeting.event_id is None:
                continue
            event = guild.get_scheduled_event(meeting.event_id)
            if event is None or event.status is discord.EventStatus.cancelled:
                await meeting_events.deleted(self.bot.context, meeting.community_id, meeting.event_id)
            elif events.contradicts(event, meeting):
                await meeting_events.changed(self.bot.context, meeting, event.id, events.fingerprint(event))

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        """Notice that somebody deleted an event of ours."""
        await meeting_events.deleted(self.bot.context, CommunityId(event.guild_id), event.id)

    @commands.Cog.listener()
    async def on_scheduled_event_update(self, before: discord.ScheduledEvent, after: discord.ScheduledEvent) -> None:
        """Notice that somebody cancelled or changed an event of ours."""
        community_id = CommunityId(after.guild_id)
        if after.status is discord.EventStatus.cancelled:
            await meeting_events.deleted(self.bot.context, community_id, after.id)
            return
        meeting = await meeting_events.is_ours(self.bot.context, community_id, after.id)
        if meeting is not None and events.contradicts(after, meeting):
            await meeting_events.changed(self.bot.context, meeting, after.id, events.fingerprint(after))

    async def _tell(
        self, timer: Timer, view: MeetingView, private: Outgoing, public: Outgoing | None, weight: Weight
    ) -> None:
        """Send to the timer's person; where their messages are closed, in the meetings channel.

        `public` is None for what nobody else may learn, such as that somebody has not answered.
        """
        if timer.member_id is None:
            return
        channel_id = view.community.channel_of(Place.MEETINGS)
        said = InPublic(public, channel_id, view.post, view.meeting.title) if public is not None else None
        await self.bot.messenger.tell(timer, timer.member_id, private, weight=weight, public=said)

    def _server(self, community_id: CommunityId) -> str:
        guild = self.bot.get_guild(community_id)
        return guild.name if guild is not None else "Discord"
