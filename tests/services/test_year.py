"""A simulated year of ten people in four zones: what is sent to one person obeys how they want to be reached."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain import digest as rules
from bot.domain import reminders as kinds
from bot.domain.digest import Need
from bot.domain.ids import MemberId
from bot.domain.meetings import Answer
from bot.domain.people import Actor
from bot.domain.reach import Habits, Weight
from bot.domain.reminders import Lead
from bot.domain.timers import Timer
from bot.messenger import Messenger
from bot.services import digest, meetings, reminders, scheduling
from bot.services.context import ServiceContext
from bot.services.scheduling import Wish
from bot.timekeeper import Timekeeper
from bot.ui.courier import Outgoing, SentMessage
from data import habits, members, timers
from data.database import Database
from tests.conftest import COMMUNITY, FACILITATOR_ROLE
from tests.fakes import FakeClock

ZONES = ("Australia/Perth", "Europe/London", "America/Toronto", "Pacific/Auckland")
PEOPLE = {MemberId(100 + n): ZONES[n % 4] for n in range(10)}


def wishes(member_id: MemberId) -> Habits:
    """Return how somebody wants to be reached: every other person at most once a week."""
    return Habits(
        PEOPLE.get(member_id, "Australia/Perth"), weekly_cap=1 if member_id in PEOPLE and member_id % 2 else 5
    )


class _Post:
    """Takes direct messages and notes when they came."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.came: dict[int, list[datetime]] = defaultdict(list)

    async def dm(self, member_id: int, *_: Any, **__: Any) -> SentMessage:
        self.came[member_id].append(self.clock.now())
        return SentMessage(member_id, len(self.came[member_id]))


@pytest.mark.slow
async def test_a_year_brings_no_message_at_night_and_nobody_more_than_their_cap(
    context: ServiceContext, database: Database, clock: FakeClock, facilitator: Actor
) -> None:
    post, urgent_post, chance = _Post(clock), _Post(clock), random.Random(7)  # noqa: S311 - the same year each time
    calm, urgent = Messenger(context, post), Messenger(context, urgent_post)  # type: ignore[arg-type]
    digests: list[int] = []

    async def remind(timer: Timer) -> None:
        notice = await reminders.reminder(context, timer)
        if notice is not None and timer.member_id is not None:
            now_or_never = notice.lead is Lead.HOUR
            weight = Weight.URGENT if now_or_never else Weight.ORDINARY
            await (urgent if now_or_never else calm).tell(timer, timer.member_id, Outgoing("x"), weight=weight)

    async def send_digest(timer: Timer) -> None:
        found = await digest.due(context, timer)
        assert found is not None
        told = [line.subject_id for line in found.lines if line.need is Need.FEW_ANSWERS]
        async with database.read() as reader:
            soon = await reader.all(
                "SELECT id FROM meeting WHERE state = 'scheduled' AND starts_at > :now AND starts_at <= :soon "
                "AND (SELECT count(*) FROM rsvp WHERE meeting_id = meeting.id AND answer = 'going') < 3",
                now=int(clock.now().timestamp()),
                soon=int((clock.now() + timedelta(days=7)).timestamp()),
            )
        assert {row[0] for row in soon} <= set(told)
        digests.append(len(found.lines))
        await calm.tell(timer, timer.subject_id, Outgoing("digest"))

    async def share_out(timer: Timer) -> None:
        await reminders.share_out(context, timer)

    async def nothing(timer: Timer) -> None:
        return

    deliveries: dict[str, Any] = defaultdict(lambda: nothing)
    deliveries |= {kinds.ROUND: share_out, kinds.PERSONAL: remind, rules.WEEKLY: send_digest}
    async with database.write() as writer:
        for member_id, zone in PEOPLE.items():
            await members.ensure(writer, COMMUNITY, member_id, clock.now())
            await members.set_zone(writer, COMMUNITY, member_id, zone)
            await habits.save(writer, COMMUNITY, member_id, wishes(member_id))
    boss = Actor(COMMUNITY, MemberId(100), frozenset({FACILITATOR_ROLE}))
    await digest.look(context, boss)
    keeper = Timekeeper(context, deliveries)
    begin = clock.now()
    for fortnight in range(26):
        for day in (9, 10, 12):
            at = begin + timedelta(days=14 * fortnight + day, hours=chance.randrange(24))
            plan = Wish(f"Meeting {fortnight}.{day}", f"{at:%Y-%m-%dT%H:%M}+00:00[UTC]", None, None, None, None)
            done = await scheduling.schedule(context, boss, plan)
            for member_id in chance.sample(list(PEOPLE), 6):
                choice = chance.choice([Answer.GOING, Answer.MAYBE, Answer.NO])
                await meetings.answer(context, Actor(COMMUNITY, member_id), done.view.meeting.id, choice)
        end = begin + timedelta(days=14 * (fortnight + 1))
        while True:
            while await keeper._deliver_due():
                pass
            async with database.read() as reader:
                wake = await timers.next_wake(reader)
            if wake is None or wake >= end:
                break
            clock.set(max(wake, clock.now() + timedelta(seconds=1)))
        clock.set(end)
    assert len(digests) >= 51
    assert sum(map(len, post.came.values())) > 150
    for member_id, instants in post.came.items():
        wish = wishes(MemberId(member_id))
        assert not any(wish.is_quiet(at) for at in instants)
        for at in instants:
            assert sum(at - timedelta(days=7) < one <= at for one in instants) <= wish.weekly_cap
    assert datetime(2027, 2, 1, tzinfo=UTC) < clock.now()
