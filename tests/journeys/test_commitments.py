"""F1 and F2: a commitment is private and sealed, may be shared by its owner, and is asked about at 6 and 12 weeks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio

from bot.domain.ids import CommunityId, MemberId
from bot.services import membership
from tests.journeys.case_steps import close_dms, count, screen, stored_bytes
from tests.journeys.poll_steps import choose
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

FORM: dict[str, Any] = {
    "change": "Ask about MARKERSLEEP at each asthma review",
    "patients": "Adults with MARKERASTHMA",
    "due": "in 4 weeks",
    "certainty": ["4"],
    "barriers": ["time", "team"],
}
SIX = datetime(2026, 4, 13, 1, 0, tzinfo=UTC)
TWELVE = datetime(2026, 5, 25, 1, 0, tzinfo=UTC)


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def commit(world: World, who: Any, **changes: Any) -> Any:
    """Fill in the form of `/commit` and return the private screen after it."""
    form = await who.slash(world.channel("general"), "commit")
    return screen(await who.submit_modal(form, FORM | changes))


async def mine(world: World, who: Any) -> Any:
    return screen(await who.slash(world.channel("general"), "my commitments"))


def public(world: World) -> str:
    places = ("general", "meetings", "facilitators", "noticeboard")
    return "\n".join(text_of(one) for place in places for one in world.messages(place))


async def test_a_commitment_is_private_and_sealed_and_its_owner_alone_reads_it(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    form = await alice.slash(ready.channel("general"), "commit")
    await ready.restart()
    shown = screen(await alice.submit_modal(form, FORM))
    for part in ("MARKERSLEEP", "MARKERASTHMA", "4: quite", "Too little time", "Only you see this"):
        assert part in text_of(shown)
    more = await alice.click(shown, label="Say what would help")
    await alice.submit_modal(more, {"obstacles": "MARKERHURRY", "support": "MARKERNURSE"})
    assert "MARKERNURSE" in text_of(shown)
    await ready.advance(seconds=30)
    assert "MARKER" not in public(ready)
    assert b"MARKER" not in stored_bytes(ready)
    assert "You have no commitments yet" in text_of(await mine(ready, fiona))
    (theirs,) = await ready.tap_together([(fiona, shown.message, custom_id(shown, "Done"))])
    assert "not there any more" in reply_text(theirs)
    (peek,) = await ready.tap_together([(fiona, shown.message, custom_id(shown, "Change it"))])
    assert "MARKER" not in reply_text(peek) + str(peek.modal)

    again = await alice.slash(ready.channel("general"), "commit")
    await alice.submit_modal(again, FORM)
    assert await count(ready, "commitment") == 1, "the same form sent twice is one commitment"
    listed = await mine(ready, alice)
    assert "1. Ask about MARKERSLEEP" in text_of(listed)
    another = await alice.click(listed, label="Commit to a change")
    made = screen(await alice.submit_modal(another, FORM | {"change": "Walk to work"}))
    assert "Walk to work" in text_of(made)
    assert "Walk to work" not in text_of(listed), "whatever screen the form was opened from stays"
    await alice.click(made, label="Dropped")
    await choose(alice, listed, f"1. {FORM['change']}")
    assert "Ask about MARKERSLEEP" in text_of(listed)
    edit = await alice.click(listed, label="Change it")
    await alice.submit_modal(edit, FORM | {"change": "Ask about snoring", "due": ""})
    assert "Ask about snoring" in text_of(listed)
    assert "MARKERNURSE" in text_of(listed), "what was added in own words stays"


async def test_what_could_tell_who_a_patient_is_is_refused_and_given_back(ready: World) -> None:
    alice, sam = await ready.member("alice"), ready.stranger("sam")
    form = await alice.slash(ready.channel("general"), "commit")
    refused = await alice.submit_modal(form, FORM | {"change": "Ring 0412 345 678 weekly"})
    assert "0412 345 678" in reply_text(refused)
    form = await alice.slash(ready.channel("general"), "commit")
    unread = await alice.submit_modal(form, FORM | {"due": "32 Dec"})
    assert "MARKERSLEEP" in reply_text(unread)
    assert await count(ready, "commitment") == 0
    assert "`/join`" in reply_text(await sam.slash(ready.channel("general"), "commit"))
    long = await commit(ready, alice, change="*😀" * 200, patients="_" * 150)
    assert "😀" in text_of(long)


async def test_its_owner_shares_it_by_one_tap_and_takes_it_back(ready: World) -> None:
    alice = await ready.member("alice")
    shown = await commit(ready, alice, change="Ask about sleep, @everyone")
    await ready.tap_together([(alice, shown.message, custom_id(shown, "Share it"))] * 3)
    await ready.restart()
    await ready.advance(seconds=30)
    (post,) = [one for one in ready.messages("general") if "A commitment to change" in text_of(one)]
    assert f"<@{alice.id}>: **Ask about sleep" in text_of(post)
    assert "How certain" not in text_of(post), "how sure somebody is stays theirs"
    assert not post.mention_everyone
    await alice.click(shown, label="Take it back")
    await ready.advance(seconds=30)
    assert "Ask about sleep" not in public(ready)
    assert "took it back" in public(ready)


async def test_its_owner_is_asked_at_6_and_12_weeks_once_and_once_more(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice", zone="Australia/Perth")
    await commit(ready, alice)
    await ready.advance_to(SIX - timedelta(minutes=1))
    assert ready.dms(alice) == []
    await ready.restart()
    await ready.advance_to(SIX + timedelta(minutes=1))
    (question,) = ready.dms(alice)
    assert "6 weeks ago" in text_of(question)
    assert labels(question) == ["Done", "Partly", "No", "Dropped"]
    await ready.restart()
    await ready.advance_to(SIX + timedelta(days=7, minutes=2))
    assert len(ready.dms(alice)) == 2
    assert "once more and then not again" in text_of(ready.dms(alice)[-1])
    await ready.advance_to(SIX + timedelta(days=20))
    assert len(ready.dms(alice)) == 2, "one nudge"

    waiting = screen(await alice.slash(ready.channel("general"), "my todo"))
    assert "How does your change go? **Ask about MARKERSLEEP" in text_of(waiting)
    opened = waiting
    await alice.click(opened, label="How does it go?")
    await ready.tap_together([(alice, opened.message, custom_id(opened, "Partly"))] * 2)
    assert "Noted: **Partly**" in text_of(opened)
    assert "I ask once more" in text_of(opened), "a double tap answers one time, not both"
    form = await alice.click(opened, label="Say what helped")
    await ready.restart()
    done = await alice.submit_modal(form, {"helped": "MARKERCARD on the desk", "hindered": "", "may": ["no"]})
    assert "MARKERCARD" in text_of(opened) + reply_text(done)
    assert "Nothing awaits you" in reply_text(await alice.slash(ready.channel("general"), "my todo"))

    await ready.advance_to(TWELVE + timedelta(minutes=1))
    assert len(ready.dms(alice)) == 3
    assert "12 weeks ago" in text_of(ready.dms(alice)[-1])
    await alice.user.click(ready.dms(alice)[-1], label="Done")
    await ready.advance_to(TWELVE + timedelta(days=30))
    assert len(ready.dms(alice)) == 3
    assert b"MARKER" not in stored_bytes(ready)
    assert "MARKER" not in public(ready)
    assert fiona


async def test_what_was_done_at_6_weeks_is_asked_about_at_12_whether_it_lasted(ready: World) -> None:
    alice = await ready.member("alice", zone="Australia/Perth")
    shown = await commit(ready, alice)
    await alice.click(shown, label="Done")
    await ready.advance_to(SIX + timedelta(days=8))
    assert ready.dms(alice) == [], "told before it was asked"
    await ready.advance_to(TWELVE + timedelta(minutes=1))
    (question,) = ready.dms(alice)
    assert "has it lasted?" in text_of(question)
    await alice.user.click(question, label="No")
    listed = await mine(ready, alice)
    assert "No" in text_of(listed)


async def test_one_that_was_dropped_is_not_asked_about_and_closed_messages_lose_nothing(ready: World) -> None:
    alice, bob = await ready.member("alice"), await ready.member("bob")
    shown = await commit(ready, alice)
    await alice.click(shown, label="Dropped")
    close_dms(ready, bob)
    await commit(ready, bob)
    await ready.advance_to(SIX + timedelta(hours=9))
    assert ready.dms(alice) == []
    listed = await mine(ready, bob)
    assert "how does it go?" in text_of(listed)
    await choose(bob, listed, f"1. {FORM['change']}")
    assert labels(listed)[:4] == ["Done", "Partly", "No", "Dropped"]


async def test_whoever_leaves_takes_their_commitments_with_them(ready: World) -> None:
    alice = await ready.member("alice")
    shown = await commit(ready, alice)
    await alice.click(shown, label="Share it")
    await ready.advance(seconds=30)
    with ready.as_bot():
        await membership.has_left(ready.bot.context, CommunityId(ready.guild.id), MemberId(alice.id))
    await ready.advance(seconds=30)
    assert "MARKER" not in public(ready)
    for table in ("commitment", "commitment_check"):
        assert await count(ready, table) == 0
    async with ready.bot.context.database.read() as reader:
        assert await reader.value("SELECT count(*) FROM timer WHERE kind LIKE 'commitment.%'") == 0


async def test_facilitators_learn_a_number_of_commitments_due_and_nothing_under_three(ready: World) -> None:
    fiona = await ready.facilitator()
    people = [await ready.member(name) for name in ("alice", "bob", "carol")]
    general = ready.channel("general")
    for who in people[:2]:
        await commit(ready, who, due="in 3 days")
    await commit(ready, people[0], change="Another", due="in 3 days")
    assert "commitments" not in text_of(screen(await fiona.slash(general, "facilitator digest")))
    await commit(ready, people[2], due="in 3 days")
    digest = screen(await fiona.slash(general, "facilitator digest"))
    assert "4 commitments to change come due this week" in text_of(digest)
    assert "MARKER" not in text_of(digest)
    assert not any(f"<@{who.id}>" in text_of(digest) for who in people)
    row = next(label for label in labels(digest) if "Put it on the agenda" in label)
    assert "No meeting is coming up" in reply_text(await fiona.click(digest, label=row))
    when = "2026-03-12T19:30+08:00[Australia/Perth]"
    await fiona.slash(general, "meeting schedule", title="Journal club", when=when)
    for _ in range(2):
        assert "on the agenda of **Journal club**" in reply_text(await fiona.click(digest, label=row))
    assert await count(ready, "agenda_item") == 1


async def test_a_shared_commitment_can_be_flagged_and_erased(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    shown = await commit(ready, alice)
    await alice.click(shown, label="Share it")
    await ready.advance(seconds=30)
    general = ready.channel("general")
    (post,) = [one for one in ready.messages("general") if "A commitment to change" in text_of(one)]
    await bob.context_menu(general, "Flag possible identifier", post)
    await ready.advance(seconds=30)
    assert "MARKER" not in "".join(text_of(one) for one in ready.messages("general"))
    alert = next(one for one in reversed(ready.messages("facilitators")) if "Erase" in labels(one))
    await fiona.click(alert, label="Erase")
    await ready.advance(seconds=30)
    assert await count(ready, "commitment") == 0
    assert "MARKER" not in public(ready)
