from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.case_steps import anonymous, button, count, screen
from tests.journeys.talk_steps import REST, TEST, open_advice, post, refreshed, released, take
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

HOW = {"question": "How do you stop long-term sleeping tablets?", "setting": "Older people at home"}


async def test_differing_positions_stand_apart_in_their_holders_own_words(world: World) -> None:
    await world.set_up()
    alice, bob, carol = [await world.member(name) for name in ("alice", "bob", "carol")]
    fiona = await world.facilitator()
    await released(world, alice, fiona)
    assert "clarifying questions" in text_of(post(world))
    assert labels(post(world)) == ["How would you approach it?", "Open advice", "More"]

    await open_advice(world, alice)
    await world.restart()
    assert "Your position stands" in reply_text(await take(world, bob, REST))
    await take(world, carol, TEST)
    shown = text_of(await refreshed(world))
    assert "Positions, not a verdict" in shown
    assert shown.index(f"<@{bob.id}>") < shown.index(REST["approach"]) < shown.index(f"<@{carol.id}>")
    for said in (*REST.values(), *TEST.values()):
        assert said in shown
    assert "nothing named" in shown
    assert "The treating doctor decides." in shown
    assert "%" not in shown
    assert labels(post(world)) == ["How would you approach it?", "All positions", "End the discussion", "More"]

    read = screen(await alice.slash(world.channel("general"), "case summary", case="case 1"))
    for said in (REST["approach"], REST["fits"], TEST["approach"], "Tired after a virus", "treating doctor decides"):
        assert said in text_of(read)
    assert TEST["approach"] in reply_text(await alice.click(post(world), label="All positions"))


