"""`/community`: sets the server up, repairs it, and notices when a part of it is deleted."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.blueprint import Part, blueprint
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId
from bot.domain.people import Actor
from bot.domain.times import find_zone, suggest_zones
from bot.services import communities
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.respond import respond
from cogs.community.automod import guard
from cogs.community.builder import REASON, Builder, Report
from cogs.community.cards import Setup, setup_report
from cogs.community.sentences import NOT_CLINICAL, TOPICS
from cogs.community.views import ACTIONS, zone_menu

_log = logging.getLogger(__name__)

WHEN_NOBODY_SAID = "UTC"
"""The zone of a community whose runner named none: the report asks for it."""


class CommunityCog(commands.Cog):
    """The command group, and the listeners for what is deleted in Discord."""

    community = app_commands.Group(
        name="community", description="Set up and look after this community", guild_only=True
    )

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._under_way: set[int] = set()

    async def cog_load(self) -> None:
        """Take the buttons."""
        self.bot.add_actions(*ACTIONS)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)

    @community.command(name="setup", description="Build or repair the channels and roles of this community")
    @app_commands.describe(timezone="Where the community meets, such as Perth or Europe/London")
    async def set_up(self, interaction: discord.Interaction[Any], timezone: str | None = None) -> None:
        """Build what is missing, put right what was changed, and tell all of it."""
        actor = actor_of(interaction)
        known = await communities.begin(self.bot.context, actor)
        zone = None if timezone is None else find_zone(timezone)
        guild = interaction.guild
        if guild is None or not isinstance(interaction.user, discord.Member):
            raise NotFound("setup.not_in_server")
        if actor.community_id in self._under_way:
            raise Conflict("setup.under_way")
        self._under_way.add(actor.community_id)
        try:
            setup = await self._run(guild, interaction.user, actor, known, zone)
        finally:
            self._under_way.discard(actor.community_id)
        t = self.bot.translator(actor.locale)
        menu = None
        if setup.zone is not None and setup.zone_is_open:
            menu = zone_menu(t, guild.id, self.bot.clock.now(), actor.locale)
        await respond(interaction, embeds=[setup_report(t, setup)], view=menu)

    async def _run(
        self, guild: discord.Guild, runner: discord.Member, actor: Actor, known: communities.Known, zone: str | None
    ) -> Setup:
        context = self.bot.context
        locale = known.community.locale if known.community else str(guild.preferred_locale)
        t = self.bot.translator(locale)
        wanted = blueprint({part: t(topic) for part, topic in TOPICS.items()}, t(NOT_CLINICAL))

        async def remember(part: Part, discord_id: int) -> None:
            await communities.remember(context, actor.community_id, part, discord_id)

        builder = Builder(guild, remember)
        planned = await builder.survey(wanted, known.parts)
        bot_name = guild.me.display_name
        if planned.blocked:
            return Setup(Report(planned, untried=planned.steps), bot_name, None, zone_is_open=False)
        await communities.found(context, actor, zone or WHEN_NOBODY_SAID, locale)
        report = await builder.carry_out(planned)
        guarding = await guard(t, guild, builder.channels(), builder.id_of(Part.CASES))
        runner_failed = not await _appoint(runner, builder.role(Part.FACILITATOR))
        community = await communities.finish(context, actor, zone, changed=bool(report.done) or guarding.changed)
        zone_is_open = zone is None and community.zone == WHEN_NOBODY_SAID
        return Setup(
            report,
            bot_name,
            community.zone,
            zone_is_open,
            is_new=not known.parts,
            runner_failed=runner_failed,
            guarding=guarding,
        )

    @set_up.autocomplete("timezone")
    @quiet
    async def suggest_timezone(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """Offer zones by city, country or name."""
        ideas = suggest_zones(typed, now=self.bot.clock.now(), locale=str(interaction.locale))
        return choices((idea.label, idea.zone) for idea in ideas)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell the facilitators, once, that one of the community's channels was deleted."""
        await communities.part_lost(self.bot.context, CommunityId(channel.guild.id), channel.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Tell the facilitators, once, that one of the community's roles was deleted."""
        await communities.part_lost(self.bot.context, CommunityId(role.guild.id), role.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Notice what was deleted while the bot was away; Discord may send this event again after a reconnect."""
        for guild in self.bot.guilds:
            if guild.unavailable:
                continue
            present = {channel.id for channel in guild.channels} | {role.id for role in guild.roles}
            for discord_id in await communities.missing(self.bot.context, CommunityId(guild.id), present):
                await communities.part_lost(self.bot.context, CommunityId(guild.id), discord_id)


async def _appoint(runner: discord.Member, role: discord.Role | None) -> bool:
    """Give the runner the Facilitator role; return whether they have it, or whether there is none to give."""
    if role is None or runner.get_role(role.id) is not None:
        return True
    try:
        await runner.add_roles(role, reason=REASON)
    except (discord.HTTPException, OSError) as error:
        _log.warning("the runner of set-up could not be given the role: %s", type(error).__name__)
        return False
    return True
