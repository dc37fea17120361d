"""Private answers without Discord: many at once, other communities, who may do what."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import MemberId
from bot.domain.people import Actor
from bot.domain.prompt_answers import LONGEST, RoundState
from bot.domain.prompts import Kind
from bot.services import prompt_answers as service
from bot.services import prompt_turns
from bot.services.context import ServiceContext
from data import members
from tests.conftest import COMMUNITY, MEMBER_ROLE
from tests.fakes import FakeClock


@pytest.fixture
async def sending(context: ServiceContext, facilitator: Actor) -> int:
    return (await prompt_turns.choose_by_hand(context, facilitator, Kind.SUPPORT)).id


async def crowd(context: ServiceContext, n: int) -> list[Actor]:
    async with context.database.write() as writer:
        for member_id in range(100, 100 + n):
            await members.ensure(writer, COMMUNITY, MemberId(member_id), context.clock.now())
    return [Actor(COMMUNITY, MemberId(member_id), frozenset({MEMBER_ROLE})) for member_id in range(100, 100 + n)]


async def test_a_hundred_answers_at_once_are_all_kept_and_each_once(
    context: ServiceContext, facilitator: Actor, sending: int
) -> None:
    people = await crowd(context, 50)
    await asyncio.gather(*(service.give(context, who, sending, f"first of {who.member_id}") for who in people))
    await asyncio.gather(*(service.give(context, who, sending, f"word of {who.member_id}") for who in people))
    assert (await service.look(context, facilitator, sending)).count == 50
    assert (await service.look(context, people[7], sending)).mine is not None
    await service.compile_now(context, facilitator, sending)
    board = await service.board(context, COMMUNITY, sending)
    assert board is not None
    assert sorted(one.text for one in board.answers) == sorted(f"word of {who.member_id}" for who in people)
    assert all(one.member_id is None for one in board.answers)
    assert [one.text for one in board.answers] != sorted(one.text for one in board.answers)


async def test_answering_while_a_facilitator_compiles_either_counts_or_is_given_back(
    context: ServiceContext, facilitator: Actor, sending: int
) -> None:
    people = await crowd(context, 12)
    await asyncio.gather(*(service.give(context, who, sending, f"a{who.member_id}") for who in people[:4]))
    done = await asyncio.gather(
        *(service.give(context, who, sending, f"a{who.member_id}") for who in people[4:8]),
        service.compile_now(context, facilitator, sending),
        service.compile_now(context, facilitator, sending),
        *(service.give(context, who, sending, f"a{who.member_id}") for who in people[8:]),
        return_exceptions=True,
    )
    refused = [one for one in done if isinstance(one, BaseException)]
    assert all(isinstance(one, Conflict) and one.code == "answer.too_late" and one.params["typed"] for one in refused)
    board = await service.board(context, COMMUNITY, sending)
    assert board is not None
    assert len(board.answers) + len(refused) == 12


async def test_only_members_answer_only_facilitators_compile_and_no_other_community(
    context: ServiceContext, alice: Actor, stranger: Actor, foreign_facilitator: Actor, sending: int
) -> None:
    for attempt in (
        service.look(context, stranger, sending),
        service.give(context, stranger, sending, "hello"),
        service.compile_now(context, alice, sending),
    ):
        with pytest.raises(NotAllowed):
            await attempt
    for foreign in (
        service.look(context, foreign_facilitator, sending),
        service.give(context, foreign_facilitator, sending, "hello"),
        service.share(context, foreign_facilitator, sending),
        service.take_back(context, foreign_facilitator, sending),
        service.compile_now(context, foreign_facilitator, sending),
        service.read(context, foreign_facilitator, sending),
    ):
        with pytest.raises(NotFound):
            await foreign
    assert (await service.look(context, alice, sending)).count is None, "how many is for facilitators"


async def test_forgetting_twice_and_what_is_open_changes_nothing(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor, bob: Actor, carol: Actor, sending: int
) -> None:
    for who in (alice, bob, carol):
        await service.give(context, who, sending, "one walk")
    assert await service.forget(context, COMMUNITY, sending)
    found = await service.board(context, COMMUNITY, sending)
    assert found is not None
    assert found.round.state is RoundState.OPEN
    await service.compile_now(context, facilitator, sending)
    for _ in range(2):
        assert await service.forget(context, COMMUNITY, sending)
        found = await service.board(context, COMMUNITY, sending)
        assert found is not None
        assert found.round.state is RoundState.FORGOTTEN
        assert found.answers == []


async def test_an_answer_that_is_too_long_is_given_back_and_nothing_is_kept(
    context: ServiceContext, facilitator: Actor, alice: Actor, sending: int
) -> None:
    with pytest.raises(Invalid) as refused:
        await service.give(context, alice, sending, "🧘" * (LONGEST + 1))
    assert refused.value.params["typed"] == "🧘" * (LONGEST + 1)
    assert (await service.look(context, facilitator, sending)).count == 0
