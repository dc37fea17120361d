"""Who tapped, told by the interaction itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot.domain.errors import NotAllowed
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor

_UNKNOWN_MEMBER = 10007
"""Discord's word that somebody is not in a server; any other failure says nothing about them."""


def actor_of(interaction: discord.Interaction[Any], community_id: int | None = None) -> Actor:
    """Return the person behind an interaction; `community_id` serves where there is no server: in a direct message.

    In a direct message nobody has roles, so that nothing but membership counts there.
    """
    guild_id = interaction.guild_id if interaction.guild_id is not None else community_id
    if guild_id is None:
        raise RuntimeError("an interaction outside every community")
    user = interaction.user
    return Actor(
        community_id=CommunityId(guild_id),
        member_id=MemberId(user.id),
        role_ids=frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset(),
        manages_server=isinstance(user, discord.Member) and interaction.permissions.manage_guild,
        locale=str(interaction.locale),
    )


async def with_roles(interaction: discord.Interaction[Any], actor: Actor) -> Actor:
    """Return the person with their roles in the server, which a press in a direct message does not tell."""
    if interaction.guild_id is not None:
        return actor
    guild = interaction.client.get_guild(actor.community_id)
    if guild is None:
        return actor
    try:
        member = await guild.fetch_member(actor.member_id)
    except discord.HTTPException:
        return actor
    return replace(actor, role_ids=frozenset(role.id for role in member.roles))


async def require_still_here(interaction: discord.Interaction[Any], community_id: int | None) -> None:
    """Raise NotAllowed `people.members_only` for a press in a direct message of a server that its reader is not in.

    Messages outlive membership, and no event tells that somebody left: Discord is asked, and whoever left counts as
    having left from now on. Where Discord does not answer, the press counts.
    """
    if interaction.guild_id is not None or community_id is None:
        return
    guild = interaction.client.get_guild(community_id)
    if guild is None:
        raise NotAllowed("people.members_only")
    try:
        await guild.fetch_member(interaction.user.id)
    except discord.HTTPException as error:
        if error.code != _UNKNOWN_MEMBER:
            return
        await interaction.client.has_left(community_id, interaction.user.id)
        raise NotAllowed("people.members_only") from None
