from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from bot.domain import commitments as rules
from bot.domain.commitments import MOST_OPEN, CheckState, Result
from bot.domain.errors import Conflict, NotFound
from bot.domain.people import Actor
from bot.services import commitment_checks, commitments
from bot.services.context import ServiceContext
from data.vault import Vault
from tests.fakes import FakeClock

WORDS = rules.words("Ask about sleep", "Adults with asthma", 4, ["time"])


async def test_a_commitment_reaches_nobody_else_and_no_other_community(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor, foreign_facilitator: Actor
) -> None:
    made = await commitments.make(context, alice, WORDS, "in 4 weeks")
    for other in (bob, facilitator, foreign_facilitator):
        for act in (
            commitments.look(context, other, made.id),
            commitments.share(context, other, made.id, shared=True),
            commitments.change(context, other, made.id, WORDS, ""),
            commitment_checks.tell(context, other, made.id, 6, Result.DONE),
        ):
            with pytest.raises(NotFound):
                await act
        assert await commitments.mine(context, other) == []
    assert await commitments.look(context, alice, made.id) == made


async def test_under_another_key_it_is_there_and_cannot_be_read_or_shared(
    context: ServiceContext, alice: Actor
) -> None:
    made = await commitments.make(context, alice, WORDS, "in 4 weeks")
    elsewhere = replace(context, vault=Vault([Fernet.generate_key()]))
    (found,) = await commitments.mine(elsewhere, alice)
    assert found.words is None
    with pytest.raises(NotFound, match=r"commit\.unreadable"):
        await commitments.share(elsewhere, alice, made.id, shared=True)
    told = await commitment_checks.tell(elsewhere, alice, made.id, 6, Result.DROPPED)
    assert told.commitment.ended, "it can still be dropped"


async def test_an_answer_may_be_changed_and_dropping_it_taken_back(
    context: ServiceContext, alice: Actor, clock: FakeClock
) -> None:
    made = await commitments.make(context, alice, WORDS, "in 4 weeks")
    dropped = await commitment_checks.tell(context, alice, made.id, 6, Result.DROPPED)
    assert dropped.commitment.ended
    with pytest.raises(Conflict, match=r"commit\.over"):
        await commitment_checks.tell(context, alice, made.id, 12, Result.DONE)
    back = await commitment_checks.tell(context, alice, made.id, 6, Result.PARTLY)
    assert not back.commitment.ended
    async with context.database.read() as reader:
        pending = await reader.all("SELECT dedupe_key FROM timer WHERE kind = 'commitment.ask' AND state = 'pending'")
    assert [str(row[0]).rsplit(":", 1)[1] for row in pending] == ["12"], "the second time is asked again, the first not"
    last = await commitment_checks.tell(context, alice, made.id, 12, Result.NO)
    assert last.commitment.ended
    assert [check.state for check in last.commitment.checks] == [CheckState.ANSWERED] * 2


async def test_nobody_has_more_than_they_can_keep(context: ServiceContext, alice: Actor, clock: FakeClock) -> None:
    for number in range(MOST_OPEN):
        await commitments.make(context, alice, replace(WORDS, change=f"Change {number}"), "in 4 weeks")
    with pytest.raises(Conflict, match=r"commit\.too_many"):
        await commitments.begin(context, alice)
    (first, *_) = await commitments.mine(context, alice)
    await commitment_checks.tell(context, alice, first.id, 6, Result.DROPPED)
    await commitments.begin(context, alice)
    clock.advance(days=2)
    again = await commitments.make(context, alice, replace(WORDS, change="Change 1"), "in 4 weeks")
    assert again.made_at == clock.now()
    assert again.due_at > clock.now() + timedelta(weeks=3)
