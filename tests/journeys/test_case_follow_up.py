from __future__ import annotations

from tests.journeys.case_steps import AFFIRM, CLEAN_STORY, anonymous, card, count, hand_in, screen, write
from tests.journeys.talk_steps import REST, open_advice, post, refreshed, released, take
from tests.journeys.world import World, labels, reply_text, text_of

OUTCOME = {"outcome": "Slowly better without any test; she is glad we waited."}


async def test_the_author_is_asked_on_the_chosen_day_once_and_once_more(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice", zone="Australia/Perth"), await world.facilitator()
    private = await write(world, alice)
    form = await alice.click(private, label="Submit")
    done = await alice.submit_modal(form, AFFIRM | {"follow-up": "in 2 weeks"})
    assert "I will ask you what happened <t:1773622800:F>" in reply_text(done), "16 March, 09:00 in Perth"
    await fiona.click(card(world), label="Release")
    assert "Follow-up: the author is asked <t:1773633600:R>" in text_of(await refreshed(world))
    assert len(world.dms(alice)) == 1, "the case was released"
    told = 1
    await world.advance(days=13)
    assert len(world.dms(alice)) == told
    await world.restart()
    await world.advance(days=2)
    asked = world.dms(alice)[-1]
    assert "What happened?" in text_of(asked)
    assert "Tired after a virus" in text_of(asked)
    assert len(world.dms(alice)) == told + 1
    await world.advance(days=5)
    assert len(world.dms(alice)) == told + 1
    await world.restart()
    await world.advance(days=2)
    assert len(world.dms(alice)) == told + 2
    assert "once more and then not again" in text_of(world.dms(alice)[-1])
    await world.advance(days=10)
    assert len(world.dms(alice)) == told + 2, "never a third time"

    form = await alice.user.click(world.dms(alice)[-1], label="Tell what happened")
    await world.restart()
    thanks = await alice.user.submit_modal(form, OUTCOME)
    assert "Your colleagues read it" in reply_text(thanks)
    shown = text_of(await refreshed(world))
    assert OUTCOME["outcome"] in shown
    assert "What happened" in shown
    assert "is asked" not in shown


async def test_a_follow_up_can_be_declined_and_chosen_again(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    general = world.channel("general")
    refused = await bob.slash(general, "case followup", case="case 1", when="in 4 weeks")
    assert "Only the author" in reply_text(refused)
    private = await alice.slash(general, "case followup", case="1", when="in 2 weeks")
    assert "I will ask you what happened" in reply_text(private)
    assert screen(private)
    await alice.click(screen(private), label="No follow-up")
    assert "I will not ask you" in text_of(screen(private))
    told = len(world.dms(alice))
    await world.advance(days=15)
    assert len(world.dms(alice)) == told

    await alice.click(screen(private), label="Ask in 2 weeks")
    await alice.click(screen(private), label="No follow-up")
    await alice.click(screen(private), label="Ask in 2 weeks")
    await world.restart()
    await world.advance(days=15)
    assert len(world.dms(alice)) == told + 1
    later = await alice.user.click(world.dms(alice)[-1], label="Ask in 4 weeks")
    assert "I will ask you what happened" in reply_text(later)
    await world.advance(days=8)
    assert len(world.dms(alice)) == told + 1, "put off is not nudged"
    never = await alice.user.click(world.dms(alice)[-1], label="No follow-up")
    assert "I will not ask you" in reply_text(never)


async def test_an_anonymous_author_is_asked_and_leaves_no_trace(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await released(world, alice, fiona, anonymous())
    general = world.channel("general")
    await alice.slash(general, "case followup", case="1", when="in 2 weeks")
    more = await alice.click(await refreshed(world), label="More")
    learn = await alice.click(screen(more), label="Add a learning point")
    assert "is on the post" in reply_text(await alice.submit_modal(learn, {"learning": "Waiting is an act."}))
    await world.advance(days=15)
    form = await alice.user.click(world.dms(alice)[-1], label="Tell what happened")
    await alice.user.submit_modal(form, OUTCOME)
    shown = text_of(await refreshed(world))
    assert OUTCOME["outcome"] in shown
    assert "Waiting is an act." in shown
    assert str(alice.id) not in shown
    async with world.bot.context.database.read() as reader:
        tables = await reader.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for (table,) in [tuple(row) for row in tables if row["name"] != "member"]:
            for row in await reader.all(f'SELECT * FROM "{table}"'):
                assert str(alice.id) not in str(tuple(row)), table


async def test_an_outcome_goes_through_the_identifier_check(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await released(world, alice, fiona)
    private = screen(await alice.slash(world.channel("general"), "case followup", case="1"))

    async def tell(**typed: str) -> str:
        form = await alice.click(private, label="Tell what happened")
        return reply_text(await alice.submit_modal(form, typed))

    assert "0412 345 678" in await tell(outcome="Better. Ring 0412 345 678.")
    questioned = await tell(outcome="Better since 14 March.")
    assert "14 March" in questioned
    assert "why it stays" in questioned
    assert "may identify" in await tell(outcome="Better since 14 March.", reason="Ask 0412 345 678")
    assert await count(world, "discussion_note") == 0
    for _ in range(2):
        assert "Thank you" in await tell(outcome="Better since 14 March.", reason="The day of a public fair.")
    assert await count(world, "discussion_note") == 1
    assert "Better since 14 March." in text_of(await refreshed(world))


async def test_learning_points_and_a_meeting_are_added_by_author_or_facilitator_once(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    more = screen(await bob.click(post(world), label="More"))
    form = await bob.click(more, label="Add a learning point")
    assert "Only the author or a facilitator" in reply_text(await bob.submit_modal(form, {"learning": "x"}))
    assert "Only the author" in reply_text(await bob.click(more, label="Follow-up"))
    assert "No meeting is coming up" in reply_text(await bob.click(more, label="Take it to a meeting"))


async def test_a_case_is_put_on_a_meetings_agenda_once(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await released(world, alice, fiona)
    value = "2026-03-09T19:30+08:00[Australia/Perth]"
    await fiona.slash(world.channel("general"), "meeting schedule", title="Journal club", when=value)
    await world.env.settle()
    for expected in ("is on the agenda", "was on the agenda"):
        more = screen(await alice.click(await refreshed(world), label="More"))
        await alice.click(more, label="Take it to a meeting")
        answer = await alice.select(more, values=["1"])
        assert expected in reply_text(answer)
        await world.restart()
    assert "On the agenda of **Journal club**" in text_of(await refreshed(world))
    assert "Tired after a virus" in text_of(world.messages("meetings")[-1])
    assert await count(world, "agenda_item") == 1


async def test_erasing_a_case_takes_its_outcomes_and_its_place_on_agendas(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    await open_advice(world, alice)
    await take(world, bob, REST)
    value = "2026-03-09T19:30+08:00[Australia/Perth]"
    await fiona.slash(world.channel("general"), "meeting schedule", title="Journal club", when=value)
    private = await alice.slash(world.channel("general"), "case followup", case="1", when="in 2 weeks")
    form = await alice.click(screen(private), label="Tell what happened")
    await alice.submit_modal(form, OUTCOME)
    more = screen(await alice.click(await refreshed(world), label="More"))
    await alice.click(more, label="Take it to a meeting")
    await alice.select(more, values=["1"])
    await bob.context_menu(world.forum_posts()[0], "Flag possible identifier", await refreshed(world))
    await world.env.settle()
    alert = next(message for message in reversed(world.messages("facilitators")) if "Erase" in labels(message))
    await fiona.click(alert, label="Erase")
    await world.advance(seconds=25)
    for table in ("discussion", "discussion_note", "discussion_meeting", "case_follow_up", "agenda_item"):
        assert await count(world, table) == 0, table
    assert "Tired after a virus" not in text_of(world.messages("meetings")[-1])
    await world.advance(days=15)
    assert not [told for told in world.dms(alice) if "What happened?" in text_of(told)]


async def test_what_others_read_of_a_follow_up_is_the_same_wherever_its_author_lives(world: World) -> None:
    await world.set_up()
    fiona, found = await world.facilitator(), list[str]()
    for name, zone in (("alice", "Australia/Perth"), ("zoe", "Australia/Adelaide")):
        author = await world.member(name, zone=zone)
        await hand_in(world, author, CLEAN_STORY | {"title": name}, anonymous(), AFFIRM | {"follow-up": "16 March"})
        await fiona.click(card(world), label="Release")
        shown = text_of(await refreshed(world))
        found += [line for line in shown.splitlines() if "the author is asked" in line]
    assert len(found) == 2
    assert len(set(found)) == 1, "the hour would tell in which zone whoever wrote it is"
