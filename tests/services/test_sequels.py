from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.domain.sequels import SequelState
from bot.services.cases import drafts, release, sequels, submission
from bot.services.context import ServiceContext
from data import members, timers
from data.vault import Vault
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.fakes import FakeClock
from tests.services.test_cases import ALL, draft


async def told_in_parts(context: ServiceContext, author: Actor, facilitator: Actor) -> CaseId:
    """Release a case that goes on after one and after two days."""
    one = await draft(context, author)
    await drafts.save_sequel(context, author, one.id, 0, "First", "1 day")
    two = await drafts.save_sequel(context, author, one.id, 1, "Second", "2 days")
    handed_in = await submission.submit(context, author, two.id, two.revision, ALL, "")
    await release.release(context, facilitator, handed_in.case_id)
    return handed_in.case_id


async def states(context: ServiceContext, author: Actor, case_id: CaseId) -> list[SequelState]:
    return [one.state for one in (await sequels.look(context, author, case_id)).sequels]


async def test_a_jump_of_the_clock_tells_both_in_order(
    context: ServiceContext, alice: Actor, facilitator: Actor, clock: FakeClock
) -> None:
    case_id = await told_in_parts(context, alice, facilitator)
    clock.advance(days=9)
    async with context.database.write() as writer:
        due = await timers.claim_due(writer, clock.now())
    mine = [timer for timer in due if timer.kind == "case.sequel"]
    assert len(mine) == 2
    await asyncio.gather(*(sequels.tell(context, timer) for timer in reversed(mine)))
    found = (await sequels.look(context, alice, case_id)).sequels
    assert [(one.state, one.text) for one in found] == [(SequelState.OUT, "First"), (SequelState.OUT, "Second")]
    async with context.database.read() as reader:
        rows = await reader.all("SELECT subject_id FROM post WHERE kind = 'case-sequel' ORDER BY id")
    assert [row[0] for row in rows] == [one.id for one in found]


async def test_a_later_time_for_one_moves_those_after_it(
    context: ServiceContext, alice: Actor, facilitator: Actor, clock: FakeClock
) -> None:
    case_id = await told_in_parts(context, alice, facilitator)
    first, _ = (await sequels.look(context, alice, case_id)).sequels
    moved = await sequels.move(context, alice, first.id, "10 days")
    assert [one.due_at for one in moved.sequels] == [clock.now() + timedelta(days=10)] * 2


async def test_only_the_author_and_nobody_elsewhere_reaches_a_sequel(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor
) -> None:
    case_id = await told_in_parts(context, alice, facilitator)
    first, _ = (await sequels.look(context, alice, case_id)).sequels
    for other in (bob, facilitator):
        for act in (sequels.tell_now, sequels.withdraw):
            with pytest.raises(NotAllowed, match=r"talk\.author_only"):
                await act(context, other, first.id)
    foreign = replace(alice, community_id=OTHER_COMMUNITY)
    async with context.database.write() as writer:
        await members.ensure(writer, OTHER_COMMUNITY, foreign.member_id, context.clock.now())
    for act in (sequels.tell_now, sequels.withdraw):
        with pytest.raises(NotFound):
            await act(context, foreign, first.id)
    with pytest.raises(NotFound):
        await sequels.view(context, OTHER_COMMUNITY, first.id)
    assert await states(context, alice, case_id) == [SequelState.PLANNED] * 2


async def test_what_was_sealed_with_a_lost_key_is_dropped_and_stops_nothing(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    case_id = await told_in_parts(context, alice, facilitator)
    first, second = (await sequels.look(context, alice, case_id)).sequels
    lost = replace(context, vault=Vault([Fernet.generate_key()]))
    told = await sequels.tell_now(lost, alice, second.id)
    assert [one.state for one in told.sequels] == [SequelState.WITHDRAWN] * 2
    assert first.community_id == COMMUNITY
