"""`/meeting agenda`, and the post that follows it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import presenters as rules
from bot.domain.agenda import POST, POSTING
from bot.domain.errors import Undeliverable
from bot.domain.ids import MeetingId
from bot.domain.people import Place
from bot.domain.posts import Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services import agenda, meeting_choices, membership, posts
from bot.services import presenters as service
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from bot.ui.words import when
from cogs.agenda import cards, presenters, views

Tap = discord.Interaction[Any]


class AgendaCog(commands.Cog):
    """The command, the post and its time."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._deliveries = {
            POSTING: self.post,
            rules.ASK: self.ask,
            rules.FREE: self.tell_free,
            rules.RELIEVED: self.tell_relieved,
        }

    async def cog_load(self) -> None:
        """Take the buttons, the form, the post and its timer."""
        self.bot.add_actions(*views.ACTIONS, *presenters.ACTIONS)
        self.bot.add_forms(*views.FORMS)
        self.bot.renderers[POST] = self.render
        self.bot.deliveries.update(self._deliveries)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS, *presenters.ACTIONS)
        self.bot.remove_forms(*views.FORMS)
        del self.bot.renderers[POST]
        for kind in self._deliveries:
            del self.bot.deliveries[kind]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what the posted agenda shows now; one that is over is not sent (again)."""
        view = await agenda.card(self.bot.context, post.community_id, MeetingId(post.subject_id))
        if view is None or (post.message_id is None and not view.is_open):
            return None
        t = self.bot.translator(view.community.locale)
        return Outgoing(embeds=[cards.agenda(t, view)], view=views.public_items(self.bot, t, view))

    async def post(self, timer: Timer) -> None:
        """Post an agenda whose day has come; what somebody was to present who has left the server is free by then."""
        await self._notice_who_left(timer)
        await agenda.post_due(self.bot.context, timer)

    async def _notice_who_left(self, timer: Timer) -> None:
        """Ask Discord after those who present: it tells a bot without the members intent nothing of who leaves."""
        view = await agenda.card(self.bot.context, timer.community_id, MeetingId(timer.subject_id))
        guild = self.bot.get_guild(timer.community_id)
        if view is None or guild is None:
            return
        people = {one for item in view.items for one in (item.presenter_id, item.asked_id) if one is not None}
        for member_id in sorted(people):
            try:
                await guild.fetch_member(member_id)
            except discord.NotFound:
                await membership.has_left(self.bot.context, timer.community_id, member_id)

    async def ask(self, timer: Timer) -> None:
        """Ask somebody privately whether they present; whoever cannot be reached is left to the facilitators."""
        part = await service.to_ask(self.bot.context, timer)
        if part is None:
            return
        t = self.bot.translator(part.community.locale)
        outgoing = presenters.question(t, part, self._server(timer))
        try:
            sent = await self.bot.messenger.tell(timer, part.ask.member_id, outgoing, weight=Weight.ORDINARY)
        except Undeliverable as error:
            if error.code != "courier.dm_closed":
                raise
            sent = False
        if not sent:
            await service.not_reached(self.bot.context, timer)

    async def tell_free(self, timer: Timer) -> None:
        """Tell the facilitators once that an item needs somebody else."""
        found = await service.vacancy(self.bot.context, timer)
        if found is None:
            return
        channel_id = await posts.channel_for(self.bot.context, timer.community_id, Place.FACILITATORS)
        outgoing = presenters.vacancy(self.bot.translator(found.part.community.locale), found)
        await self.bot.courier.send(channel_id, outgoing, timer.nonce, maybe_sent_since=timer.maybe_sent_since)

    async def tell_relieved(self, timer: Timer) -> None:
        """Tell somebody that they need not present after all."""
        meeting = await service.relieved(self.bot.context, timer)
        if meeting is None or timer.member_id is None:
            return
        t = self.bot.translator(await posts.locale_of(self.bot.context, timer.community_id))
        text = t(
            "You need not present at **{meeting}**, {when}, after all: what you had is off the agenda or in other "
            "hands. Thank you for having said yes.",
            meeting=cards.short(meeting.title),
            when=when(meeting.starts_at),
        )
        await self.bot.messenger.tell(timer, timer.member_id, Outgoing(text), weight=Weight.URGENT)

    def _server(self, timer: Timer) -> str:
        guild = self.bot.get_guild(timer.community_id)
        return guild.name if guild is not None else "Discord"

    @group.command(name="agenda")
    @app_commands.describe(meeting="Which one; the next if you leave it out")
    async def show(self, interaction: Tap, meeting: str | None = None) -> None:
        """See what a meeting is about and what is still to be done"""
        t = self.bot.translator(interaction.locale)
        own = await agenda.see(self.bot.context, actor_of(interaction), meeting)
        embeds, view = views.screen(self.bot, t, own)
        await respond(interaction, embeds=embeds, view=view)

    @show.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the meetings that match."""
        found = await meeting_choices.meetings_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)
