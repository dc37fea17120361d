"""D1: merging and dropping lose nothing, and can be taken back."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import CommunityId, MemberId, TopicId
from bot.domain.people import Actor
from bot.domain.polls import Results
from bot.domain.topics import TopicState
from bot.domain.voting import Method
from bot.services import bookings, poll_openings, polls, scheduling, topic_tidying, topics
from bot.services.context import ServiceContext
from bot.services.scheduling import Wish
from bot.services.topic_tidying import Merged, ToldSame
from bot.services.topics import LooksAlike
from data import audit
from tests.conftest import OTHER_COMMUNITY
from tests.services.test_topics import suggest, titles


async def acts(context: ServiceContext) -> list[str]:
    async with context.database.read() as reader:
        return [entry.act for entry in await audit.entries(reader, CommunityId(1)) if entry.act.startswith("topic.")]


async def opened(context: ServiceContext, facilitator: Actor, typed: str | None = None) -> polls.PollView:
    done = await poll_openings.open_topic_poll(
        context, facilitator, closes=None, method=Method.SINGLE, results=Results.AT_CLOSE, typed_topics=typed
    )
    return await polls.view(context, facilitator, done.poll.id)


async def test_merging_keeps_the_supporters_of_both_and_taking_it_back_is_exact(
    context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    part, whole = await suggest(context, alice, "BP stuff"), await suggest(context, bob, "Hypertension update")
    await topics.support(context, bob, part)
    before = await titles(context, alice)
    found = await topic_tidying.pair(context, facilitator, "BP stuff", "#2")
    assert found.together == 2
    for _ in range(2):
        done = await topic_tidying.merge(context, facilitator, part, whole)
        assert (done.whole.title, done.whole.supporters, done.whole.also) == ("Hypertension update", 2, ("BP stuff",))
    assert await titles(context, alice) == [("Hypertension update", 2)]
    assert (await topics.backlog(context, alice)).supports == {whole}

    # Old buttons name the part; what they do is done to the whole.
    left = await topics.support(context, bob, part, wanted=False)
    assert (left.topic.id, left.topic.supporters) == (whole, 1)
    await topics.support(context, bob, part)
    for _ in range(2):
        alone = await topic_tidying.separate(context, facilitator, part)
        assert alone.title == "BP stuff"
    assert sorted(title for title, _ in await titles(context, alice)) == sorted(title for title, _ in before)
    assert await acts(context) == ["topic.separated", "topic.merged"]


async def test_what_was_merged_is_found_by_either_name(
    context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    part, whole = await suggest(context, alice, "Sugar"), await suggest(context, alice, "Insulin starts")
    await topic_tidying.merge(context, facilitator, part, whole)
    assert await topics.named(context, bob, "sugar") == whole
    offered = await topics.suggest(context, bob, "Sugars", None)
    assert isinstance(offered, LooksAlike)
    assert [topic.id for topic in offered.topics] == [whole]


async def test_a_merger_of_mergers_can_be_taken_back_one_by_one(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    one, two, three = [await suggest(context, alice, title) for title in ("Acne", "Spots", "Zits")]
    await topic_tidying.merge(context, facilitator, one, two)
    done = await topic_tidying.merge(context, facilitator, two, three)
    assert done.whole.also == ("Acne", "Spots")
    with pytest.raises(Conflict, match=r"topic\.merge_itself"):
        await topic_tidying.look_at_pair(context, facilitator, one, three)
    await topic_tidying.separate(context, facilitator, two)
    assert dict(await titles(context, alice)).keys() == {"Spots", "Zits"}
    assert (await topics.support(context, alice, one)).topic.title == "Spots"


async def test_two_who_merge_the_same_two_at_once_merge_them_once(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    one, two = await suggest(context, alice, "Acne"), await suggest(context, alice, "Spots")
    done = await asyncio.gather(
        topic_tidying.merge(context, facilitator, one, two),
        topic_tidying.merge(context, facilitator, two, one),
        topic_tidying.merge(context, facilitator, one, two),
        return_exceptions=True,
    )
    assert [type(result) for result in done] == [Merged, Conflict, Merged]
    assert await titles(context, alice) == [("Spots", 1)]
    assert await acts(context) == ["topic.merged"]


async def test_polls_and_agendas_that_named_a_merged_topic_still_resolve(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    part, other = await suggest(context, alice, "BP stuff"), await suggest(context, alice, "Gout")
    view = await opened(context, facilitator)
    option = next(one for one in view.poll.options if one.topic_id == part)
    await polls.cast(context, alice, view.poll.id, [option.id])
    whole = await suggest(context, alice, "Hypertension update")
    await topic_tidying.merge(context, facilitator, part, whole)
    closed = (await polls.close(context, facilitator, view.poll.id)).view
    assert [one.text for one in closed.poll.options] == ["BP stuff", "Gout"]
    assert [one.title for one in (await topics.backlog(context, alice)).chosen] == ["Hypertension update"]

    meeting = await scheduling.schedule(context, facilitator, Wish("Journal club", "2026-03-12 19:30"))
    await scheduling.post(context, facilitator, meeting.view.meeting.id)
    booked = await bookings.book(context, facilitator, view.poll.id)
    assert isinstance(booked, bookings.Booked)
    assert booked.title == "BP stuff"
    assert (await polls.view(context, alice, view.poll.id)).booked.keys() == {part}
    assert [one.id for one in (await topics.backlog(context, alice)).booked] == [whole]
    assert other not in {one.id for one in (await topics.backlog(context, alice)).booked}
    # Taken back, the agenda still belongs to the one it was put there for.
    await topic_tidying.separate(context, facilitator, part)
    assert [one.id for one in (await topics.backlog(context, alice)).booked] == [whole]


async def test_two_topics_on_open_ballots_are_not_merged_and_none_is_dropped(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    part, whole = await suggest(context, alice, "Gout"), await suggest(context, alice, "Acne")
    await opened(context, facilitator)
    with pytest.raises(Conflict, match=r"topic\.merge_on_ballot"):
        await topic_tidying.merge(context, facilitator, part, whole)
    with pytest.raises(Conflict, match=r"topic\.drop_on_ballot"):
        await topic_tidying.drop(context, facilitator, "Gout", "Enough of it")


async def test_a_dropped_topic_says_why_and_comes_back_with_its_supporters(
    context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    topic_id = await suggest(context, alice, "Leeches")
    with pytest.raises(Invalid, match=r"topic\.drop_without_reason"):
        await topic_tidying.drop(context, facilitator, "Leeches", "  ")
    with pytest.raises(Invalid, match=r"text\.identifier"):
        await topic_tidying.drop(context, facilitator, "Leeches", "Ring 0412 345 678")
    for _ in range(2):
        dropped = await topic_tidying.drop(context, facilitator, "Leeches", "Nobody uses them")
        assert dropped.state is TopicState.DROPPED
    found = await topics.backlog(context, alice)
    assert (found.waiting, [topic.title for topic in found.dropped]) == ((), ["Leeches"])
    assert topic_id in found.supports
    with pytest.raises(NotFound):
        await opened(context, facilitator, "Leeches; Leeches")

    again = await topics.suggest(context, alice, "leeches", None)
    assert isinstance(again, LooksAlike)
    assert again.is_repeat
    back = await topics.support(context, bob, topic_id)
    assert (back.topic.state, back.topic.supporters) == (TopicState.BACKLOG, 2)
    assert await acts(context) == ["topic.brought_back", "topic.dropped"]
    await topic_tidying.drop(context, facilitator, "Leeches", "Really")
    await topic_tidying.bring_back(context, facilitator, topic_id)
    assert (await topics.backlog(context, alice)).dropped == ()


async def test_a_topic_on_an_agenda_is_not_dropped(context: ServiceContext, facilitator: Actor, alice: Actor) -> None:
    await suggest(context, alice, "Hypertension update")
    meeting = await scheduling.schedule(
        context, facilitator, Wish("Journal club", "2026-03-12 19:30", topic="HTN update")
    )
    await scheduling.post(context, facilitator, meeting.view.meeting.id)
    with pytest.raises(Conflict, match=r"topic\.drop_booked"):
        await topic_tidying.drop(context, facilitator, "Hypertension update", "Had it")


@pytest.mark.parametrize(
    ("typed", "stands", "linked"),
    [
        ("HTN update", "Hypertension update", True),
        ("hypertention update", "Hypertension update", True),
        ("Hypertension in pregnancy", "Hypertension in pregnancy", False),
        ("Something else", "Something else", False),
    ],
)
async def test_a_topic_typed_for_a_meeting_is_matched_to_the_backlog(
    context: ServiceContext, facilitator: Actor, alice: Actor, typed: str, stands: str, linked: bool
) -> None:
    topic_id = await suggest(context, alice, "Hypertension update")
    made = await scheduling.schedule(context, facilitator, Wish("Journal club", "2026-03-12 19:30", topic=typed))
    (item,) = made.view.agenda
    assert (item.title, item.topic_id == topic_id) == (stands, linked)


async def test_a_member_says_once_that_two_are_the_same(context: ServiceContext, alice: Actor, bob: Actor) -> None:
    known = await suggest(context, alice, "Insulin starts")
    assert isinstance(await topics.suggest(context, bob, "Sweet blood", None), topics.Suggested)
    mine = await topics.named(context, bob, "Sweet blood")
    done = await topic_tidying.say_same(context, bob, mine, known)
    assert isinstance(done, Merged)
    assert done.whole.supporters == 2
    offered = await topics.suggest(context, alice, "sweet bloods", None)
    assert isinstance(offered, LooksAlike)

    # Somebody else's topic is not merged by a member's word alone; the word is remembered.
    theirs = await suggest(context, bob, "Pins and needles")
    told = await topic_tidying.say_same(context, alice, theirs, known)
    assert isinstance(told, ToldSame)
    assert await topics.named(context, alice, "sweet blood") == known
    assert {title for title, _ in await titles(context, alice)} == {"Insulin starts", "Pins and needles"}


async def test_what_one_typed_before_supporting_is_remembered(
    context: ServiceContext, alice: Actor, bob: Actor
) -> None:
    topic_id = await suggest(context, alice, "Hypertension in primary care")
    for number in range(25):
        await topics.support(context, bob, topic_id, called=f"Name number {number}")
    found = (await topics.backlog(context, alice)).waiting[0]
    assert len(found.also) == 20
    assert await topics.named(context, alice, "name number 7") == topic_id


async def test_members_do_not_tidy_and_strangers_do_nothing(
    context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor, stranger: Actor
) -> None:
    part, whole = await suggest(context, alice, "Gout"), await suggest(context, alice, "Acne")
    for refused in (
        topic_tidying.pair(context, alice, "Gout", "Acne"),
        topic_tidying.merge(context, alice, part, whole),
        topic_tidying.drop(context, alice, "Gout", "No"),
        topic_tidying.bring_back(context, alice, part),
        topic_tidying.say_same(context, stranger, part, whole),
        topic_tidying.others(context, stranger, part),
    ):
        with pytest.raises(NotAllowed):
            await refused
    await topic_tidying.merge(context, facilitator, part, whole)
    with pytest.raises(NotAllowed, match=r"topic\.not_yours_to_separate"):
        await topic_tidying.separate(context, bob, part)
    assert (await topic_tidying.separate(context, alice, part)).title == "Gout"


async def test_topics_of_another_community_are_out_of_reach(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    mine = await suggest(context, alice, "Gout")
    there = Actor(OTHER_COMMUNITY, MemberId(20), facilitator.role_ids)
    theirs = await suggest(context, there, "Acne")
    for refused in (
        topic_tidying.merge(context, facilitator, mine, theirs),
        topic_tidying.merge(context, there, theirs, mine),
        topic_tidying.separate(context, there, mine),
        topic_tidying.say_same(context, there, theirs, mine),
        topic_tidying.bring_back(context, there, mine),
        topics.support(context, there, TopicId(mine)),
    ):
        with pytest.raises(NotFound):
            await refused
