"""D6, D8: a quorum, one extension, an early close, and reminders to those who have not voted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from simcord import MemberActor

from tests.journeys.poll_steps import poll_message, stored, vote
from tests.journeys.world import World, labels, reply_text, text_of


async def opened(world: World, fiona: MemberActor, **more: Any) -> Any:
    options = {"question": "Which evening?", "options": "Monday; Friday", "closes": "in 2 days", **more}
    told = await fiona.slash(world.channel("meetings"), "poll open", **options)
    assert "is open in" in reply_text(told), reply_text(told)
    return poll_message(world)


async def members(world: World, *names: str, zone: str | None = None) -> list[MemberActor]:
    return [await world.member(name, zone) for name in names]


def reminders(world: World, who: MemberActor) -> list[str]:
    return [found.content for found in world.dms(who) if "your vote is not in yet" in found.content]


async def test_too_few_votes_give_more_time_once_and_then_it_lapses(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob, *_) = await world.facilitator(), await members(world, "alice", "bob", "carol", "dan")
    message = await opened(world, fiona, quorum=60)
    assert "It needs 60 % to vote: 3 of the 5 members who can." in text_of(message)
    await vote(alice, message, "Monday")
    await world.restart()
    await world.advance(days=2, seconds=30)
    message = poll_message(world)
    assert "Too few had voted by its first deadline, so it has more time, once." in text_of(message)
    assert labels(message) == ["Vote"]
    assert "Your vote is in" in await vote(bob, message, "Monday")
    await world.advance(days=2, seconds=30)
    message = poll_message(world)
    assert "Too few voted for its quorum, so the poll has lapsed and nothing was decided." in message.content
    assert "Its quorum was 60 %: 3 of the 5 who could vote." in text_of(message)
    assert "Monday: 2 votes" in text_of(message).replace("*", ""), "what was voted is stated all the same"


async def test_a_met_quorum_decides_and_a_lapsed_topic_stays_in_the_backlog(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob, carol) = await world.facilitator(), await members(world, "alice", "bob", "carol")
    for title in ("Gout", "Acne"):
        await alice.slash(world.channel("meetings"), "topic suggest", title=title)
    await fiona.slash(world.channel("meetings"), "topic poll", closes="in 2 days", quorum=75, method="single")
    await vote(alice, poll_message(world), "Gout")
    closed = reply_text(await fiona.slash(world.channel("meetings"), "poll close", poll="1"))
    assert "has lapsed and nothing was decided. The topics stay in the backlog." in closed
    await world.advance(seconds=30)
    assert labels(poll_message(world)) == []

    await fiona.slash(world.channel("meetings"), "topic poll", closes="in 2 days", quorum=75, method="single")
    for who in (alice, bob, carol):
        await vote(who, poll_message(world), "Gout")
    await world.advance(days=2, seconds=30)
    assert "**Gout** comes first" in poll_message(world).content


async def test_who_is_away_counts_in_no_quorum_and_is_not_waited_for(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await members(world, "alice", "bob")
    told = await bob.slash(world.channel("general"), "my away", **{"from": "today", "until": "1 Apr 2026"})
    assert "away" in reply_text(told).lower(), reply_text(told)
    message = await opened(world, fiona, quorum=100)
    assert "It needs 100 % to vote: 2 of the 2 members who can." in text_of(message)
    await vote(alice, message, "Monday")
    await vote(fiona, message, "Monday")
    await world.advance(minutes=11)
    assert "**Monday** comes first" in poll_message(world).content


async def test_a_poll_closes_soon_after_everybody_has_voted(world: World) -> None:
    await world.set_up()
    fiona, (alice,) = await world.facilitator(), await members(world, "alice")
    message = await opened(world, fiona)
    await vote(alice, message, "Monday")
    await vote(fiona, message, "Monday")
    assert "Your vote is changed" in await vote(fiona, message, "Friday"), "the last one can still change their mind"
    await world.restart()
    await world.advance(minutes=11)
    assert "It is a tie" in poll_message(world).content
    await world.advance(days=3)
    assert len([one for one in world.messages("meetings") if "has closed" in one.content]) == 1


async def test_whoever_joins_in_time_keeps_it_open(world: World) -> None:
    await world.set_up()
    fiona, (alice,) = await world.facilitator(), await members(world, "alice")
    message = await opened(world, fiona, anonymous=True)
    await vote(alice, message, "Monday")
    await vote(fiona, message, "Monday")
    (carol,) = await members(world, "carol")
    await world.advance(minutes=11)
    assert "Your vote is in" in await vote(carol, poll_message(world), "Friday")
    await world.advance(minutes=11)
    assert "**Monday** comes first" in poll_message(world).content


async def test_a_voter_is_never_reminded_and_the_others_once(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await members(world, "alice", "bob")
    (carol,) = await members(world, "carol", zone="America/Toronto")
    message = await opened(world, fiona)
    await vote(alice, message, "Monday")
    # A day before the close it is 09:00 in Perth, 20:00 the day before in Toronto.
    await world.advance(days=1, seconds=30)
    await world.restart()
    await world.advance(minutes=5)
    assert [len(reminders(world, who)) for who in (alice, bob, carol, fiona)] == [0, 1, 1, 1]
    asked = world.dms(bob)[-1]
    assert labels(asked) == ["Vote"]
    assert "Your vote is in" in await vote(bob.user, asked, "Friday")
    await world.advance(days=1, seconds=30)
    assert [len(reminders(world, who)) for who in (alice, bob, carol, fiona)] == [0, 1, 1, 1]


async def test_a_reminder_waits_for_the_morning_and_not_for_ever(world: World) -> None:
    await world.set_up()
    fiona, (dora,) = await world.facilitator(), await members(world, "dora", zone="Europe/London")
    await opened(world, fiona)  # a day before the close it is 01:00 in London
    await world.advance(days=1, minutes=5)
    assert reminders(world, dora) == []
    await world.advance(hours=6)
    assert len(reminders(world, dora)) == 1


async def test_somebody_who_votes_while_their_reminder_waits_gets_none(world: World) -> None:
    await world.set_up()
    fiona, (dora,) = await world.facilitator(), await members(world, "dora", zone="Europe/London")
    message = await opened(world, fiona)
    await world.advance(days=1, minutes=5)
    await vote(dora, message, "Monday")
    await world.advance(hours=8)
    assert reminders(world, dora) == []


async def test_an_anonymous_poll_reminds_all_at_once(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await members(world, "alice", "bob")
    message = await opened(world, fiona, anonymous=True)
    await vote(alice, message, "Monday")
    await world.advance(days=1, seconds=30)
    assert all(reminders(world, who) == [] for who in (alice, bob, fiona))
    told = [one for one in world.messages("meetings") if "I do not keep track of who has voted" in one.content]
    assert len(told) == 1
    assert labels(told[0]) == ["Vote"]
    async with world.bot.context.database.read() as reader:
        assert await reader.value("SELECT count(*) FROM timer WHERE kind = 'poll.reminder'") == 0


async def test_the_clock_moved_around_the_deadline_neither_doubles_nor_loses_anything(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await members(world, "alice", "bob")
    message = await opened(world, fiona, quorum=60)
    await vote(alice, message, "Monday")
    await vote(bob, message, "Monday")
    for jump in (timedelta(days=1), timedelta(days=-2), timedelta(days=3), timedelta(days=-3), timedelta(days=5)):
        world.env.backend.clock._epoch += jump
        await world.advance(seconds=75)
        await world.restart()
    await world.advance(seconds=75)
    assert "**Monday** comes first" in poll_message(world).content
    assert len([one for one in world.messages("meetings") if "has closed" in one.content]) == 1
    assert len(reminders(world, fiona)) <= 1
    assert await stored(world, "ballot") == 2
