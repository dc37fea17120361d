"""Calendars: the file of a whole series, and a private feed that another library reads over a real connection."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncGenerator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus

from bot import logs
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import MemberState
from bot.services import membership
from data import members
from tests.journeys.case_steps import screen
from tests.journeys.meeting_steps import STARTS, card_of, schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

HOST = "https://cal.example.org"


@pytest_asyncio.fixture
async def serving(tmp_path: Path) -> AsyncGenerator[World]:
    """A world whose bot serves feeds, on a port of this computer that was free."""
    async with World.open(tmp_path / "data", web_url=HOST + "/", web_port=0) as opened:
        await opened.set_up()
        yield opened


async def post_series(world: World, fiona: Any, repeat: str) -> None:
    asked = await schedule(world, fiona, when="5 March 2026 19:30", repeat=repeat)
    await fiona.click(screen(asked).message, label="Post it")
    await world.advance(seconds=30)


async def file_of(result: Any) -> list[Event]:
    (attachment,) = screen(result).attachments
    content = (await attachment.read()).decode()
    return list(IcsCalendarStream.calendar_from_ics(content).events)


def address_in(result: Any) -> str:
    said = reply_text(result)
    assert HOST in said, said
    return said.partition(f"{HOST}/")[2].partition("\n")[0]


async def subscribe(world: World, who: Any) -> Any:
    """Tap Add to calendar on the latest card, then Subscribe."""
    added = await who.click(world.messages("meetings")[-1], label="Add to calendar")
    return await who.click(screen(added), label="Subscribe")


async def fetch(world: World, path: str, **headers: str) -> tuple[int, Mapping[str, str], str]:
    """Ask the bot's own server over a loopback connection, as somebody's calendar does."""
    server = world.bot._feed_server
    assert server is not None
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{server.port}/{path}", headers=headers) as answer:
            return answer.status, answer.headers, await answer.text()


async def entries(world: World, path: str) -> dict[str, Event]:
    status, _, content = await fetch(world, path)
    assert status == 200
    return {event.uid or "": event for event in IcsCalendarStream.calendar_from_ics(content).events}


async def test_a_series_is_added_as_a_whole_and_again_after_a_change_without_doubling(world: World) -> None:
    await world.set_up("Europe/London")
    fiona, alice = await world.facilitator(), await world.member("alice")
    await post_series(world, fiona, "every 2 weeks, 10 times")
    added = await alice.click(card_of(world), label="Add to calendar")
    assert labels(screen(added)) == ["Whole series"], "feeds are off, so nothing offers one"
    (one,) = await file_of(added)
    whole = await alice.click(screen(added), label="Whole series")
    assert "the 10 coming meetings" in reply_text(whole)
    before = await file_of(whole)
    assert len(before) == 10, "those beyond eight weeks, which are no meetings yet, too"
    assert one.uid == before[0].uid

    await world.restart()
    general = world.channel("general")
    second = (await fiona.autocomplete(general, "meeting move", "meeting", ""))[1]["value"]
    asked = await fiona.slash(general, "meeting move", meeting=second, when="20 March 2026 18:00")
    await fiona.click(screen(asked), label="From here on")
    after = await file_of(await alice.click(screen(added), label="Whole series"))
    assert [event.uid for event in after] == [event.uid for event in before]
    assert [event.sequence for event in after] == [0, *[1] * 9]
    shifts = [new.start_datetime - old.start_datetime for new, old in zip(after, before, strict=True)]
    assert shifts == [timedelta(), *[timedelta(hours=22, minutes=30)] * 9]


async def test_a_feed_follows_meetings_their_changes_and_their_cancellation(serving: World) -> None:
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona, place="Room 4", topic="Gout; what is new")
    path = address_in(await subscribe(serving, alice))
    (event,) = (await entries(serving, path)).values()
    assert (event.dtstart, event.status) == (STARTS, EventStatus.CONFIRMED)
    assert (event.summary, event.location) == ("Journal club", "Room 4")
    assert "Gout; what is new" in (event.description or "")

    question = await fiona.slash(serving.channel("general"), "meeting cancel", meeting="Journal club")
    await fiona.click(screen(question), label="Cancel the meeting")
    await serving.restart()
    await serving.advance(minutes=2)
    (gone,) = (await entries(serving, path)).values()
    assert (gone.uid, gone.status) == (event.uid, EventStatus.CANCELLED)
    assert (gone.sequence or 0) > (event.sequence or 0)


async def test_a_feed_names_nobody_and_holds_nothing_of_another_community(serving: World) -> None:
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona)
    await alice.click(card_of(serving), label="Going")
    other = serving.env.create_guild("Others")
    await serving.env.settle()
    path = address_in(await subscribe(serving, alice))
    async with serving.bot.context.database.write() as writer:
        await writer.run(
            "INSERT INTO community (id, zone, locale, created_at) VALUES (:id, 'UTC', 'en-GB', 0)", id=other.id
        )
        await writer.run(
            """
            INSERT INTO meeting (community_id, title, starts_at, minutes, zone, state, organiser_id, created_at,
                                 changed_at)
            VALUES (:id, 'Theirs', :at, 60, 'UTC', 'scheduled', 1, 0, 0)
            """,
            id=other.id,
            at=int(STARTS.timestamp()),
        )
    _, _, content = await fetch(serving, path)
    assert "Theirs" not in content
    for person in (fiona, alice):
        assert str(person.id) not in content
        assert person.name not in content.lower()


async def test_the_address_is_a_secret_of_192_bits_of_which_the_file_holds_only_a_fingerprint(serving: World) -> None:
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona)
    path = address_in(await subscribe(serving, alice))
    token = path.removeprefix("feed/").removesuffix(".ics")
    assert len(token) == 32
    await serving.restart()
    for file in sorted(serving.settings.data.rglob("*")):
        if file.is_file():
            assert token.encode() not in file.read_bytes(), file
    again = reply_text(await subscribe(serving, alice))
    assert "I showed it once" in again
    assert token not in again


async def test_an_address_is_renewed_and_ended_where_it_is_shown_and_stale_buttons_do_nothing(serving: World) -> None:
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona)
    shown = await subscribe(serving, alice)
    first, screen_ = address_in(shown), screen(shown)
    await serving.restart()
    new, stop = custom_id(screen_, "New address"), custom_id(screen_, "Stop")
    answers = await serving.tap_together([(alice, screen_.message, new)] * 2)
    (second,) = [address_in(one) for one in answers if HOST in reply_text(one)]
    assert ["not your calendar address any more" in reply_text(one) for one in answers].count(True) == 1
    assert (await fetch(serving, first))[0] == 404
    assert (await fetch(serving, second))[0] == 200
    (stale,) = await serving.tap_together([(alice, screen_.message, stop)])
    assert HOST not in reply_text(stale)
    assert (await fetch(serving, second))[0] == 200
    held = await alice.click(screen(await alice.slash(serving.channel("general"), "meeting list")), label="Subscribe")
    await alice.click(screen(held), label="Stop")
    assert (await fetch(serving, second))[0] == 404
    third = address_in(await alice.click(screen(held), label="Subscribe"))
    assert (await fetch(serving, third))[0] == 200


async def test_unknown_and_malformed_addresses_answer_alike_and_nothing_of_a_request_is_logged(
    serving: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona)
    path = address_in(await subscribe(serving, alice))
    wrong = [
        f"feed/{'A' * 32}.ics",
        f"feed/{'A' * 31}.ics",
        "feed/",
        "",
        "feed/%00.ics",
        path[:-5] + "x.ics",
        f"{path}x",
    ]
    assert {(status, content) for status, _, content in [await fetch(serving, one) for one in wrong]} == {
        (404, "404: Not Found")
    }
    await fetch(serving, path)
    ours = [record for record in caplog.records if not record.name.startswith(("simcord", "discord"))]
    said = "\n".join(str(record.__dict__) for record in ours)
    assert path.removeprefix("feed/")[:16] not in said
    assert "A" * 32 not in said
    assert "aiohttp.access" not in {record.name for record in caplog.records}


async def test_what_is_no_request_does_not_stop_the_server_and_leaves_no_trace(
    serving: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona)
    path = address_in(await subscribe(serving, alice))
    server = serving.bot._feed_server
    assert server is not None
    good = f"GET /{path} HTTP/1.1\r\nHost: x\r\n"
    for raw in (
        b"\x00\xff\xfe\r\n\r\n",
        b"GET " + path.encode() * 400 + b" HTTP/1.1\r\n\r\n",
        (good + "X: " + "y" * 70_000 + "\r\n\r\n").encode(),
        (good + 'If-Modified-Since: yesterday\r\nIf-None-Match: W/ä, "\r\n\r\n').encode("latin-1"),
        (good.replace("GET", "POST") + "Content-Length: 5000\r\n\r\n" + "z" * 5000).encode(),
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(raw)
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(200), 5)
        assert not answer or answer.startswith(b"HTTP/1."), answer
        writer.close()
    assert (await fetch(serving, path))[0] == 200
    said = [record for record in caplog.records if record.name.startswith(("aiohttp", "bot"))]
    assert not [record.getMessage() for record in said if record.levelno >= logging.WARNING]
    assert path.removeprefix("feed/")[:16] not in "\n".join(logs.LineFormatter().format(record) for record in said)


async def test_a_calendar_that_holds_the_page_is_told_so_and_one_that_asks_too_often_to_wait(serving: World) -> None:
    fiona, alice = await serving.facilitator(), await serving.member("alice")
    await schedule(serving, fiona)
    path = address_in(await subscribe(serving, alice))
    status, headers, _ = await fetch(serving, path)
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["Cache-Control"] == "private, max-age=300"
    held = {"If-None-Match": headers["ETag"]}
    assert (await fetch(serving, path, **held))[0] == 304
    assert (await fetch(serving, path, **{"If-Modified-Since": headers["Last-Modified"]}))[0] == 304
    await schedule(serving, fiona, title="Back pain")
    await serving.advance(minutes=2)
    assert (await fetch(serving, path, **held))[0] == 200
    answers = [(await fetch(serving, path))[:2] for _ in range(40)]
    assert {status for status, _ in answers} == {200, 429}
    assert answers[-1][1]["Retry-After"] == "60"
    await serving.advance(minutes=2)
    assert (await fetch(serving, path))[0] == 200


async def test_a_feed_dies_with_membership_and_with_the_bot_in_the_server(serving: World) -> None:
    fiona, alice, bob = await serving.facilitator(), await serving.member("alice"), await serving.member("bob")
    await schedule(serving, fiona)
    hers, his = address_in(await subscribe(serving, alice)), address_in(await subscribe(serving, bob))
    await membership.has_left(serving.bot.context, CommunityId(serving.guild.id), MemberId(alice.id))
    assert [(await fetch(serving, path))[0] for path in (hers, his)] == [404, 200]
    async with serving.bot.context.database.write() as writer:
        community, who = CommunityId(serving.guild.id), MemberId(alice.id)
        await members.enter(writer, community, who, MemberState.ACTIVE, serving.env.now())
    assert (await fetch(serving, hers))[0] == 404, "an old address does not come back with its owner"
    serving.guild.remove_member(bob)  # no event tells the bot
    await serving.advance(days=1, minutes=1)
    assert (await fetch(serving, his))[0] == 200, "the request itself has it looked into"
    assert await _comes_to(serving, his, 404)

    theirs = address_in(await subscribe(serving, fiona))
    assert (await fetch(serving, theirs))[0] == 200
    serving.env.backend.remove_guild(serving.guild.id)
    await serving.env.settle()
    assert (await fetch(serving, theirs))[0] == 404


async def _comes_to(world: World, path: str, status: int) -> bool:
    """Ask until the answer has this status; the simulator does not wait for what the web server has set going."""
    for _ in range(100):
        if (await fetch(world, path))[0] == status:
            return True
        await asyncio.sleep(0.05)
        await world.advance(seconds=61)
    return False


async def test_a_busy_port_leaves_the_bot_running_without_feeds(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with World.open(tmp_path / "data", web_url=HOST, web_port=port) as world:
            await _do_without_feeds(world)


async def _do_without_feeds(world: World) -> None:
    with world.env.time_context():
        world.errors_expected = True
        await world.set_up()
        fiona = await world.facilitator()
        await schedule(world, fiona)
        added = await fiona.click(card_of(world), label="Add to calendar")
        assert "Subscribe" not in labels(screen(added))
        (said,) = [record.getMessage() for record in world._errors.records]
        assert "no calendar feeds: cannot listen at 127.0.0.1" in said


async def test_a_meeting_that_is_over_is_not_added_to_a_calendar(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    await schedule(world, fiona)
    shown = screen(await fiona.slash(world.channel("general"), "meeting show"))
    await world.advance_to(STARTS + timedelta(hours=1, minutes=2))
    assert "Add to calendar" not in labels(card_of(world))
    late = await fiona.click(shown, label="Add to calendar")
    assert "ended" in reply_text(late)
    assert not screen(late).attachments


async def test_a_cancelled_meeting_tells_everyone_once_and_event_file_and_feed_follow(serving: World) -> None:
    fiona, alice, bob = await serving.facilitator(), await serving.member("alice"), await serving.member("bob")
    await schedule(serving, fiona)
    card = card_of(serving)
    path = address_in(await subscribe(serving, alice))
    for one in (alice, bob):
        await one.click(card, label="Going")
    (event,) = serving.env.backend.get_guild(serving.guild.id).scheduled_events.values()
    question = await fiona.slash(serving.channel("general"), "meeting cancel", meeting="Journal club")
    off = custom_id(screen(question), "Cancel the meeting")
    await serving.tap_together([(fiona, screen(question).message, off)] * 2)
    await serving.restart()
    await serving.advance(minutes=2)
    for one in (alice, bob):
        (told,) = serving.dms(one)
        assert "is cancelled" in text_of(told)
        assert labels(told) == ["Update my calendar"]
    (cancelled,) = await file_of(await alice.user.click(serving.dms(alice)[0], label="Update my calendar"))
    assert cancelled.status is EventStatus.CANCELLED
    (in_feed,) = (await entries(serving, path)).values()
    assert (in_feed.uid, in_feed.status) == (cancelled.uid, EventStatus.CANCELLED)
    assert event.id not in serving.env.backend.get_guild(serving.guild.id).scheduled_events or (
        serving.env.backend.get_guild(serving.guild.id).scheduled_events[event.id].status == 4
    )
    await serving.advance_to(STARTS + timedelta(hours=2))
    assert [len(serving.dms(one)) for one in (alice, bob, fiona)] == [1, 1, 0]
