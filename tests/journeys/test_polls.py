"""Topics become a poll, the poll a result, the result a meeting's topic."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.poll_steps import SIX_TOPICS, choose, chosen_in, menu_of, private, suggest, vote
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


async def stored(world: World, table: str) -> int:
    async with world.bot.context.database.read() as reader:
        return int(str(await reader.value(f"SELECT count(*) FROM {table}")))


async def schedule(world: World, who: MemberActor, title: str, when: str, **more: str) -> None:
    """Schedule a meeting as a facilitator does."""
    shown = await who.slash(world.channel("meetings"), "meeting schedule", title=title, when=when, **more)
    await who.click(private(shown), label="Post it")


def poll_message(world: World) -> Any:
    """Return the newest message in #meetings that is about a poll."""
    return [message for message in world.messages("meetings") if "Poll" in message.content][-1]


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


async def test_near_duplicates_are_offered_before_saving_across_a_restart(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await suggest(world, [alice], ("Hypertension update",))
    why = "Two *this* week, @everyone"
    offered = private(await bob.slash(meetings, "topic suggest", title="Hypertension in pregnancy", why=why))
    assert "- **Hypertension update**: 1 supporter" in text_of(offered)
    assert labels(offered) == ["Support “Hypertension update”", "Add mine all the same"]
    assert await stored(world, "topic") == 1

    await world.restart()
    added = await bob.click(offered, label="Add mine all the same")
    assert "**Hypertension in pregnancy** is in the backlog" in reply_text(added)
    async with world.bot.context.database.read() as reader:
        assert [row[0] for row in await reader.all("SELECT why FROM topic ORDER BY id")] == [None, why]

    same = private(await bob.slash(meetings, "topic suggest", title="hypertension UPDATE!"))
    assert labels(same) == ["Support “Hypertension update”", "Support “Hypertension in pregnancy”"]
    taken = await bob.click(same, label="Support “Hypertension update”")
    assert "You support **Hypertension update**. It has 2 supporters." in reply_text(taken)
    back = await bob.click(same, label="Withdraw my support")
    assert "It has 1 supporter." in reply_text(back)


async def test_the_list_is_where_topics_are_supported_and_suggested(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    empty = private(await bob.slash(meetings, "topic list"))
    assert "The backlog is empty." in text_of(empty)
    form = await bob.click(empty, label="Suggest a topic")
    told = await bob.submit_modal(form, {"title": "Gout", "why": ""})
    assert "**Gout** is in the backlog" in reply_text(told)
    await suggest(world, [alice], ("Acne",))

    shown = private(await alice.slash(meetings, "topic list"))
    assert chosen_in(shown) == ["Acne"]
    await choose(alice, shown, "Gout")
    assert "1. **Gout**: 2 supporters, you among them\n2. **Acne**: no supporters yet" in text_of(shown)
    offered = await alice.autocomplete(meetings, "topic support", "topic", "go")
    assert [choice["name"] for choice in offered] == ["Gout"]


NASTY = "@everyone **bold** ||spoiler|| `code` <@1> <@&2> 🎉 # title"


async def test_what_members_typed_is_shown_but_does_nothing(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question=NASTY, options=f"{NASTY};👍;👎")
    message = poll_message(world)
    assert not message.mention_everyone
    assert message.mentions == []
    assert "@everyone" not in text_of(message)
    assert "**bold**" not in text_of(message)
    await vote(fiona, message, NASTY)
    await fiona.slash(meetings, "poll close", poll="#1")
    await world.advance(seconds=30)
    assert "@everyone" not in text_of(poll_message(world))


async def test_25_long_options_fit_every_screen(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    options = ";".join((f"{number:02}" + "*_`~|>" * 17)[:100] for number in range(25))
    opened = await fiona.slash(
        meetings, "poll open", question="?" * 200, options=options, method="approval", results="live"
    )
    assert "25 options are on the ballot." in reply_text(opened)
    ballot = private(await fiona.click(poll_message(world), label="Vote"))
    every = [option["label"] for option in menu_of(ballot)["options"]]
    await choose(fiona, ballot, *every)
    await fiona.click(ballot, label="Cast my vote")
    again = private(await fiona.click(ballot, label="Change my vote"))
    await choose(fiona, again, *every[1:])
    assert "Chosen, not cast yet:" in text_of(again)
    await choose(fiona, again, *every)
    assert "It counts for" in reply_text(await fiona.click(again, label="Cast my vote"))
    for command in ("poll results", "poll close"):
        assert "1 vote" in reply_text(await fiona.slash(meetings, command, poll="1"))
    assert "It is a tie between" in reply_text(await fiona.slash(meetings, "poll list"))
    await world.advance(seconds=30)
    assert "It is a tie between" in poll_message(world).content


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("topic suggest", {"title": " "}, "needs a title in words"),
        ("topic suggest", {"title": "🎉🎉"}, "needs a title in words"),
        ("topic suggest", {"title": "x" * 4000}, "at most 100 characters"),
        ("topic suggest", {"title": "Gout", "why": "x" * 4000}, "at most 300 characters"),
        ("topic suggest", {"title": "Gout", "why": "Ring 0412 345 678"}, "may identify a person: 0412 345 678"),
        ("topic support", {"topic": "Ebola"}, "no topics yet"),
        ("topic support", {"topic": "#1234567890123456789012345"}, "no topics yet"),
        ("topic poll", {}, "the backlog is empty"),
        ("topic poll", {"closes": "32 Dec"}, "32 Dec"),
        ("topic poll", {"closes": "yesterday 8pm"}, "yesterday 8pm"),
        ("topic poll", {"closes": "in 400 days"}, "at most 90 days"),
        ("topic poll", {"topics": ";;"}, "two topics or more"),
        ("topic poll", {"topics": "@everyone; **x**"}, "no topics yet"),
        ("poll open", {"question": "Q?", "options": "Monday"}, "two options or more"),
        ("poll open", {"question": "Q?", "options": "Monday; monday"}, "there twice"),
        ("poll open", {"question": "Q?", "options": "a;" + "x" * 3000}, "at most 100 characters"),
        ("poll open", {"question": " ", "options": "a;b"}, "needs a question"),
        ("poll open", {"question": "x" * 4000, "options": "a;b"}, "at most 200 characters"),
        ("poll open", {"question": "Q?", "options": "a;b", "closes": "x" * 4000}, "xxx"),
        ("poll close", {"poll": "777"}, "no polls here yet"),
        ("poll results", {"poll": "@everyone"}, "no polls here yet"),
    ],
)
async def test_bad_input_gets_one_private_sentence_and_stores_nothing(
    world: World, command: str, options: dict[str, str], told: str
) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    answer = await fiona.slash(world.channel("meetings"), command, **options)
    assert told in reply_text(answer)
    assert private(answer)
    assert len(reply_text(answer)) <= 2000
    assert world.messages("meetings") == []
    assert (await stored(world, "topic"), await stored(world, "poll")) == (0, 0)


async def test_strangers_are_told_how_to_join_and_members_who_may_open_polls(world: World) -> None:
    await world.set_up()
    alice, sam = await world.member("alice"), world.stranger("sam")
    general = world.channel("general")
    for command, options in (("topic suggest", {"title": "Gout"}), ("topic list", {}), ("poll list", {})):
        assert "`/join`" in reply_text(await sam.slash(general, command, **options))
    for command, options in (("topic poll", {}), ("poll open", {"question": "Q?", "options": "a;b"})):
        assert "Only facilitators" in reply_text(await alice.slash(general, command, **options))
    assert "no polls yet" in reply_text(await alice.slash(general, "poll list"))
    assert await sam.autocomplete(general, "topic support", "topic", "") == []


async def test_forged_buttons_and_polls_of_another_server_are_refused(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    await fiona.slash(world.channel("meetings"), "poll open", question="Which evening?", options="Monday; Friday")
    message = poll_message(world)
    here, there = world.guild.id, world.guild.id + 1
    async with world.bot.context.database.write() as writer:
        await writer.run("INSERT INTO community (id, zone, created_at) VALUES (:id, 'UTC', 0)", id=there)
        await writer.run(
            """
            INSERT INTO poll (id, community_id, question, method, results, opened_at, closes_at)
            VALUES (500, :id, 'Theirs', 'single', 'live', 0, 9999999999)
            """,
            id=there,
        )
    forged = [
        (f"cop1:vote:{here}:500", "not one of this community's"),
        (f"cop1:vote:{there}:500", "belongs to another server"),
        (f"cop1:cast:{there}:500", "belongs to another server"),
        (f"cop1:book:{here}:500", "Only facilitators"),
        (f"cop1:topic-support:{here}:500:yes", "not in this community's backlog"),
    ]
    stored_message = world.env.backend.get_message(message.channel.id, message.id)
    for forged_id, told in forged:
        stored_message.components[0]["components"][0]["custom_id"] = forged_id
        (answer,) = await world.tap_together([(alice, message, forged_id)])
        assert told in reply_text(answer)
    assert "know no poll by that name here" in reply_text(
        await fiona.slash(world.channel("meetings"), "poll close", poll="500")
    )
    assert (await stored(world, "ballot"), await stored(world, "topic_support")) == (0, 0)
