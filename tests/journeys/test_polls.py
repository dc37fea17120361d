"""Topics become a poll, the poll a result, the result a meeting's topic."""

from __future__ import annotations

from datetime import timedelta

from simcord import MemberActor

from tests.journeys.poll_steps import (
    SIX_TOPICS,
    choose,
    chosen_in,
    poll_message,
    private,
    stored,
    suggest,
    vote,
)
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


async def schedule(world: World, who: MemberActor, title: str, when: str, **more: str) -> None:
    """Schedule a meeting as a facilitator does."""
    shown = await who.slash(world.channel("meetings"), "meeting schedule", title=title, when=when, **more)
    await who.click(private(shown), label="Post it")


async def test_six_topics_become_a_poll_whose_winner_is_booked(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    alice = await world.member("alice", zone="Europe/London")
    bob = await world.member("bob", zone="Australia/Sydney")
    carol = await world.member("carol", zone="America/Toronto")
    meetings = world.channel("meetings")
    await suggest(world, [alice, bob, carol])
    await bob.slash(meetings, "topic support", topic="chest pain")

    opened = await fiona.slash(meetings, "topic poll", closes="in 3 days", method="single")
    assert "nobody sees totals, you included" in reply_text(opened)
    message = poll_message(world)
    assert labels(message) == ["Vote"]
    assert all(title in text_of(message) for title in SIX_TOPICS)
    assert "Nobody has voted yet." in text_of(message)

    told = await vote(alice, message, "Gout")
    assert "Your vote is in. It counts for **Gout**." in told
    await vote(bob, message, "Chest pain")
    await vote(carol, message, "Chest pain")
    await world.restart()

    # Alice changes her mind; the ballot shows what she voted before.
    ballot = private(await alice.click(message, label="Vote"))
    assert chosen_in(ballot) == ["Gout"]
    assert "Your vote now: **Gout**." in text_of(ballot)
    await choose(alice, ballot, "Deprescribing")
    changed = await alice.click(ballot, label="Cast my vote")
    assert "Your vote is changed. It counts for **Deprescribing** now." in reply_text(changed)

    # Fiona taps five times at once.
    ballot = private(await fiona.click(message, label="Vote"))
    await choose(fiona, ballot, "Chest pain")
    cast = custom_id(ballot, "Cast my vote")
    taps = await world.tap_together([(fiona, ballot.message, cast)] * 5)
    assert all(tap.acknowledged for tap in taps)
    assert await stored(world, "ballot") == 4

    await world.advance(seconds=30)
    message = poll_message(world)
    assert "4 members have voted. Totals are shown when the poll closes." in text_of(message)
    assert "votes" not in text_of(message)

    await world.restart()
    await world.advance(days=3)
    await world.advance(seconds=30)
    message = poll_message(world)
    assert message.content.startswith("**Poll closed: Which topic shall we take next?**")
    assert "**Chest pain** comes first: 3 of the 4 who voted chose it." in message.content
    assert "- **Chest pain**: 3 votes\n- Deprescribing: 1 vote\n- " in text_of(message)
    assert "4 members voted." in text_of(message)
    assert labels(message) == ["Book this topic"]
    (news,) = [found for found in world.messages("meetings") if "The poll" in found.content]
    assert "**Chest pain** comes first" in news.content

    no_meeting = await fiona.click(message, label="Book this topic")
    assert "`/meeting schedule`" in reply_text(no_meeting)
    not_yours = await alice.click(message, label="Book this topic")
    assert "Only facilitators" in reply_text(not_yours)

    await schedule(world, fiona, "Thursday group", "in 120 hours")
    await world.restart()
    booked = await fiona.click(poll_message(world), label="Book this topic")
    assert "**Chest pain** is on the agenda of **Thursday group**" in reply_text(booked)
    assert await stored(world, "agenda_item") == 1
    await world.advance(seconds=30)
    message = poll_message(world)
    assert "**Chest pain** is booked for the meeting **Thursday group**" in text_of(message)
    assert labels(message) == []

    listed = reply_text(await alice.slash(meetings, "topic list"))
    assert "**Booked for a meeting**\n- Chest pain" in listed
    assert "**Gout**: 1 supporter" in listed


async def test_a_restart_between_choosing_and_casting_loses_nothing(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    await suggest(world, [alice])
    await fiona.slash(world.channel("meetings"), "topic poll")
    ballot = private(await alice.click(poll_message(world), label="Vote"))
    await choose(alice, ballot, "Gout", "Menopause")
    assert "Chosen, not cast yet: **Gout** and **Menopause**." in text_of(ballot)
    assert chosen_in(ballot) == ["Gout", "Menopause"]
    await world.restart()
    told = reply_text(await alice.click(ballot, label="Cast my vote"))
    assert "It counts for **Gout** and **Menopause**." in told
    again = private(await alice.click(ballot, label="Change my vote"))
    assert again.id == ballot.id, "the ballot takes the place of the receipt"
    assert chosen_in(again) == ["Gout", "Menopause"]


async def test_the_ballot_says_what_is_hidden_and_what_is_kept(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    for results, told in (("at-close", "once the poll has closed"), ("live", "they change with your vote")):
        await fiona.slash(world.channel("meetings"), "poll open", question="When?", options="a;b", results=results)
        ballot = private(await fiona.click(poll_message(world), label="Vote"))
        assert told in text_of(ballot)
        assert "I keep your choice under your name" in text_of(ballot)
        assert "anonym" not in text_of(ballot).lower()


async def test_live_totals_follow_the_votes_and_a_poll_can_be_closed_early(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await fiona.slash(
        meetings, "poll open", question="Which evening?", options="Monday; Thursday", results="live", method="approval"
    )
    message = poll_message(world)
    await vote(alice, message, "Monday", "Thursday")
    await vote(bob, message, "Thursday")
    await world.advance(seconds=30)
    assert "- **Thursday**: 2 votes\n- Monday: 1 vote" in text_of(poll_message(world))
    seen = reply_text(await bob.slash(meetings, "poll results", poll="evening"))
    assert "Thursday**: 2 votes" in seen

    ((choice, *_),) = [await fiona.autocomplete(meetings, "poll close", "poll", "")]
    assert choice["name"] == "#1 (open) Which evening?"
    closed = reply_text(await fiona.slash(meetings, "poll close", poll=choice["value"]))
    assert "**Thursday** comes first: 2 of the 2 who voted chose it." in closed
    again = reply_text(await fiona.slash(meetings, "poll close", poll="1"))
    assert "had closed already" in again
    await world.advance(seconds=30)
    message = poll_message(world)
    assert "Poll closed" in message.content
    assert labels(message) == [], "there is nothing to book: it was not about topics"


async def test_an_old_ballot_is_told_that_the_poll_is_over(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question="Which evening?", options="Monday; Thursday", closes="in 1 hour")
    message = poll_message(world)
    await vote(alice, message, "Monday")
    hers, his = [private(await who.click(message, label="Vote")) for who in (alice, bob)]
    await choose(alice, hers, "Thursday")
    await world.advance(hours=1, seconds=30)

    late = reply_text(await alice.click(hers, label="Cast my vote"))
    assert "takes no more votes" in late
    assert "Your vote for **Monday** counts." in late
    assert "**Monday** comes first" in late
    assert "nothing of yours is counted" in reply_text(await choose(bob, his, "Monday"))
    assert labels(hers) == labels(his) == []
    stale = await world.tap_together([(bob, message, custom_id(message, "Vote"))])
    assert "out of date" in reply_text(stale[0])


async def test_a_tie_is_called_a_tie_and_the_facilitator_chooses_what_to_book(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    await suggest(world, [alice], ("Gout", "Acne"))
    await fiona.slash(world.channel("meetings"), "topic poll", closes="in 1 day")
    await vote(alice, poll_message(world), "Gout")
    await vote(bob, poll_message(world), "Acne")
    await world.advance(days=1, seconds=30)
    message = poll_message(world)
    assert "It is a tie between **Gout** and **Acne**: 1 of the 2 who voted chose each." in message.content

    await schedule(world, fiona, "Journal club", "in 48 hours")
    await schedule(world, fiona, "Case evening", "in 216 hours")
    asked = private(await fiona.click(message, label="Book this topic"))
    assert "It is a tie, so the choice is yours" in text_of(asked)
    await world.restart()
    which = await choose(fiona, asked, "Acne")
    assert "Which meeting is **Acne** for?" in reply_text(which)
    assert reply_text(which).count("<t:") == 4
    booked = await choose(fiona, asked, "2. Case evening")
    assert "**Acne** is on the agenda of **Case evening**" in reply_text(booked)
    await world.advance(seconds=30)
    assert labels(poll_message(world)) == ["Book this topic"], "the other winner can still be booked"


async def test_the_polls_message_follows_what_becomes_of_the_meeting(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    await suggest(world, [fiona], ("Gout", "Acne"))
    await fiona.slash(meetings, "topic poll")
    await vote(fiona, poll_message(world), "Gout")
    await fiona.slash(meetings, "poll close", poll="1")
    await world.advance(seconds=30)
    assert labels(poll_message(world)) == ["Book this topic"]

    await schedule(world, fiona, "Journal club", "in 48 hours", topic="#1")
    await world.advance(seconds=30)
    assert "**Gout** is booked for the meeting **Journal club**" in text_of(poll_message(world))
    assert labels(poll_message(world)) == []

    asked = private(await fiona.slash(meetings, "meeting cancel", meeting="Journal club"))
    await fiona.click(asked, label="Cancel the meeting")
    await world.advance(seconds=30)
    assert labels(poll_message(world)) == ["Book this topic"]
    assert "is booked" not in text_of(poll_message(world))


async def test_a_poll_without_votes_says_so_and_leaves_the_topics(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    await suggest(world, [fiona], ("Gout", "Acne"))
    await fiona.slash(world.channel("meetings"), "topic poll", closes="in 1 day")
    await world.advance(days=1, seconds=30)
    message = poll_message(world)
    assert "Nobody voted, so nothing was decided. The topics stay in the backlog." in message.content
    assert labels(message) == []
    await fiona.slash(world.channel("meetings"), "topic poll")
    assert "Gout" in text_of(poll_message(world))


async def test_a_deleted_poll_message_comes_back_with_its_votes_and_closes_once(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    await fiona.slash(
        world.channel("meetings"), "poll open", question="Which evening?", options="Monday; Friday", closes="in 2 days"
    )
    message = poll_message(world)
    await vote(alice, message, "Friday")
    world.env.backend.delete_message(message.channel.id, message.id)
    await world.advance(seconds=75)
    (again,) = world.messages("meetings")
    assert "1 member has voted." in text_of(again)

    world.env.backend.delete_message(again.channel.id, again.id)
    await world.advance(days=2, seconds=75)
    closed, news = sorted(world.messages("meetings"), key=lambda found: not found.embeds)
    assert "**Friday** comes first: the one member who voted chose it." in closed.content
    assert "**Friday** comes first" in news.content
    assert closed.jump_url in news.content
    world.env.backend.delete_message(news.channel.id, news.id)
    await world.advance(minutes=5)
    assert len(world.messages("meetings")) == 1, "news is told once"


async def test_the_clock_may_jump_by_days_and_the_poll_closes_once(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    await fiona.slash(
        world.channel("meetings"), "poll open", question="Which evening?", options="Monday; Friday", closes="in 1 hour"
    )
    await vote(alice, poll_message(world), "Friday")
    for jump in (timedelta(days=-1), timedelta(days=1), timedelta(days=3), timedelta(days=-2)):
        world.env.backend.clock._epoch += jump
        await world.advance(seconds=75)
        await world.restart()
    await world.advance(seconds=75)
    message, news = world.messages("meetings")
    assert "**Friday** comes first" in message.content
    assert "**Friday** comes first" in news.content
    async with world.bot.context.database.read() as reader:
        states = [row[0] for row in await reader.all("SELECT state FROM timer WHERE kind = 'poll.close'")]
    assert states == ["done"]
