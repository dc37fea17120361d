from __future__ import annotations

import pytest

from bot.domain.errors import Invalid, NotAllowed, NotFound
from bot.domain.ids import MemberId, TopicId
from bot.domain.people import Actor
from bot.domain.topics import Origin, OriginKind
from bot.services import topics
from bot.services.context import ServiceContext
from bot.services.discussions import questions, seeing
from bot.services.topics import LooksAlike, Suggested
from data import posts
from tests.conftest import OTHER_COMMUNITY


async def suggest(context: ServiceContext, actor: Actor, title: str, why: str | None = None) -> TopicId:
    done = await topics.suggest(context, actor, title, why, although_alike=True)
    assert isinstance(done, Suggested)
    return done.topic.id


async def titles(context: ServiceContext, actor: Actor) -> list[tuple[str, int]]:
    return [(topic.title, topic.supporters) for topic in (await topics.backlog(context, actor)).waiting]


async def test_whoever_suggests_a_topic_is_its_first_supporter(context: ServiceContext, alice: Actor) -> None:
    done = await topics.suggest(context, alice, "  Gout ", "It keeps coming back")
    assert isinstance(done, Suggested)
    assert (done.topic.title, done.topic.why, done.topic.supporters) == ("Gout", "It keeps coming back", 1)
    assert done.topic.id in (await topics.backlog(context, alice)).supports


async def test_near_duplicates_are_offered_before_anything_is_stored(
    context: ServiceContext, alice: Actor, bob: Actor
) -> None:
    await suggest(context, alice, "Hypertension update")
    done = await topics.suggest(context, bob, "Hypertension in pregnancy", "Two last week")
    assert isinstance(done, LooksAlike)
    assert [topic.title for topic in done.topics] == ["Hypertension update"]
    assert (done.title, done.why, done.is_repeat) == ("Hypertension in pregnancy", "Two last week", False)
    assert len(await titles(context, bob)) == 1

    assert isinstance(
        await topics.suggest(context, bob, "Hypertension in pregnancy", None, although_alike=True), Suggested
    )
    assert len(await titles(context, bob)) == 2


async def test_the_very_same_title_is_never_there_twice(context: ServiceContext, alice: Actor, bob: Actor) -> None:
    topic_id = await suggest(context, alice, "Gout")
    others = await topics.suggest(context, bob, "GOUT!", None, although_alike=True)
    assert isinstance(others, LooksAlike)
    assert others.is_repeat
    own = await topics.suggest(context, alice, "gout", None)
    assert isinstance(own, Suggested)
    assert (own.topic.id, own.just_now) == (topic_id, False)
    assert await titles(context, alice) == [("Gout", 1)]


async def test_support_counts_once_and_can_be_withdrawn(context: ServiceContext, alice: Actor, bob: Actor) -> None:
    topic_id = await suggest(context, alice, "Gout")
    for _ in range(2):
        await topics.support(context, bob, topic_id)
    done = await topics.support(context, bob, topic_id)
    assert (done.topic.supporters, done.supports) == (2, True)
    await topics.support(context, bob, topic_id, wanted=False)
    done = await topics.support(context, bob, topic_id, wanted=False)
    assert (done.topic.supporters, done.supports) == (1, False)


async def test_the_menu_changes_support_only_among_the_topics_it_showed(context: ServiceContext, alice: Actor) -> None:
    first, second, third = [await suggest(context, alice, title) for title in ("Gout", "Acne", "Asthma")]
    found = await topics.support_among(context, alice, shown=[first, second], wanted=[second])
    assert found.supports == {second, third}


async def test_the_best_supported_topic_stands_first(context: ServiceContext, alice: Actor, bob: Actor) -> None:
    await suggest(context, alice, "Gout")
    await topics.support(context, bob, await suggest(context, alice, "Acne"))
    assert await titles(context, bob) == [("Acne", 2), ("Gout", 1)]


@pytest.mark.parametrize("title", ["", "?!", "x" * 4000, "Ring 0412 345 678", "Write to jo.bloggs@example.com"])
async def test_what_cannot_be_a_public_title_is_refused_and_not_stored(
    context: ServiceContext, alice: Actor, title: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await topics.suggest(context, alice, title, None)
    assert refused.value.params["typed"] == title
    assert await titles(context, alice) == []


async def test_an_identifier_in_the_reason_is_refused(context: ServiceContext, alice: Actor) -> None:
    with pytest.raises(Invalid, match=r"text\.identifier"):
        await topics.suggest(context, alice, "Gout", "as in my patient, NHS 943 476 5919")


async def test_strangers_do_nothing(context: ServiceContext, alice: Actor, stranger: Actor) -> None:
    topic_id = await suggest(context, alice, "Gout")
    for attempt in (
        topics.suggest(context, stranger, "Acne", None),
        topics.backlog(context, stranger),
        topics.support(context, stranger, topic_id),
        topics.named(context, stranger, "Gout"),
    ):
        with pytest.raises(NotAllowed):
            await attempt


async def test_topics_of_another_community_do_not_exist_here(
    context: ServiceContext, alice: Actor, foreign_facilitator: Actor
) -> None:
    topic_id = await suggest(context, alice, "Gout")
    with pytest.raises(NotFound, match=r"topic\.gone"):
        await topics.support(context, foreign_facilitator, topic_id)
    with pytest.raises(NotFound, match=r"topic\.gone"):
        await topics.support_among(context, foreign_facilitator, [topic_id], [topic_id])
    with pytest.raises(NotFound):
        await topics.named(context, foreign_facilitator, f"#{topic_id}")
    assert await titles(context, foreign_facilitator) == []
    assert isinstance(await topics.suggest(context, foreign_facilitator, "Gout", None), Suggested)


async def test_where_a_topic_was_raised_is_a_link_while_that_stands_here(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    asked = await questions.ask(context, alice, "How do you stop sleeping tablets?", "")
    discussion = asked.discussion
    origin = Origin(OriginKind.DISCUSSION, int(discussion.id))
    done = await topics.suggest(context, alice, "Sleep without pills", None, origin=origin)
    assert isinstance(done, Suggested)
    shown = await topics.support(context, alice, done.topic.id)
    assert shown.raised_at is None, "its post is on the way"
    async with context.database.write() as writer:
        post = await posts.find(writer, alice.community_id, seeing.QUESTION_POST, discussion.id)
        assert post is not None
        await posts.mark_shown(writer, post, 5, 6)
    assert (await topics.support(context, alice, done.topic.id)).raised_at == "https://discord.com/channels/1/5/6"
    async with context.database.write() as writer:
        await posts.hide(writer, alice.community_id, post.id, hidden=True)
    assert (await topics.support(context, alice, done.topic.id)).raised_at is None

    there = Actor(OTHER_COMMUNITY, MemberId(20), facilitator.role_ids)
    forged = await topics.suggest(context, there, "Sleep", None, origin=origin)
    assert isinstance(forged, Suggested)
    assert (await topics.support(context, there, forged.topic.id)).raised_at is None
