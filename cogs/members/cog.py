"""`/join` and `/my timezone`, the facilitators' cards, and the role that follows an approval."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.errors import Undeliverable
from bot.domain.ids import ApplicationId, MemberId
from bot.domain.joining import ApplicationState
from bot.domain.people import Place
from bot.domain.posts import Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.domain.times import suggest_zones
from bot.messenger import InPublic
from bot.services import joining, membership, posts
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import buttons
from bot.ui.courier import Outgoing
from cogs.members import cards
from cogs.members.profile import ACTIONS as PROFILE_ACTIONS
from cogs.members.profile import go_away, show_profile
from cogs.members.slips import slips_of
from cogs.members.views import (
    ACTIONS,
    AgreeButton,
    ApproveButton,
    DeclineButton,
    ZoneButton,
    set_zone,
    show_door,
)

REASON = "Commonroom: membership"


class MembersCog(commands.Cog):
    """Commands, and the deliveries of kind `member.…`."""

    my = app_commands.Group(name="my", description="What is mine in this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._deliveries = {
            "member.role": self.bring_role_in_line,
            "member.welcome": self.send_welcome,
            "member.declined": self.send_decline,
            "member.agreement": self.ask_to_agree,
        }

    async def cog_load(self) -> None:
        """Take buttons, deliveries and the card; ask whoever has not accepted the agreement as it stands now."""
        self.bot.add_actions(*ACTIONS, *PROFILE_ACTIONS)
        self.bot.deliveries.update(self._deliveries)
        self.bot.renderers["application"] = self.render_application
        await membership.ask_again(self.bot.context)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS, *PROFILE_ACTIONS)
        for kind in self._deliveries:
            del self.bot.deliveries[kind]
        del self.bot.renderers["application"]

    @app_commands.command(name="join", description="Become a member: read the agreement and apply")
    @app_commands.guild_only()
    async def join(self, interaction: discord.Interaction[Any]) -> None:
        """Show where this person stands, and the next step."""
        await show_door(interaction, actor_of(interaction))

    @my.command(name="timezone", description="Set the zone in which the times you type are read")
    @app_commands.describe(zone="The nearest large city, such as Perth, or a name such as Europe/London")
    async def timezone(self, interaction: discord.Interaction[Any], zone: str) -> None:
        """Store the zone and say what time it is there."""
        await set_zone(interaction, actor_of(interaction), zone)

    @timezone.autocomplete("zone")
    @quiet
    async def suggest_zone(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """Offer zones by city, country or name."""
        ideas = suggest_zones(typed, now=self.bot.clock.now(), locale=str(interaction.locale))
        return choices((idea.label, idea.zone) for idea in ideas)

    @my.command(name="profile", description="When and how I reach you: zone, quiet hours, days, reminders")
    async def profile(self, interaction: discord.Interaction[Any]) -> None:
        """Show the settings with the buttons that change them."""
        await show_profile(interaction, actor_of(interaction))

    @my.command(name="away", description="Say when you are away: nothing that can wait is sent to you then")
    @app_commands.rename(first="from", last="until")
    @app_commands.describe(first="The first day, such as today, Friday or 3 Dec", last="The last day you are away")
    async def away(self, interaction: discord.Interaction[Any], first: str, last: str) -> None:
        """Store the dates."""
        await go_away(interaction, actor_of(interaction), first, last)

    async def render_application(self, post: Post) -> Outgoing | None:
        """Draw the facilitators' card as things stand."""
        found = await joining.find_application(self.bot.context, post.community_id, ApplicationId(post.subject_id))
        if found is None:
            return None
        application, member = found
        t = self.bot.translator(await posts.locale_of(self.bot.context, post.community_id))
        number = slips_of(self.bot).read(application.community_id, application.member_id)
        embed = cards.application_card(t, application, member, number)
        if application.state is not ApplicationState.PENDING:
            # What is settled is not announced again where somebody deleted it, or its channel.
            return Outgoing(embeds=[embed]) if post.message_id is not None else None
        ids = {"community": post.community_id, "application": application.id}
        view = buttons(
            ApproveButton.button(t("Approve"), style=discord.ButtonStyle.success, **ids),
            DeclineButton.button(t("Decline"), **ids),
        )
        return Outgoing(embeds=[embed], view=view)

    async def bring_role_in_line(self, timer: Timer) -> None:
        """Give or take the Member role as the store says; tried again until Discord lets it."""
        member_id = MemberId(timer.subject_id)
        owed = await membership.owed_role(self.bot.context, timer.community_id, member_id)
        if owed.role_id is None:
            return  # a new Member role is owed to everybody as soon as there is one
        guild = self.bot.get_guild(timer.community_id) or await self.bot.fetch_guild(timer.community_id)
        try:
            person = await guild.fetch_member(member_id)
        except discord.NotFound:
            await membership.has_left(self.bot.context, timer.community_id, member_id)
            return
        role = discord.Object(owed.role_id)
        has_role = any(held.id == owed.role_id for held in person.roles)
        try:
            if owed.should_have and not has_role:
                await person.add_roles(role, reason=REASON)
            elif not owed.should_have and has_role:
                await person.remove_roles(role, reason=REASON)
        except discord.Forbidden as error:
            raise Undeliverable("members.cannot_give_role", role=owed.role_id) from error
        if owed.should_have:
            await membership.role_given(self.bot.context, timer.community_id, member_id)

    async def send_welcome(self, timer: Timer) -> None:
        """Welcome somebody who was let in, privately if they can be reached so."""
        owed = await membership.owed_role(self.bot.context, timer.community_id, MemberId(timer.member_id or 0))
        t = self.bot.translator(owed.community.locale)
        view = buttons(ZoneButton.button(t("Set my time zone"), community=timer.community_id))
        outgoing = Outgoing(cards.welcome(t, self._name_of(timer)), view=view)
        public = InPublic(outgoing, owed.community.channel_of(Place.GENERAL))
        await self.bot.messenger.tell(timer, timer.member_id or 0, outgoing, weight=Weight.URGENT, public=public)

    async def send_decline(self, timer: Timer) -> None:
        """Tell somebody privately that they were turned down, or not at all: `/join` shows it too."""
        found = await joining.find_application(self.bot.context, timer.community_id, ApplicationId(timer.subject_id))
        if found is None:
            return
        t = self.bot.translator(await posts.locale_of(self.bot.context, timer.community_id))
        outgoing = Outgoing(cards.declined(t, self._name_of(timer), found[0].reason or ""))
        await self.bot.messenger.tell(timer, found[0].member_id, outgoing, weight=Weight.URGENT)

    async def ask_to_agree(self, timer: Timer) -> None:
        """Ask a member to accept the agreement as it stands now."""
        owed = await membership.owed_role(self.bot.context, timer.community_id, MemberId(timer.subject_id))
        if owed.should_have:
            return
        t = self.bot.translator(owed.community.locale)
        view = buttons(
            AgreeButton.button(t("I agree"), style=discord.ButtonStyle.primary, community=timer.community_id)
        )
        outgoing = Outgoing(cards.agreement_changed(t, self._name_of(timer)), embeds=[cards.agreement(t)], view=view)
        public = InPublic(outgoing, owed.community.channel_of(Place.GENERAL))
        await self.bot.messenger.tell(timer, timer.subject_id, outgoing, weight=Weight.URGENT, public=public)

    def _name_of(self, timer: Timer) -> str:
        guild = self.bot.get_guild(timer.community_id)
        return guild.name if guild is not None else "Commonroom"
