"""Does in Discord what a plan says, one step at a time, and tells what it did and what it could not.

No step is taken back when a later one fails: each is right in itself, what is missing is told, and the next run plans
again from what is there. A step that needs something another step failed to make is not tried.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.domain.blueprint import ROLE_OF, Access, Grant, Kind, Part, Wanted, Who
from bot.domain.repair import Change, Create, Plan, SeenChannel, SeenRole, SeenServer, SetAccess, SetTags, Step, plan

REASON = "Commonroom: /community setup"
_TOO_MANY = {30005: "setup.too_many_roles", 30013: "setup.too_many_channels"}

Target = discord.Role | discord.Member
Channel = discord.abc.GuildChannel
Overwrites = Mapping[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that Discord refused; `code` names the sentence that says what to do about it."""

    step: Step
    code: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: every step of its plan is in exactly one of `done`, `failed` and `untried`."""

    plan: Plan
    done: tuple[Step, ...] = ()
    failed: tuple[Failure, ...] = ()
    untried: tuple[Step, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the server is as it should be now."""
        return not self.plan.blocked and not self.failed and not self.untried


Remember = Callable[[Part, int], Awaitable[None]]
"""Stores which role or channel stands for a part, as soon as it does."""


@dataclass
class Builder:
    """One run over one server."""

    guild: discord.Guild
    remember: Remember
    _roles: dict[int, discord.Role] = field(default_factory=dict[int, discord.Role])
    _channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    _made: dict[Part, discord.Role | Channel] = field(default_factory=dict[Part, discord.Role | Channel])

    async def survey(self, wanted: tuple[Wanted, ...], known: Mapping[Part, int]) -> Plan:
        """Look at the server as Discord has it now (two reads, no cache) and plan."""
        self._roles = {role.id: role for role in await self.guild.fetch_roles()}
        self._channels = {channel.id: channel for channel in await self.guild.fetch_channels()}
        return plan(wanted, _seen(self.guild, self._roles, self._channels), known)

    async def carry_out(self, planned: Plan) -> Report:
        """Do the steps of a plan. Raises nothing that Discord does; whatever else goes wrong leaves what was done."""
        if planned.blocked:
            return Report(planned, untried=planned.steps)
        for part, id_ in planned.found.items():
            self._made[part] = self._roles.get(id_) or self._channels[id_]
            await self.remember(part, id_)
        done: list[Step] = []
        failed: list[Failure] = []
        untried: list[Step] = []
        for step in planned.steps:
            # After one refusal a part is left alone: locking others out where the bot itself could not be let in first
            # would lose the channel.
            if not self._ready_for(step) or any(failure.step.part is step.part for failure in failed):
                untried.append(step)
                continue
            try:
                await self._take(step)
            except (discord.HTTPException, OSError) as error:
                failed.append(Failure(step, self._why(step, error)))
            else:
                done.append(step)
        return Report(planned, tuple(done), tuple(failed), tuple(untried))

    def channels(self) -> list[int]:
        """Return the ids of all channels but categories, those made in this run among them."""
        there = {**self._channels, **{made.id: made for made in self._made.values() if isinstance(made, Channel)}}
        return [id_ for id_, channel in there.items() if not isinstance(channel, discord.CategoryChannel)]

    def id_of(self, part: Part) -> int | None:
        """Return the id of what stands for a part, or None while there is nothing."""
        found = self._made.get(part)
        return found.id if found is not None else None

    def role(self, part: Part) -> discord.Role | None:
        """Return the role that stands for a part, or None while there is none."""
        found = self._made.get(part)
        return found if isinstance(found, discord.Role) else None

    def _ready_for(self, step: Step) -> bool:
        match step:
            case Create(wanted, access):
                needs = [ROLE_OF[who] for who in access if who in ROLE_OF]
                if wanted.kind not in (Kind.ROLE, Kind.CATEGORY):
                    needs.append(Part.CATEGORY)
            case Change(into_category=True):
                needs = [Part.CATEGORY]
            case SetAccess(who=who) if who in ROLE_OF:
                needs = [ROLE_OF[who]]
            case SetTags(part=part):
                needs = [part]
            case _:
                needs = []
        return all(part in self._made for part in needs)

    async def _take(self, step: Step) -> None:
        match step:
            case Create(wanted, access):
                made = await self._create(wanted, access)
                self._made[wanted.part] = made
                await self.remember(wanted.part, made.id)
            case Change():
                await self._change(step)
            case SetAccess(part=part, who=who, access=access):
                channel = self._channel(part)
                await channel.set_permissions(self._target(who), overwrite=_overwrite(access), reason=REASON)
            case SetTags(part=part, add=add):
                forum = self._channel(part)
                if isinstance(forum, discord.ForumChannel):
                    tags = [*forum.available_tags, *(discord.ForumTag(name=name) for name in add)]
                    await forum.edit(available_tags=tags, reason=REASON)

    async def _create(self, wanted: Wanted, access: Mapping[Who, Access]) -> discord.Role | Channel:
        guild = self.guild
        if wanted.kind is Kind.ROLE:
            return await guild.create_role(name=wanted.name, permissions=discord.Permissions.none(), reason=REASON)
        if wanted.kind is Kind.CATEGORY:
            return await guild.create_category(wanted.name, reason=REASON)
        overwrites: Overwrites = {self._target(who): _overwrite(rule) for who, rule in access.items()}
        parent = self._parent()
        if wanted.kind is Kind.VOICE:
            return await guild.create_voice_channel(wanted.name, category=parent, overwrites=overwrites, reason=REASON)
        create = guild.create_forum if wanted.kind is Kind.FORUM else guild.create_text_channel
        return await create(wanted.name, category=parent, topic=wanted.topic, overwrites=overwrites, reason=REASON)

    async def _change(self, step: Change) -> None:
        made = self._made[step.part]
        changes: dict[str, object] = {}
        if step.name is not None:
            changes["name"] = step.name
        if step.topic is not None:
            changes["topic"] = step.topic
        if step.into_category:
            changes["category"] = self._parent()
        # Every kind of channel has its own `edit`; discord.py declares none on their common base.
        edit: Any = made.edit  # pyright: ignore[reportAttributeAccessIssue]
        await edit(**changes, reason=REASON)

    def _channel(self, part: Part) -> Channel:
        found = self._made[part]
        if isinstance(found, discord.Role):
            raise TypeError("a role is no channel")
        return found

    def _parent(self) -> discord.CategoryChannel | None:
        found = self._made.get(Part.CATEGORY)
        return found if isinstance(found, discord.CategoryChannel) else None

    def _target(self, who: Who) -> Target:
        if who is Who.BOT:
            return self.guild.me
        if who is Who.EVERYONE:
            return self.guild.default_role
        found = self.role(ROLE_OF[who])
        if found is None:
            raise TypeError("a channel is no role")
        return found

    def _why(self, step: Step, error: discord.HTTPException | OSError) -> str:
        """Name what stood in the way, as far as Discord tells."""
        if isinstance(error, OSError) or error.status >= 500:
            return "setup.discord_failed"
        if error.code in _TOO_MANY:
            return _TOO_MANY[error.code]
        makes_forum = isinstance(step, Create) and step.wanted.kind is Kind.FORUM
        if makes_forum and "COMMUNITY" not in self.guild.features and not isinstance(error, discord.Forbidden):
            return "setup.needs_community_server"
        if isinstance(error, discord.Forbidden):
            return "setup.role_forbidden" if step.part in ROLE_OF.values() else "setup.forbidden"
        return "setup.refused"


