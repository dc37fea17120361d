"""What a feed holds, and for how long; whom an address lets in."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream

from bot.domain import calendar
from bot.domain.errors import Conflict, NotAllowed
from bot.domain.ids import CommunityId
from bot.domain.people import Actor
from bot.services import calendars, feeds
from bot.services.context import ServiceContext
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.data.meeting_rows import stored
from tests.fakes import FakeClock


async def titles(context: ServiceContext, community_id: CommunityId = COMMUNITY) -> list[str]:
    content = await calendars.everything(context, community_id, name="GPs", where="Discord")
    return [str(event.summary) for event in IcsCalendarStream.calendar_from_ics(content.decode()).events]


async def test_a_feed_holds_what_is_to_come_and_ninety_days_of_what_was_and_no_drafts(
    context: ServiceContext, clock: FakeClock, facilitator: Actor
) -> None:
    for days, title in ((400, "Far ahead"), (1, "Tomorrow"), (2, "After that")):
        await stored(context.database, clock.now(), title, days=days)
    await stored(context.database, clock.now(), "Nobody has seen it", days=3, draft="in 3 days")
    assert await titles(context) == ["Tomorrow", "After that", "Far ahead"]
    assert await titles(context, OTHER_COMMUNITY) == []
    clock.set(clock.now() + timedelta(days=91, minutes=59))
    assert await titles(context) == ["Tomorrow", "After that", "Far ahead"]
    clock.set(clock.now() + timedelta(minutes=2))
    assert await titles(context) == ["After that", "Far ahead"]


async def test_only_members_get_an_address_and_it_opens_their_own_community(
    context: ServiceContext, alice: Actor, facilitator: Actor, stranger: Actor
) -> None:
    with pytest.raises(NotAllowed):
        await feeds.subscribe(context, stranger)
    made = await feeds.subscribe(context, alice)
    assert made.token is not None
    assert await feeds.community_of(context, made.token) == COMMUNITY
    assert await feeds.community_of(context, made.token[:-1] + ("a" if made.token[-1] != "a" else "b")) is None
    for other in (facilitator, stranger):
        with pytest.raises((Conflict, NotAllowed)):
            await feeds.renew(context, other, made.mark)
    assert await feeds.community_of(context, made.token) == COMMUNITY


async def test_no_two_addresses_are_alike(context: ServiceContext, alice: Actor) -> None:
    made = await feeds.subscribe(context, alice)
    tokens = {made.token}
    for _ in range(50):
        made = await feeds.renew(context, alice, made.mark)
        tokens.add(made.token)
    assert len(tokens) == 51


async def test_a_feed_is_written_off_the_event_loop(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[threading.Thread] = []
    write = calendar.file

    def noticing(*args: Any, **options: Any) -> bytes:
        where.append(threading.current_thread())
        return write(*args, **options)

    monkeypatch.setattr(calendar, "file", noticing)
    await stored(context.database, clock.now(), "Tomorrow", days=1)
    assert await titles(context) == ["Tomorrow"]
    assert where
    assert threading.main_thread() not in where
