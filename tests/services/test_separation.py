"""I10: no use case, whatever ids it is called with, tells or changes anything for whom it does not concern.

Nobody lists the use cases: every public function of the services that takes an actor is called by the facilitator of
another community, by a stranger, and by somebody who has left, with the numbers of things that are open.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import bot.services
from bot.domain.errors import CopError
from bot.domain.people import Actor, MemberState
from bot.services.context import ServiceContext
from data import members
from data.database import Database
from data.vault import Vault
from tests.conftest import COMMUNITY
from tests.data.open_things import MAKERS
from tests.fakes import FakeClock

IDS = range(1, 9)
NOT_CALLED = {"communities.begin", "communities.finish", "communities.found"}
"""Set-up: it takes a whole server, and makes the community that it is told of."""

NAMED = {"zone": "Australia/Perth"}
"""What has to be what it is called, for the store takes it as it is."""

UseCase = Callable[..., Awaitable[Any]]


def use_cases() -> Iterator[tuple[str, UseCase]]:
    """Yield every use case by name."""
    for module in pkgutil.walk_packages(bot.services.__path__, "bot.services."):
        found = importlib.import_module(module.name)
        for name, function in inspect.getmembers(found, inspect.iscoroutinefunction):
            if name.startswith("_") or function.__module__ != module.name:
                continue
            kinds = [one.annotation for one in _parameters(function)]
            if kinds[:2] == [ServiceContext, Actor]:
                yield f"{module.name.removeprefix('bot.services.')}.{name}", function


def _parameters(function: UseCase) -> list[inspect.Parameter]:
    return list(inspect.signature(function, eval_str=True).parameters.values())


def _value(kind: Any, number: int, now: datetime) -> Any:
    """Return something of a kind, a number where it can be one; raises LookupError for what nobody can make up."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return _value(next(one for one in typing.get_args(kind) if one is not types.NoneType), number, now)
    kind = getattr(kind, "__supertype__", kind)
    if kind is bool:
        return True
    if kind is int:
        return number
    if kind is str:
        return str(number)
    if kind is bytes:
        return b"x"
    if kind is datetime:
        return now + timedelta(days=1)
    if kind is date:
        return (now - timedelta(days=now.weekday())).date()
    if inspect.isclass(kind) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    if dataclasses.is_dataclass(kind) and inspect.isclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{one.name: _value(hints[one.name], number, now) for one in dataclasses.fields(kind) if one.init})
    origin = typing.get_origin(kind) or kind
    if inspect.isclass(origin) and issubclass(origin, dict | typing.Mapping):
        return {}
    if inspect.isclass(origin) and issubclass(origin, typing.Collection):
        return ()
    raise LookupError(kind)