def _overwrite(access: Access) -> discord.PermissionOverwrite:
    return discord.PermissionOverwrite.from_pair(
        discord.Permissions(int(access.allow)), discord.Permissions(int(access.deny))
    )


def _seen(guild: discord.Guild, roles: Mapping[int, discord.Role], channels: Mapping[int, Channel]) -> SeenServer:
    me = guild.me
    return SeenServer(
        id=guild.id,
        bot_id=me.id,
        bot_grants=Grant(me.guild_permissions.value),
        roles=tuple(SeenRole(role.id, role.name, role < me.top_role, role.managed) for role in roles.values()),
        channels=tuple(_seen_channel(channel) for channel in channels.values()),
    )


def _seen_channel(channel: Channel) -> SeenChannel:
    topic = channel.topic if isinstance(channel, discord.TextChannel | discord.ForumChannel) else None
    tags = channel.available_tags if isinstance(channel, discord.ForumChannel) else ()
    access: dict[int, Access] = {}
    for target, overwrite in channel.overwrites.items():
        allow, deny = overwrite.pair()
        access[target.id] = Access(Grant(allow.value), Grant(deny.value))
    return SeenChannel(
        id=channel.id,
        name=channel.name,
        kind=_kind(channel),
        parent_id=channel.category_id,
        topic=topic or "",
        access=access,
        tags=tuple(tag.name for tag in tags),
    )


def _kind(channel: Channel) -> Kind | None:
    match channel:
        case discord.CategoryChannel():
            return Kind.CATEGORY
        case discord.TextChannel():
            return Kind.TEXT
        case discord.ForumChannel() if not channel.is_media():
            return Kind.FORUM
        case discord.VoiceChannel():
            return Kind.VOICE
        case _:
            return None