async def test_a_position_is_one_for_each_member_and_can_be_changed_and_taken_back(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    await open_advice(world, fiona)
    await take(world, alice, TEST)
    await take(world, bob, REST)
    again = await bob.click(post(world), label="How would you approach it?")
    assert REST["approach"] in str(again.modal)
    assert TEST["approach"] not in str(again.modal)
    changed = await bob.submit_modal(again, REST | {"approach": "Wait two weeks."})
    assert "was changed" in reply_text(changed)
    shown = text_of(await refreshed(world))
    assert "Wait two weeks." in shown
    assert REST["approach"] not in shown
    assert await count(world, "case_position") == 2
    await bob.click(screen(changed), label="Take it back")
    shown = text_of(await refreshed(world))
    assert "Wait two weeks." not in shown
    assert TEST["approach"] in shown


async def test_clarifying_comes_first_and_advice_is_opened_by_the_author_or_a_facilitator(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    early = await bob.click(post(world), label="How would you approach it?")
    assert early.modal is None
    assert "still at clarifying questions" in reply_text(early)
    assert "Only the author or a facilitator" in reply_text(await open_advice(world, bob))
    first, second = [await open_advice(world, one) for one in (fiona, alice)]
    assert "is open now" in reply_text(first)
    assert "open already" in reply_text(second)
    assert "Now: advice" in text_of(await refreshed(world))


async def test_agreeing_to_disagree_ends_it_and_keeps_the_minority_in_its_own_words(world: World) -> None:
    await world.set_up()
    alice, bob, carol = [await world.member(name) for name in ("alice", "bob", "carol")]
    fiona = await world.facilitator()
    await released(world, alice, fiona)
    await open_advice(world, alice)
    await take(world, bob, REST)
    await take(world, carol, TEST)
    typing = await bob.click(post(world), label="How would you approach it?")
    await refreshed(world)
    assert "Only the author" in reply_text(await bob.click(post(world), label="End the discussion"))
    form = await alice.click(post(world), label="End the discussion")
    await world.restart()
    closing = {"ending": "agree-to-disagree", "closing": "Both ways are safe here."}
    await alice.submit_modal(form, closing)
    ended = await refreshed(world)
    shown = text_of(ended)
    for said in ("we agree to disagree", closing["closing"], REST["approach"], TEST["approach"]):
        assert said in shown
    late = await bob.submit_modal(typing, REST | {"approach": "Typed for long."})
    assert "has ended" in reply_text(late)
    assert "Typed for long." in reply_text(late), "what was typed is given back"
    assert labels(ended) == ["How would you approach it?", "All positions", "Reopen", "More"]

    await fiona.click(ended, label="Reopen")
    assert "Now: advice" in text_of(await refreshed(world))
    form = await fiona.click(post(world), label="End the discussion")
    other = await alice.click(post(world), label="End the discussion")
    await fiona.submit_modal(form, {"ending": "treating-doctor"})
    assert "ended already" in reply_text(await alice.submit_modal(other, closing))
    assert "the treating doctor decides" in text_of(await refreshed(world))


async def test_an_anonymous_author_leads_the_discussion_and_leaves_no_trace(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona, anonymous())
    assert "is open now" in reply_text(await open_advice(world, alice))
    await take(world, bob, REST)
    await refreshed(world)
    form = await alice.click(post(world), label="End the discussion")
    await alice.submit_modal(form, {"ending": "treating-doctor"})
    shown = await refreshed(world)
    assert "the treating doctor decides" in text_of(shown)
    assert str(alice.id) not in text_of(shown)
    async with world.bot.context.database.read() as reader:
        tables = await reader.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for (table,) in [tuple(row) for row in tables if row["name"] != "member"]:
            for row in await reader.all(f'SELECT * FROM "{table}"'):
                assert str(alice.id) not in str(tuple(row)), table


async def test_a_question_without_a_patient_is_posted_at_once_and_gathers_positions(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    form = await alice.slash(world.channel("general"), "case ask")
    assert "Without any patient" in str(form.modal)
    await world.restart()
    asked = await alice.submit_modal(form, HOW)
    assert "Your question is on its way" in reply_text(asked)
    assert screen(asked)
    again = await alice.slash(world.channel("general"), "case ask")
    assert "Your question stands" in reply_text(await alice.submit_modal(again, HOW)), "asked once"
    [thread] = world.forum_posts()
    assert thread.name == f"{HOW['question']} · question 1"
    for said in (*HOW.values(), f"Asked by <@{alice.id}>", "not a clinical system"):
        assert said in text_of(post(world))
    assert world.messages("facilitators") == []

    await take(world, bob, REST)
    shown = text_of(await refreshed(world))
    assert REST["approach"] in shown
    assert "Each of us decides" in shown
    read = await bob.slash(world.channel("general"), "case summary", case="question 1")
    assert REST["approach"] in reply_text(read)


@pytest.mark.parametrize("field", ["approach", "fits", "evidence"])
async def test_an_identifier_in_a_position_is_refused_and_the_text_given_back(world: World, field: str) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    await open_advice(world, alice)
    refused = await take(world, bob, REST | {field: "Ring 0412 345 678 first."})
    assert "0412 345 678" in reply_text(refused)
    assert await count(world, "case_position") == 0
    await refreshed(world)
    form = await fiona.click(post(world), label="End the discussion")
    ended = await fiona.submit_modal(form, {"ending": "treating-doctor", "closing": "Ring 0412 345 678"})
    assert "may identify" in reply_text(ended)
    form = await bob.slash(world.channel("general"), "case ask")
    asked = await bob.submit_modal(form, {"question": "Who is on 0412 345 678?"})
    assert "may identify" in reply_text(asked)
    assert await count(world, "discussion") == 1


async def test_taps_at_the_same_instant_leave_one_position_and_one_round(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    tap = f"cop1:talk-open:{world.guild.id}:1"
    answers = await world.tap_together([(one, post(world), tap) for one in (alice, fiona, alice)])
    assert sum("is open now" in reply_text(answer) for answer in answers) == 1
    await refreshed(world)
    forms = [await bob.click(post(world), label="How would you approach it?") for _ in range(2)]
    for form in forms:
        await bob.submit_modal(form, REST)
    assert await count(world, "case_position") == 1


async def test_forged_ids_and_another_servers_buttons_are_refused(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await released(world, alice, fiona)
    stranger = world.stranger("stan")
    here, elsewhere = world.guild.id, world.guild.id + 1
    verbs = ("talk-approach:{}:9", "talk-open:{}:9", "talk-end:{}:9", "talk-read:{}:9:0", "talk-withdraw:{}:9")
    for verb in verbs:
        for server in (here, elsewhere):
            [answer] = await world.tap_together([(fiona, post(world), f"cop1:{verb.format(server)}")])
            assert answer.modal is None
            assert screen(answer)
    for label in labels(post(world)):
        [answer] = await world.tap_together([(stranger, post(world), custom_id(post(world), label))])
        assert "`/join`" in reply_text(answer)
    assert "clarifying" in text_of(await refreshed(world))


async def test_a_deleted_post_comes_back_with_its_positions(world: World) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    await released(world, alice, fiona)
    await open_advice(world, alice)
    await take(world, bob, REST)
    await refreshed(world)
    world.env.backend.delete_channel(world.forum_posts()[0].id)
    await world.env.settle()
    await world.restart()
    read = await bob.slash(world.channel("general"), "case summary", case="Tired after")
    assert REST["approach"] in reply_text(read)
    form = await bob.slash(world.channel("general"), "case ask")
    await bob.submit_modal(form, HOW)
    changed = await bob.click(screen(read), label="How would you approach it?")
    await bob.submit_modal(changed, TEST)
    await refreshed(world)
    assert {thread.name for thread in world.forum_posts()} == {
        "Tired after a virus · case 1",
        f"{HOW['question']} · question 2",
    }


@pytest.mark.parametrize("character", ["@everyone ", "*", "漢", "😀"])
async def test_the_longest_hostile_positions_fit_discord_and_are_all_read_page_by_page(
    world: World, character: str
) -> None:
    await world.set_up()
    people = [await world.member(f"m{number}") for number in range(8)]
    fiona = await world.facilitator()
    await released(world, people[0], fiona)
    await open_advice(world, fiona)

    def filled(length: int) -> str:
        return (character * length)[:length].strip().ljust(length, "x")

    longest: dict[str, Any] = {"approach": filled(500), "fits": filled(200), "evidence": filled(200)}
    for person in people:
        await take(world, person, longest)
    shown = await refreshed(world)
    assert not shown.mention_everyone
    assert "All 8 positions in full" in text_of(shown)
    page = screen(await fiona.click(shown, label="All positions"))
    seen = text_of(page)
    for _ in people:
        if not button(page, "Later").get("disabled"):
            await fiona.click(page, label="Later")
            seen += text_of(page)
    for person in people:
        assert f"<@{person.id}>" in seen


@pytest.mark.parametrize("is_question", [False, True])
async def test_what_was_flagged_is_read_nowhere_and_erased_with_its_positions(world: World, is_question: bool) -> None:
    await world.set_up()
    alice, bob, fiona = await world.member("alice"), await world.member("bob"), await world.facilitator()
    if is_question:
        form = await alice.slash(world.channel("general"), "case ask")
        await alice.submit_modal(form, HOW)
    else:
        await released(world, alice, fiona)
        await open_advice(world, alice)
    await take(world, bob, REST)
    await refreshed(world)
    typing = await alice.click(post(world), label="How would you approach it?")
    await bob.context_menu(world.forum_posts()[0], "Flag possible identifier", post(world))
    await world.env.settle()
    read = await bob.slash(world.channel("general"), "case summary", case="question 1" if is_question else "case 1")
    assert "is hidden until a facilitator" in reply_text(read)
    late = await alice.submit_modal(typing, TEST)
    assert "is hidden until a facilitator" in reply_text(late)
    assert REST["approach"] not in text_of(await refreshed(world))

    alert = next(message for message in reversed(world.messages("facilitators")) if "Erase" in labels(message))
    await fiona.click(alert, label="Erase")
    await world.env.settle()
    assert await count(world, "discussion") == 0
    assert await count(world, "case_position") == 0
    gone = await bob.slash(world.channel("general"), "case summary", case="1")
    assert "no case or question here yet" in reply_text(gone)
    assert REST["approach"] not in text_of(await refreshed(world))
