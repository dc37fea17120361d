"""From the server as it is to the server as it should be: the steps, and what a person must know.

Pure on purpose. `plan()` compares a wish with an observation and says what to do; doing it is the builder's work. So
"a second run changes nothing" is a property of a function (planning over the finished server gives no steps), and a
failure half-way needs no memory: the next run plans again from what is really there.

What counts as ours is known by id first and by name second. A known channel that was renamed gets its name back; one
that was deleted is made again; one that nobody knew yet but that has the right name and kind is adopted. What others
added (topics, tags, access for another role, another category) is left alone, and told where it weakens a promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.blueprint import (
    ESSENTIAL,
    MAX_TAGS,
    MAX_TOPIC,
    NEEDED,
    NOTHING,
    ROLE_OF,
    Access,
    Grant,
    Kind,
    Part,
    Wanted,
    Who,
)


@dataclass(frozen=True, slots=True)
class SeenRole:
    """A role as Discord shows it; `reachable` if it is below the bot's own, so that the bot may give and change it."""

    id: int
    name: str
    reachable: bool = True
    managed: bool = False


@dataclass(frozen=True, slots=True)
class SeenChannel:
    """A channel as Discord shows it; `access` is keyed by role or user id."""

    id: int
    name: str
    kind: Kind | None
    parent_id: int | None = None
    topic: str = ""
    access: Mapping[int, Access] = field(default_factory=dict[int, Access])
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenServer:
    """A server as Discord shows it to the bot, at one moment."""

    id: int
    bot_id: int
    bot_grants: Grant
    roles: tuple[SeenRole, ...]
    channels: tuple[SeenChannel, ...]


@dataclass(frozen=True, slots=True)
class Create:
    """Make a part that is not there. Parents and audiences are named by part, not by id: they may
    themselves be made only a moment earlier."""

    wanted: Wanted
    access: Mapping[Who, Access]

    @property
    def part(self) -> Part:
        """Which part this makes."""
        return self.wanted.part


@dataclass(frozen=True, slots=True)
class Change:
    """Put right what a known part says about itself; None leaves a thing as it is."""

    part: Part
    kind: Kind
    id: int
    name: str | None = None
    topic: str | None = None
    into_category: bool = False


@dataclass(frozen=True, slots=True)
class SetAccess:
    """Give one audience of an existing channel this access; other audiences are not touched."""

    part: Part
    id: int
    who: Who
    access: Access


@dataclass(frozen=True, slots=True)
class SetTags:
    """Add tags to a forum; those it has stay."""

    part: Part
    id: int | None
    add: tuple[str, ...]


Step = Create | Change | SetAccess | SetTags


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know or mend; the words are found by `code`."""

    code: str
    part: Part | None = None
    grant: Grant = NOTHING
    ids: tuple[int, ...] = ()
    role_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What set-up would do. `found` are the parts that exist already, whether known or adopted."""

    found: Mapping[Part, int]
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...]
    blocked: bool = False


def plan(wanted: Iterable[Wanted], server: SeenServer, known: Mapping[Part, int]) -> Plan:
    """The steps from `server` to `wanted`, in an order in which each can be done.

    `known` are the ids remembered from earlier runs. Planning over a server on which the steps
    were done gives no steps. `blocked` means that an essential permission is missing while there
    is something to do: then nothing should be begun.
    """
    wishes = tuple(wanted)
    found, adopted = _recognise(wishes, server, known)
    roles = {role.id: role for role in server.roles}
    channels = {channel.id: channel for channel in server.channels}
    steps: list[Step] = []
    for wish in wishes:
        id_ = found.get(wish.part)
        if id_ is None:
            steps += _making(wish, server)
        elif wish.kind is Kind.ROLE:
            if roles[id_].name != wish.name:
                steps.append(Change(wish.part, wish.kind, id_, name=wish.name))
        else:
            steps += _mending(wish, channels[id_], found, server)
    lacking = NEEDED & ~server.bot_grants
    return Plan(
        found=found,
        steps=tuple(steps),
        notices=tuple(_notices(wishes, server, found, adopted, lacking)),
        blocked=bool(steps) and bool(lacking & ESSENTIAL),
    )


def _recognise(
    wishes: tuple[Wanted, ...], server: SeenServer, known: Mapping[Part, int]
) -> tuple[dict[Part, int], set[Part]]:
    """Which part is which thing on the server, and which of them were adopted by name."""
    kinds: dict[int, Kind | None] = {channel.id: channel.kind for channel in server.channels}
    kinds |= {role.id: Kind.ROLE for role in server.roles}
    found = {
        wish.part: known[wish.part]
        for wish in wishes
        if wish.part in known and kinds.get(known[wish.part]) is wish.kind
    }
    adopted: set[Part] = set()
    for wish in wishes:
        if wish.part in found:
            continue
        taken = set(found.values())
        namesakes = sorted(id_ for id_ in _namesakes(wish, server) if id_ not in taken)
        if namesakes:
            found[wish.part] = namesakes[0]
            adopted.add(wish.part)
    return found, adopted


