from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.discussions import Ending, Round, Stance
from bot.domain.errors import Conflict, CopError, NotAllowed, NotFound
from bot.domain.ids import DiscussionId, MemberId, PollId
from bot.domain.people import Actor
from bot.domain.polls import Results
from bot.domain.voting import Method
from bot.services import poll_openings, topics
from bot.services.cases import release
from bot.services.context import ServiceContext
from bot.services.discussions import finding, positions, questions, rounds, seeing
from bot.services.discussions import polls as poll_positions
from data import members
from data.database import Database
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.fakes import FakeClock
from tests.services.test_cases import submitted

FIRST = DiscussionId(1)


async def released(context: ServiceContext, author: Actor, facilitator: Actor, *, anonymous: bool = False) -> None:
    case_id = await submitted(context, author, anonymous=anonymous)
    await release.release(context, facilitator, case_id)


async def test_a_released_case_begins_with_clarifying_questions(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor
) -> None:
    await submitted(context, alice)
    with pytest.raises(NotFound):
        await positions.read(context, bob, FIRST)
    await released(context, alice, facilitator)
    assert (await positions.read(context, bob, FIRST)).discussion.round is Round.CLARIFY
    with pytest.raises(Conflict, match=r"talk\.still_clarifying"):
        await positions.take(context, bob, FIRST, "Wait.", "Always.", "")


async def test_twenty_members_at_once_leave_twenty_positions(
    context: ServiceContext, alice: Actor, facilitator: Actor, database: Database, clock: FakeClock
) -> None:
    await released(context, alice, facilitator)
    await rounds.open_advice(context, alice, FIRST)
    people = [replace(alice, member_id=MemberId(100 + number)) for number in range(20)]
    async with database.write() as writer:
        for person in people:
            await members.ensure(writer, COMMUNITY, person.member_id, clock.now())
    taps = [positions.take(context, person, FIRST, f"{person.member_id}", "Always.", "") for person in people * 2]
    await asyncio.gather(*taps)
    view = await seeing.view(context, COMMUNITY, FIRST)
    assert {one.holder_id: one.stance.approach for one in view.positions} == {
        person.member_id: str(person.member_id) for person in people
    }


async def test_a_changed_position_keeps_its_place(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor, clock: FakeClock
) -> None:
    await released(context, alice, facilitator)
    await rounds.open_advice(context, alice, FIRST)
    for actor in (alice, bob):
        await positions.take(context, actor, FIRST, "Wait.", "Always.", "")
    clock.advance(seconds=60)
    await positions.take(context, bob, FIRST, "Wait.", "Always.", "")
    await positions.take(context, alice, FIRST, "Do not wait.", "Always.", "")
    view = await seeing.view(context, COMMUNITY, FIRST)
    assert [one.stance.approach for one in view.positions] == ["Do not wait.", "Wait."]
    assert [one.changed_at for one in view.positions] == [clock.now(), None]
    assert await positions.mine(context, bob, FIRST) == Stance("Wait.", "Always.")


async def test_only_author_and_facilitators_lead(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor
) -> None:
    await released(context, alice, facilitator, anonymous=True)
    for act in (
        rounds.open_advice(context, bob, FIRST),
        rounds.end(context, bob, FIRST, Ending.DISAGREE, ""),
        rounds.may_end(context, bob, FIRST),
    ):
        with pytest.raises(NotAllowed, match=r"talk\.leaders_only"):
            await act
    assert (await rounds.open_advice(context, alice, FIRST)).just_now
    assert not (await rounds.open_advice(context, facilitator, FIRST)).just_now
    assert (await rounds.end(context, alice, FIRST, Ending.DISAGREE, "")).just_now
    assert not (await rounds.end(context, facilitator, FIRST, Ending.TREATING_DOCTOR, "")).just_now
    view = await seeing.view(context, COMMUNITY, FIRST)
    assert view.discussion.end is not None
    assert view.discussion.end.ending is Ending.DISAGREE, "the first end counts"


