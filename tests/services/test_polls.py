from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import OptionId, PollId
from bot.domain.people import Actor
from bot.domain.polls import CLOSE_TIMER, POST, Poll, PollState, Results, Vote
from bot.domain.topics import TopicState
from bot.domain.voting import Method
from bot.services import poll_openings, polls, topics
from bot.services.context import ServiceContext
from bot.services.polls import Cast, Paper, PollView, TooLate
from data import posts, timers
from tests.fakes import FakeClock

TITLES = ("Gout", "Acne", "Menopause")


async def fill_backlog(context: ServiceContext, actor: Actor, titles: tuple[str, ...] = TITLES) -> None:
    for title in titles:
        await topics.suggest(context, actor, title, None, although_alike=True)


async def open_topics(
    context: ServiceContext,
    actor: Actor,
    *,
    closes: str | None = "in 3 days",
    method: Method = Method.SINGLE,
    results: Results = Results.AT_CLOSE,
    typed_topics: str | None = None,
) -> Poll:
    opened = await poll_openings.open_topic_poll(
        context, actor, closes=closes, method=method, results=results, typed_topics=typed_topics
    )
    return opened.poll


async def ask(context: ServiceContext, actor: Actor, options: str = "Monday; Thursday", **changes: str) -> Poll:
    opened = await poll_openings.open_question(
        context,
        actor,
        question=changes.get("question", "Which evening?"),
        options=options,
        closes=changes.get("closes"),
        method=Method.SINGLE,
        results=Results.LIVE,
    )
    return opened.poll


def option(poll: Poll, text: str) -> OptionId:
    return next(option.id for option in poll.options if option.text == text)


async def vote(context: ServiceContext, actor: Actor, poll: Poll, *texts: str) -> Cast | TooLate:
    return await polls.cast(context, actor, poll.id, [option(poll, text) for text in texts])


async def votes(context: ServiceContext, actor: Actor, poll: Poll) -> dict[str, int] | None:
    tally = (await polls.view(context, actor, poll.id)).shown.tally
    return None if tally is None else {line.option.text: line.votes for line in tally.counts if line.votes}


async def close_due(context: ServiceContext, poll: Poll) -> None:
    await polls.close_due(context, poll.community_id, poll.id, poll.closes_at)


async def revision(context: ServiceContext, poll: Poll) -> int:
    async with context.database.read() as reader:
        post = await posts.find(reader, poll.community_id, POST, poll.id)
    return post.revision if post else 0