def _namesakes(wish: Wanted, server: SeenServer) -> list[int]:
    name = wish.name.casefold()
    if wish.kind is Kind.ROLE:
        return [
            role.id
            for role in server.roles
            if role.name.casefold() == name and not role.managed and role.id != server.id
        ]
    return [channel.id for channel in server.channels if channel.kind is wish.kind and channel.name.casefold() == name]


def _making(wish: Wanted, server: SeenServer) -> list[Step]:
    access = {who: rule.within(server.bot_grants) for who, rule in wish.access.items()}
    steps: list[Step] = [Create(wish, access)]
    if wish.status_tags:
        steps.append(SetTags(wish.part, None, wish.status_tags + wish.area_tags))
    return steps


def _mending(wish: Wanted, seen: SeenChannel, found: Mapping[Part, int], server: SeenServer) -> list[Step]:
    name = wish.name if seen.name != wish.name else None
    topic = _mended_topic(wish, seen.topic)
    orphan = wish.kind is not Kind.CATEGORY and seen.parent_id is None
    steps: list[Step] = []
    if name is not None or topic is not None or orphan:
        steps.append(Change(wish.part, wish.kind, seen.id, name, topic, orphan))
    # The bot's own access goes first: shutting everybody out before that would shut the bot out.
    for who in Who:
        if who not in wish.access:
            continue
        target = _target(who, found, server)
        now = seen.access.get(target, Access()) if target is not None else Access()
        rule = wish.access[who].within(server.bot_grants)
        if not rule.satisfied_by(now):
            steps.append(SetAccess(wish.part, seen.id, who, rule.laid_over(now)))
    missing = _missing_tags(wish, seen.tags)
    if missing:
        steps.append(SetTags(wish.part, seen.id, missing))
    return steps


def _target(who: Who, found: Mapping[Part, int], server: SeenServer) -> int | None:
    """The id an access rule is about; None for a role that is still to be made."""
    if who is Who.BOT:
        return server.bot_id
    if who is Who.EVERYONE:
        return server.id
    return found.get(ROLE_OF[who])


def _mended_topic(wish: Wanted, topic: str) -> str | None:
    """The topic to set, or None where the present one will do. A topic of their own is kept."""
    if not topic.strip():
        return wish.topic or None
    if not wish.must_say or wish.must_say in topic:
        return None
    extended = f"{topic.rstrip()}\n\n{wish.must_say}"
    return extended if len(extended) <= MAX_TOPIC else wish.topic


def _missing_tags(wish: Wanted, tags: tuple[str, ...]) -> tuple[str, ...]:
    have = {tag.casefold() for tag in tags}
    states = [tag for tag in wish.status_tags if tag.casefold() not in have]
    pruned = any(tag.casefold() in have for tag in wish.area_tags)
    areas = () if pruned else wish.area_tags
    room = MAX_TAGS - len(tags)
    return (*states, *areas)[: max(room, 0)]


def _notices(
    wishes: tuple[Wanted, ...],
    server: SeenServer,
    found: Mapping[Part, int],
    adopted: set[Part],
    lacking: Grant,
) -> Iterable[Notice]:
    roles = {role.id: role for role in server.roles}
    channels = {channel.id: channel for channel in server.channels}
    for grant in lacking:
        yield Notice("setup.lacks_permission", grant=grant)
    for wish in wishes:
        id_ = found.get(wish.part)
        if wish.kind is Kind.ROLE:
            if id_ is not None and not roles[id_].reachable:
                yield Notice("setup.role_above_mine", wish.part, role_ids=(id_,))
            if id_ is not None and wish.part in adopted:
                yield Notice("setup.role_adopted", wish.part, role_ids=(id_,))
            continue
        if id_ is None:
            others = [c.id for c in server.channels if c.name.casefold() == wish.name and c.kind is not wish.kind]
            if others:
                yield Notice("setup.other_kind", wish.part, ids=tuple(others))
            continue
        if wish.is_private:
            yield from _onlookers(wish, channels[id_], found, server)
        missing = [tag for tag in wish.status_tags if tag not in {t.casefold() for t in channels[id_].tags}]
        if len(channels[id_].tags) + len(missing) > MAX_TAGS:
            yield Notice("setup.too_many_tags", wish.part, ids=(id_,))


def _onlookers(wish: Wanted, seen: SeenChannel, found: Mapping[Part, int], server: SeenServer) -> Iterable[Notice]:
    """Audiences that a private channel is open to besides those it is meant for.

    A rule for one of ours that set-up is about to correct is not told: everyone's view is denied
    by the plan itself.
    """
    ours = {server.id, *(_target(who, found, server) for who in wish.access)}
    others = tuple(id_ for id_, rule in seen.access.items() if rule.allow & Grant.VIEW_CHANNEL and id_ not in ours)
    if others:
        roles = {role.id for role in server.roles}
        yield Notice(
            "setup.also_visible_to",
            wish.part,
            ids=tuple(id_ for id_ in others if id_ not in roles),
            role_ids=tuple(id_ for id_ in others if id_ in roles),
        )
