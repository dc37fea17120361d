"""Cases, safe to share: the journeys that a careful doctor would try before trusting it with one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from tests.journeys.case_steps import (
    AFFIRM,
    CLEAN_STORY,
    anonymous,
    card,
    hand_in,
    screen,
    stored_bytes,
    write,
)
from tests.journeys.test_flags import FLAG, flag_cards
from tests.journeys.world import World, labels, reply_text, text_of

FIVE = ("Margaret Dunstan", "12 Station Road", "0412 345 678", "2123 45670 1", "14 March 1961")
TOLD: dict[str, Any] = CLEAN_STORY | {
    "context": "Mrs Margaret Dunstan of 12 Station Road, born 14 March 1961, seen three times since a bad cold.",
    "findings": "Normal bloods. Mobile 0412 345 678. Medicare 2123 45670 1.",
}


def tables_with(world: World, member_id: int) -> dict[str, int]:
    """Return in which tables of the file a member's number stands, and in how many rows."""
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    found = {name: sum(any(str(member_id) in str(value) for value in row) for row in rows[name]) for name in names}
    return {name: n for name, n in found.items() if n}


async def test_a_case_with_five_identifiers_reaches_nobody_with_any_of_them(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    private = await write(world, alice, TOLD)
    quoted = [line for line in text_of(private).splitlines() if "looks like" in line]
    for identifier in FIVE:
        assert any(identifier in line for line in quoted), f"{identifier} is quoted to its author"
    refused = await alice.click(private, label="Submit")
    assert refused.modal is None
    await alice.click(private, label="Redact all")
    shown = text_of(private)
    assert "Seen three times" in shown.replace("seen", "Seen"), "what colleagues need is still there"
    await alice.submit_modal(await alice.click(private, label="Submit"), AFFIRM)
    queued = text_of(card(world))
    await fiona.click(card(world), label="Release")
    [post] = world.forum_posts()
    posted = text_of(world.messages(post)[0])
    listed = reply_text(await fiona.slash(world.channel("general"), "case show", case="1"))
    for identifier in FIVE:
        for seen in (shown, queued, posted, listed, str(post.name)):
            assert identifier not in seen
        assert identifier.encode() not in stored_bytes(world)


async def test_the_releasing_facilitator_reads_what_the_check_says_and_what_was_kept(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)
    assert "What the check says" in text_of(card(world))
    assert "It found no common identifiers" in text_of(card(world))
    days = "Unwell since 14 March, worse on 2 April, better on 9 April, worse on 1 May, well on 7 May."
    private = await write(world, alice, CLEAN_STORY | {"context": days})
    form = await alice.click(private, label="Submit")
    await alice.submit_modal(form, AFFIRM | {"reason": "The days of the public harvest."})
    assert "and 2 more" in text_of(card(world))
    assert "The days of the public harvest." in text_of(card(world))
    assert "no common identifiers" not in text_of(card(world)), "some were found, and kept"
    look = screen(await fiona.click(card(world), label="Release"))
    for day in ("14 March", "2 April", "9 April", "1 May", "7 May"):
        assert day in text_of(look), "each of them, before it is released"
    assert labels(look) == ["Release", "Decline"]
    why = await fiona.click(look, label="Decline")
    await fiona.submit_modal(why, {"reason": "The harvest is telling."})
    await world.advance(minutes=1)
    assert "declined" in text_of(card(world))


async def test_an_anonymous_author_is_found_by_no_member_facilitator_or_reader_of_the_file(world: World) -> None:
    await world.set_up()
    alice, fiona, bob = await world.member("alice"), await world.facilitator(), await world.member("bob")
    before = tables_with(world, alice.id)
    await hand_in(world, alice, ask=anonymous())
    await fiona.click(card(world), label="Release")
    await world.advance(minutes=5)
    assert tables_with(world, alice.id) == before, "no row of hers is there but those that were there before"
    general, [post] = world.channel("general"), world.forum_posts()
    seen = [text_of(one) for one in (*world.messages(post), *world.messages("facilitators"))]
    for reader in (fiona, bob):
        for command in ("case list", "facilitator audit", "facilitator digest"):
            if command in reader.available_commands(general):
                seen.append(reply_text(await reader.slash(general, command)))
        for command in ("case show", "case summary"):
            seen.append(reply_text(await reader.slash(general, command, case="1")))
        more = screen(await reader.click(world.messages(post)[0], label="More"))
        for label in ("Follow-up", "What happens next"):
            seen.append(reply_text(await reader.click(more, label=label)))
    for one in seen:
        assert str(alice.id) not in one
        assert "Alice" not in one


async def test_every_later_step_of_a_case_survives_a_restart(world: World) -> None:
    await world.set_up()
    alice, fiona, bob = await world.member("alice"), await world.facilitator(), await world.member("bob")
    await hand_in(world, alice)
    await world.restart()
    why = await fiona.click(card(world), label="Decline")
    await world.restart()
    await fiona.submit_modal(why, {"reason": "Please leave out the cold."})
    await world.restart()
    back = screen(await alice.user.click(world.dms(alice)[-1], label="Edit and send again"))
    await world.restart()
    form = await alice.user.click(back, label="Submit")
    await world.restart()
    await alice.user.submit_modal(form, AFFIRM)
    await world.restart()
    await fiona.click(card(world), label="Release")
    await world.restart()
    [post] = world.forum_posts()
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.restart()
    assert "Hidden for now" in text_of(world.messages(post)[0])
    await fiona.click(flag_cards(world)[-1], label="Restore")
    await world.restart()
    await world.advance(minutes=1)
    assert "Seen three times" in text_of(world.messages(post)[0])
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.restart()
    await fiona.click(flag_cards(world)[-1], label="Erase")
    await world.restart()
    await world.advance(minutes=2)
    assert "Removed" in text_of(world.messages(post)[0])
    assert b"Seen three times" not in stored_bytes(world)
    told = [text_of(message) for message in world.dms(alice)]
    assert [sum(word in one for one in told) for word in ("not released", "was released", "erased it")] == [1, 1, 1]
