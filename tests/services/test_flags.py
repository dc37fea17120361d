from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain import flags as rules
from bot.domain.errors import CopError, Invalid, NotAllowed, NotFound
from bot.domain.flags import FlagState
from bot.domain.ids import FlagId, MemberId
from bot.domain.people import Actor, Community, Place
from bot.services.cases import flags
from bot.services.cases.flags import Seen, Verdict
from bot.services.context import ServiceContext
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.fakes import FakeClock

WRITTEN = Seen(channel_id=5000, parent_id=0, message_id=77, author_id=MemberId(13), text="MARKER")


def in_cases(community: Community) -> Seen:
    return replace(WRITTEN, parent_id=community.channel_of(Place.CASES))


async def test_only_messages_of_the_case_channel_are_taken(
    context: ServiceContext, alice: Actor, community: Community
) -> None:
    for parent in (None, 0, community.channel_of(Place.GENERAL), 202):
        with pytest.raises(Invalid, match=r"flag\.elsewhere"):
            await flags.flag(context, alice, replace(WRITTEN, parent_id=parent))


@pytest.mark.parametrize("act", [flags.restore, flags.erase, flags.look])
async def test_members_strangers_and_other_communities_decide_nothing(
    context: ServiceContext,
    community: Community,
    alice: Actor,
    facilitator: Actor,
    foreign_facilitator: Actor,
    act: Callable[[ServiceContext, Actor, FlagId], Awaitable[object]],
) -> None:
    assert await flags.flag(context, alice, in_cases(community))
    for who, error in ((alice, NotAllowed), (foreign_facilitator, NotFound), (facilitator, NotFound)):
        with pytest.raises(error):
            await act(context, who, FlagId(1 if who is not facilitator else 999))
    assert (await flags.view(context, COMMUNITY, FlagId(1))).flag.state is FlagState.OPEN
    with pytest.raises(CopError):
        await flags.view(context, OTHER_COMMUNITY, FlagId(1))


async def test_what_another_said_is_kept_sealed_until_it_is_said_again(
    context: ServiceContext, community: Community, alice: Actor, facilitator: Actor, clock: FakeClock
) -> None:
    await flags.flag(context, alice, in_cases(community))
    assert not await flags.flag(context, facilitator, in_cases(community)), "one flag a message"
    async with context.database.read() as reader:
        sealed = await reader.value("SELECT sealed FROM flag")
    assert isinstance(sealed, bytes)
    assert b"MARKER" not in sealed
    await flags.hidden(context, COMMUNITY, FlagId(1))
    assert await flags.to_say_again(context, COMMUNITY, FlagId(1)) is None, "not while it is open"
    assert (await flags.restore(context, facilitator, FlagId(1))).verdict is Verdict.DONE
    found = await flags.to_say_again(context, COMMUNITY, FlagId(1))
    assert found is not None
    assert found[1] == "MARKER"
    await flags.forget(context, COMMUNITY, FlagId(1))
    assert await flags.to_say_again(context, COMMUNITY, FlagId(1)) is None
    assert (await flags.erase(context, facilitator, FlagId(1))).verdict is Verdict.ALREADY


async def test_a_message_restored_before_it_could_be_deleted_is_not_said_twice(
    context: ServiceContext, community: Community, alice: Actor, facilitator: Actor, clock: FakeClock
) -> None:
    await flags.flag(context, alice, in_cases(community))
    await flags.restore(context, facilitator, FlagId(1))
    assert await flags.to_say_again(context, COMMUNITY, FlagId(1)) is None
    async with context.database.read() as reader:
        rows = await reader.all("SELECT kind, state, due_at FROM timer WHERE kind LIKE 'flag.%' ORDER BY id")
    assert [(row["kind"], row["state"]) for row in rows] == [(rules.HIDE, "cancelled"), (rules.RESTORE, "pending")]
    assert rows[1]["due_at"] > clock.now().timestamp(), "a deletion under way ends first"


async def test_the_log_of_the_file_is_emptied(context: ServiceContext, community: Community) -> None:
    async with context.database.read() as reader:
        await reader.all("SELECT 1 FROM community")
    assert await flags.scrub(context)