class TestOpening:
    async def test_the_ballot_holds_the_backlog_best_supported_first(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        await fill_backlog(context, alice)
        await topics.support(context, facilitator, await topics.named(context, alice, "Menopause"))
        poll = await open_topics(context, facilitator)
        assert [line.text for line in poll.options] == ["Menopause", "Gout", "Acne"]
        assert all(line.topic_id is not None for line in poll.options)

    async def test_it_promises_a_message_and_a_closing_at_the_deadline(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, clock: FakeClock
    ) -> None:
        await fill_backlog(context, alice)
        poll = await open_topics(context, facilitator)
        assert await revision(context, poll) == 1
        assert poll.closes_at == clock.now() + timedelta(days=3)
        clock.set(poll.closes_at)
        async with context.database.write() as writer:
            due = await timers.claim_due(writer, clock.now())
        (timer,) = [one for one in due if one.kind == CLOSE_TIMER]
        assert (timer.kind, timer.subject_id, timer.due_at) == (CLOSE_TIMER, poll.id, poll.closes_at)

    async def test_without_a_deadline_it_stays_open_a_week(
        self, context: ServiceContext, facilitator: Actor, clock: FakeClock
    ) -> None:
        assert (await ask(context, facilitator)).closes_at == clock.now() + timedelta(days=7)

    async def test_more_than_25_topics_leave_out_the_least_supported_and_say_so(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
    ) -> None:
        names = ("ant", "bee", "cat", "dog", "elk", "fox", "gnu", "hen", "ibis", "jay", "kite", "lark", "mole", "newt")
        more = ("owl", "pig", "quail", "rook", "swan", "toad", "urial", "vole", "wasp", "xerus", "yak", "zebra", "eel")
        await fill_backlog(context, alice, names + more)
        await topics.support(context, bob, await topics.named(context, bob, "eel"))
        poll = await open_topics(context, facilitator)
        assert (len(poll.options), poll.left_out) == (25, 2)
        assert poll.options[0].text == "eel"

    async def test_topics_can_be_named(self, context: ServiceContext, facilitator: Actor, alice: Actor) -> None:
        await fill_backlog(context, alice)
        poll = await open_topics(context, facilitator, typed_topics="acne; #1;")
        assert [line.text for line in poll.options] == ["Acne", "Gout"]

    @pytest.mark.parametrize(
        ("typed", "error", "code"),
        [
            ("Gout", Invalid, "poll.too_few_topics"),
            ("Gout; gout", Invalid, "poll.too_few_topics"),
            ("Gout; Ebola", NotFound, "topic.unknown"),
        ],
    )
    async def test_named_topics_that_make_no_ballot_are_refused(
        self,
        context: ServiceContext,
        facilitator: Actor,
        alice: Actor,
        typed: str,
        error: type[Exception],
        code: str,
    ) -> None:
        await fill_backlog(context, alice)
        with pytest.raises(error, match=code):
            await open_topics(context, facilitator, typed_topics=typed)

    async def test_an_empty_backlog_and_a_single_topic_say_what_to_do(
        self, context: ServiceContext, facilitator: Actor
    ) -> None:
        with pytest.raises(Invalid, match=r"topic\.backlog_empty"):
            await open_topics(context, facilitator)
        await fill_backlog(context, facilitator, ("Gout",))
        with pytest.raises(Invalid, match=r"poll\.one_topic"):
            await open_topics(context, facilitator)

    async def test_a_topic_is_voted_on_in_one_poll_at_a_time(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        await fill_backlog(context, alice)
        await open_topics(context, facilitator)
        with pytest.raises(Conflict, match=r"poll\.topics_in_open_poll"):
            await open_topics(context, facilitator)
        with pytest.raises(Conflict, match=r"poll\.topic_in_open_poll"):
            await open_topics(context, facilitator, typed_topics="Gout; Acne")

    @pytest.mark.parametrize("options", ["", "Monday", "Monday; monday", ";".join("abcdefghijklmnopqrstuvwxyz")])
    async def test_wrong_options_are_refused(self, context: ServiceContext, facilitator: Actor, options: str) -> None:
        with pytest.raises(Invalid):
            await ask(context, facilitator, options)

    async def test_an_identifier_in_an_option_is_refused(self, context: ServiceContext, facilitator: Actor) -> None:
        with pytest.raises(Invalid, match=r"text\.identifier"):
            await ask(context, facilitator, "Ring 0412 345 678; Do not")
        assert await polls.recent(context, facilitator) == []

    async def test_only_facilitators_open_and_close(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        await fill_backlog(context, alice)
        with pytest.raises(NotAllowed):
            await open_topics(context, alice)
        with pytest.raises(NotAllowed):
            await ask(context, alice)
        poll = await ask(context, facilitator)
        with pytest.raises(NotAllowed):
            await polls.close(context, alice, poll.id)


class TestVoting:
    async def test_a_member_has_one_vote_and_may_change_it(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        poll = await ask(context, facilitator)
        first = await vote(context, alice, poll, "Monday")
        again = await vote(context, alice, poll, "Thursday")
        assert isinstance(first, Cast)
        assert isinstance(again, Cast)
        assert (first.replaced, again.replaced) == (False, True)
        assert await votes(context, alice, poll) == {"Thursday": 1}

    async def test_200_parallel_taps_leave_one_vote(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
    ) -> None:
        poll = await ask(context, facilitator)
        await vote(context, bob, poll, "Monday")
        await asyncio.gather(*(vote(context, alice, poll, ("Monday", "Thursday")[tap % 2]) for tap in range(200)))
        counted = await votes(context, alice, poll)
        assert counted is not None
        assert sum(counted.values()) == 2
        async with context.database.read() as reader:
            assert await reader.value("SELECT count(*) FROM ballot") == 2

    async def test_the_ballot_shows_what_one_voted_before(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
    ) -> None:
        poll = await ask(context, facilitator)
        await vote(context, alice, poll, "Monday")
        mine = await polls.paper(context, alice, poll.id)
        others = await polls.paper(context, bob, poll.id)
        assert isinstance(mine, Paper)
        assert isinstance(others, Paper)
        assert (mine.mine, others.mine) == (Vote({option(poll, "Monday"): 1}), None)

    async def test_options_of_another_poll_are_refused(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        poll, other = await ask(context, facilitator), await ask(context, facilitator, "Yes; No")
        with pytest.raises(Invalid, match=r"poll\.not_on_the_ballot"):
            await polls.cast(context, alice, poll.id, [other.options[0].id])

    async def test_a_vote_after_the_deadline_is_refused_though_nothing_has_closed_the_poll_yet(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor, clock: FakeClock
    ) -> None:
        poll = await ask(context, facilitator)
        await vote(context, alice, poll, "Monday")
        clock.set(poll.closes_at)
        late = await vote(context, alice, poll, "Thursday")
        never = await vote(context, bob, poll, "Thursday")
        assert isinstance(late, TooLate)
        assert isinstance(never, TooLate)
        assert (late.mine, never.mine) == (Vote({option(poll, "Monday"): 1}), None)
        assert isinstance(await polls.paper(context, bob, poll.id), TooLate)
        await close_due(context, poll)
        assert await votes(context, alice, poll) == {"Monday": 1}

    async def test_strangers_and_other_communities_have_no_vote(
        self, context: ServiceContext, facilitator: Actor, stranger: Actor, foreign_facilitator: Actor
    ) -> None:
        poll = await ask(context, facilitator)
        with pytest.raises(NotAllowed):
            await vote(context, stranger, poll, "Monday")
        for attempt in (
            vote(context, foreign_facilitator, poll, "Monday"),
            polls.paper(context, foreign_facilitator, poll.id),
            polls.view(context, foreign_facilitator, poll.id),
            polls.close(context, foreign_facilitator, poll.id),
        ):
            with pytest.raises(NotFound, match=r"poll\.gone"):
                await attempt
        assert await polls.recent(context, foreign_facilitator) == []


class TestDisclosure:
    async def test_until_an_at_close_poll_closes_not_even_a_facilitator_sees_totals(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        await fill_backlog(context, alice)
        poll = await open_topics(context, facilitator, results=Results.AT_CLOSE)
        await vote(context, alice, poll, "Gout")
        seen: list[PollView | None] = [
            await polls.view(context, facilitator, poll.id),
            await polls.public_view(context, poll.community_id, poll.id),
            (await polls.recent(context, facilitator))[0].view,
        ]
        assert [(view.shown.voters, view.shown.tally) for view in seen if view] == [(1, None)] * 3
        await polls.close(context, facilitator, poll.id)
        assert await votes(context, alice, poll) == {"Gout": 1}

    async def test_the_message_changes_only_when_what_it_shows_does(
        self, context: ServiceContext, facilitator: Actor, alice: Actor
    ) -> None:
        await fill_backlog(context, alice)
        hidden, live = await open_topics(context, facilitator), await ask(context, facilitator)
        for poll, first, second, revisions in (
            (hidden, "Gout", "Acne", [2, 2, 2]),
            (live, "Monday", "Thursday", [2, 2, 3]),
        ):
            seen = []
            for choice in (first, first, second):
                await vote(context, alice, poll, choice)
                seen.append(await revision(context, poll))
            assert seen == revisions


class TestClosing:
    async def test_it_happens_once_however_often_the_timer_fires(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, clock: FakeClock
    ) -> None:
        poll = await ask(context, facilitator)
        await vote(context, alice, poll, "Monday")
        clock.advance(days=30)
        await asyncio.gather(*(close_due(context, poll) for _ in range(5)))
        closed_at = (await polls.view(context, alice, poll.id)).poll.closed_at
        shown = await revision(context, poll)
        clock.advance(days=-60)
        await close_due(context, poll)
        view = await polls.view(context, alice, poll.id)
        assert (view.poll.state, view.poll.closed_at) == (PollState.CLOSED, closed_at)
        assert await revision(context, poll) == shown
        assert await votes(context, alice, poll) == {"Monday": 1}

    async def test_a_timer_that_fires_while_the_clock_jumped_back_closes_at_the_deadline(
        self, context: ServiceContext, facilitator: Actor, clock: FakeClock
    ) -> None:
        poll = await ask(context, facilitator)
        clock.advance(days=-1)
        await close_due(context, poll)
        assert (await polls.view(context, facilitator, poll.id)).poll.closed_at == poll.closes_at

    async def test_a_timer_from_before_an_extension_does_nothing(
        self, context: ServiceContext, facilitator: Actor
    ) -> None:
        poll = await ask(context, facilitator)
        await polls.close_due(context, poll.community_id, poll.id, poll.closes_at - timedelta(hours=1))
        assert (await polls.view(context, facilitator, poll.id)).poll.state is PollState.OPEN

    async def test_a_facilitator_may_close_early_and_then_the_timer_is_gone(
        self, context: ServiceContext, facilitator: Actor, clock: FakeClock
    ) -> None:
        poll = await ask(context, facilitator)
        clock.advance(hours=1)
        first, second = [await polls.close(context, facilitator, poll.id) for _ in range(2)]
        assert (first.just_now, second.just_now) == (True, False)
        assert second.view.poll.closed_at == clock.now()
        clock.set(poll.closes_at)
        async with context.database.write() as writer:
            assert await timers.claim_due(writer, clock.now()) == []

    async def test_the_winner_is_chosen_and_the_others_keep_their_support(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor
    ) -> None:
        await fill_backlog(context, alice)
        poll = await open_topics(context, facilitator)
        await vote(context, alice, poll, "Acne")
        await vote(context, bob, poll, "Acne")
        await vote(context, facilitator, poll, "Gout")
        await polls.close(context, facilitator, poll.id)
        found = await topics.backlog(context, alice)
        assert [topic.title for topic in found.chosen] == ["Acne"]
        assert [(topic.title, topic.supporters) for topic in found.waiting] == [("Gout", 1), ("Menopause", 1)]

    @pytest.mark.parametrize("voters", [0, 2])
    async def test_without_a_single_winner_every_topic_stays_in_the_backlog(
        self, context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor, voters: int
    ) -> None:
        await fill_backlog(context, alice)
        poll = await open_topics(context, facilitator)
        for actor, choice in ((alice, "Acne"), (bob, "Gout"))[:voters]:
            await vote(context, actor, poll, choice)
        done = await polls.close(context, facilitator, poll.id)
        assert done.view.shown.tally is not None
        assert done.view.shown.tally.is_tie == bool(voters)
        assert {topic.state for topic in await topics.known(context, alice)} == {TopicState.BACKLOG}


async def test_a_poll_that_never_was_is_refused(context: ServiceContext, facilitator: Actor) -> None:
    with pytest.raises(NotFound, match=r"poll\.gone"):
        await polls.view(context, facilitator, PollId(99))
    assert await polls.public_view(context, facilitator.community_id, PollId(99)) is None
    await polls.close_due(context, facilitator.community_id, PollId(99), context.clock.now())