async def _rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that belongs to the first community, by table."""
    async with database.read() as reader:
        names = await reader.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables: dict[str, list[tuple[Any, ...]]] = {}
        for (name,) in [tuple(row) for row in names]:
            columns = [row[1] for row in await reader.all(f'PRAGMA table_info("{name}")')]
            if "community_id" in columns:
                found = await reader.all(f'SELECT * FROM "{name}" WHERE community_id = 1')
                tables[str(name)] = sorted((tuple(row) for row in found), key=repr)
    return tables


async def _fill(database: Database, vault: Vault, now: datetime) -> None:
    """Have one of each open thing in the first community, and what hangs on it."""
    for make in MAKERS.values():
        await make(database, now)
    at = int(now.timestamp())
    sealed = vault.encrypt("MARKER of somebody's own")
    async with database.write() as writer:
        for statement in (
            "INSERT INTO presenter_ask (community_id, item_id, member_id, state, asked_at) "
            "SELECT 1, id, 20, 'asked', :at FROM agenda_item LIMIT 1",
            "INSERT INTO rota_swap (community_id, asker_id, holder_id, holder_week, asked_at) "
            "VALUES (1, 10, 20, '2026-03-09', :at)",
            "INSERT INTO handover (community_id, from_id, to_id, note, made_at, sent_at) "
            "VALUES (1, 10, 20, :sealed, :at, :at)",
            "INSERT INTO pulse (community_id, meeting_id, opened_at, closes_at) "
            "SELECT 1, id, :at, :at + 9000 FROM meeting LIMIT 1",
            "INSERT INTO presence (community_id, meeting_id, member_id, source, since, seen_at) "
            "SELECT 1, id, 20, 'said', :at - 900, :at FROM meeting",
            "INSERT INTO case_sequel (community_id, case_id, number, due_at, sealed) "
            "SELECT 1, id, 2, :at + 900, :sealed FROM shared_case WHERE state = 'released'",
            "INSERT INTO discussion (community_id, case_id, round, begun_at) "
            "SELECT 1, id, 'advice', :at FROM shared_case WHERE state = 'released'",
            "INSERT INTO case_rescue (case_id, community_id, begun_at) "
            "SELECT id, 1, :at FROM shared_case WHERE state = 'released'",
            "INSERT INTO case_asking (case_id, community_id, member_id, turn, asked_at) "
            "SELECT id, 1, 20, 1, :at FROM shared_case WHERE state = 'released'",
            "INSERT INTO case_draft (community_id, member_id, sealed, saved_at, expires_at) "
            "VALUES (1, 20, :sealed, :at, :at + 9000)",
            "INSERT INTO commitment (community_id, member_id, sealed, made_at, due_at) "
            "VALUES (1, 20, :sealed, :at, :at + 9000)",
            "UPDATE case_sequel SET sealed = :sealed",
        ):
            known = {"at": at, "sealed": sealed}
            await writer.run(statement, **{name: value for name, value in known.items() if f":{name}" in statement})


def _told(tables: dict[str, list[tuple[Any, ...]]]) -> set[str]:
    """Return the words that stand in the first community alone."""
    words = ("Contested", "Nobody answered", "Unpresented", "Closing soon", "At risk", "Meet at noon", "Look at it now")
    found = repr(tables)
    assert all(word in found for word in words)
    return {*words, "MARKER"}


async def _try(function: UseCase, context: ServiceContext, actor: Actor, number: int, now: datetime) -> str:
    """Return all that a use case said, or refused, for these ids."""
    given: dict[str, Any] = {}
    for one in _parameters(function)[2:]:
        if one.kind is not inspect.Parameter.VAR_POSITIONAL:
            given[one.name] = NAMED.get(one.name) or _value(one.annotation, number, now)
    try:
        return repr(await function(context, actor, **given))
    except CopError as refusal:
        return f"{refusal.code} {refusal.params!r}"


async def _call_all(context: ServiceContext, database: Database, clock: FakeClock, actor: Actor) -> None:
    """Call every use case as somebody whom the first community does not concern, and find that it stays so."""
    await _fill(database, context.vault, clock.now())
    before = await _rows(database)
    words = _told(before)
    called = [one for one in use_cases() if one[0] not in NOT_CALLED]
    assert len(called) > 200
    for name, function in called:
        for number in IDS:
            said = await _try(function, context, actor, number, clock.now())
            assert not [word for word in words if word in said], f"{name} tells of it"
        after = await _rows(database)
        assert {table for table in before if before[table] != after[table]} == set(), f"{name} changes it"


async def test_no_use_case_reaches_into_another_community(
    context: ServiceContext, database: Database, clock: FakeClock, foreign_facilitator: Actor
) -> None:
    await _call_all(context, database, clock, foreign_facilitator)


async def test_no_use_case_serves_a_stranger(
    context: ServiceContext, database: Database, clock: FakeClock, stranger: Actor
) -> None:
    await _call_all(context, database, clock, stranger)


async def test_no_use_case_serves_whoever_has_left(
    context: ServiceContext, database: Database, clock: FakeClock, foreign_facilitator: Actor
) -> None:
    gone = Actor(COMMUNITY, foreign_facilitator.member_id)
    async with database.write() as writer:
        await members.enter(writer, COMMUNITY, gone.member_id, MemberState.LEFT, clock.now())
    await _call_all(context, database, clock, gone)