async def test_a_question_is_open_for_advice_at_once_and_asked_once(
    context: ServiceContext, alice: Actor, bob: Actor
) -> None:
    one = await questions.ask(context, alice, "How do you stop sleeping tablets?", "")
    again = await questions.ask(context, alice, " How do you stop  sleeping tablets? ", "")
    other = await questions.ask(context, bob, "How do you stop sleeping tablets?", "")
    assert one.discussion.id == again.discussion.id != other.discussion.id
    assert one.discussion.round is Round.ADVICE
    await rounds.end(context, alice, one.discussion.id, Ending.DISAGREE, "")
    later = await questions.ask(context, alice, "How do you stop sleeping tablets?", "")
    assert later.discussion.id != one.discussion.id


@pytest.mark.parametrize("typed", ["1", "case 1", "tired", "TIRED"])
async def test_a_case_is_found_by_number_or_title(
    context: ServiceContext, alice: Actor, facilitator: Actor, typed: str
) -> None:
    await released(context, alice, facilitator)
    assert (await finding.find(context, alice, typed)).title == "Tired"


async def test_what_cannot_be_found_is_told_with_what_is_near(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    with pytest.raises(NotFound, match=r"talk\.none_yet"):
        await finding.find(context, alice, "tired")
    await released(context, alice, facilitator)
    await released(context, alice, facilitator)
    with pytest.raises(NotFound) as missing:
        await finding.find(context, alice, "question 1")
    assert missing.value.params["nearest"] == ("Tired", "Tired")
    with pytest.raises(Conflict, match=r"talk\.several_fit"):
        await finding.find(context, alice, "Tired")


async def test_nothing_crosses_from_one_community_to_another(
    context: ServiceContext, alice: Actor, facilitator: Actor, foreign_facilitator: Actor
) -> None:
    await released(context, alice, facilitator)
    await rounds.open_advice(context, alice, FIRST)
    foreign = foreign_facilitator
    tries = [
        lambda: positions.mine(context, foreign, FIRST),
        lambda: positions.take(context, foreign, FIRST, "Wait.", "Always.", ""),
        lambda: positions.withdraw(context, foreign, FIRST),
        lambda: positions.read(context, foreign, FIRST),
        lambda: rounds.open_advice(context, foreign, FIRST),
        lambda: rounds.end(context, foreign, FIRST, Ending.DISAGREE, ""),
        lambda: finding.find(context, foreign, "case 1"),
        lambda: seeing.view(context, OTHER_COMMUNITY, FIRST),
    ]
    for attempt in tries:
        with pytest.raises(CopError) as refused:
            await attempt()
        assert refused.value.code in {"talk.unknown", "talk.none_yet"}


async def test_only_facilitators_have_positions_gathered_on_a_poll_of_theirs(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    for title in ("Gout", "Acne"):
        await topics.suggest(context, alice, title, None)
    over_topics = await poll_openings.open_topic_poll(
        context, facilitator, closes=None, method=Method.SINGLE, results=Results.AT_CLOSE, typed_topics=None
    )
    done = await poll_openings.open_question(
        context, facilitator, question="Q" * 200, options="a;b", closes=None, method=Method.SINGLE, results=Results.LIVE
    )
    poll_id = done.poll.id
    there = Actor(OTHER_COMMUNITY, MemberId(20), facilitator.role_ids)
    for actor, poll, refusal in (
        (alice, poll_id, NotAllowed),
        (there, poll_id, NotFound),
        (facilitator, over_topics.poll.id, Conflict),
        (facilitator, PollId(99), NotFound),
    ):
        with pytest.raises(refusal):
            await poll_positions.gather(context, actor, poll)
    first, *again = await asyncio.gather(*(poll_positions.gather(context, facilitator, poll_id) for _ in range(5)))
    assert first.just_now
    assert {one.view.discussion.id for one in again} == {first.view.discussion.id}
    assert not any(one.just_now for one in again)
    assert await poll_positions.view_of_poll(context, OTHER_COMMUNITY, poll_id) is None
