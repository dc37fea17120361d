"""Topics and polls withstand what people type, forge and are not allowed."""

from __future__ import annotations

import pytest

from tests.journeys.poll_steps import choose, menu_of, poll_message, private, stored, vote
from tests.journeys.world import World, reply_text, text_of

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
