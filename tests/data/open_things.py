"""One of each thing that can be open in community 1, to test that nothing of it is left out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time, timedelta

from bot.domain.digest import Need
from bot.domain.handover import Open
from bot.domain.ids import CommunityId, MemberId, ScheduleId
from bot.domain.people import MemberState
from bot.domain.poll_outcomes import OutcomeKind
from bot.domain.polls import NewPoll, Results, Vote
from bot.domain.prompts import PromptSchedule
from bot.domain.schedules import Rhythm, Schedule
from bot.domain.time_polls import Slot
from bot.domain.voting import Attitude, Method
from data import (
    agenda,
    applications,
    attendance,
    buddies,
    commitments,
    flags,
    members,
    minutes,
    poll_outcomes,
    polls,
    prompts,
    topics,
)
from data import time_polls as time_poll_rows
from data.buddies import Wish
from data.database import Database, Writer
from tests.data.meeting_rows import stored

HERE, ANN = CommunityId(1), MemberId(11)
CASE = "INSERT INTO shared_case (community_id, author_id, state, affirmed_version, affirmed_at, submitted_at"


async def waiting_case(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await writer.run(f"{CASE}, sealed) VALUES (1, 11, 'waiting', 1, :at, :at, X'00')", at=int(now.timestamp()))


async def unanswered_case(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await writer.run(
            f"{CASE}, decided_at, decided_by, title, stage, context, findings, tried, question, area) VALUES "
            "(1, 11, 'released', 1, :at, :at, :at, 10, 'Tired', 'child', 'c', 'f', 't', 'q', 'Skin')",
            at=int((now - timedelta(days=3)).timestamp()),
        )


async def application(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await members.enter(writer, HERE, MemberId(77), MemberState.APPLICANT, now, 1)
        await applications.add(
            writer, HERE, MemberId(77), particulars=b"x", gave_number=False, agreement_version=1, now=now
        )


async def flag(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await flags.add(
            writer,
            HERE,
            channel_id=1,
            message_id=2,
            post_id=None,
            author_id=None,
            flagger_id=ANN,
            sealed=b"x",
            now=now,
        )


async def contest(database: Database, now: datetime) -> None:
    meeting = await stored(database, now, "Contested", days=-2)
    async with database.write() as writer:
        await attendance.contest(writer, meeting, ANN, 60, b"x", now)


async def meeting_soon(database: Database, now: datetime) -> None:
    await stored(database, now, "Nobody answered")


async def meeting_later(database: Database, now: datetime) -> None:
    await stored(database, now, "Far off", days=40)


async def no_presenter(database: Database, now: datetime) -> None:
    meeting = await stored(database, now, "With a gap", days=12)
    async with database.write() as writer:
        await agenda.add(writer, HERE, meeting.id, title="Unpresented", topic_id=None, presenter_id=None)


async def _poll(writer: Writer, now: datetime, question: str, *, days: float = 1, quorum: int | None = None) -> int:
    options = (("a", None), ("b", None))
    closes = now + timedelta(days=days)
    new = NewPoll(question, Method.SINGLE, Results.LIVE, now, closes, options, quorum=quorum)
    return int(await polls.add(writer, HERE, MemberId(10), new))


async def poll_closing(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await _poll(writer, now, "Closing soon")


async def poll_at_risk(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await _poll(writer, now, "At risk", quorum=50)


async def poll_open(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        await _poll(writer, now, "Open for long", days=20)


async def review(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        poll_id = await _poll(writer, now, "To be reviewed")
        found = next(one for one in await polls.recent(writer, HERE) if one.id == poll_id)
        await polls.close(writer, found, now, 5)
        at = now + timedelta(days=60)
        await poll_outcomes.add(writer, HERE, found.id, OutcomeKind.PARKED, "later", MemberId(10), now, at)


async def winner_to_book(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        names = [await topics.add(writer, HERE, ANN, title, None, now) for title in ("Gout", "Sleep")]
        options = tuple((title, topic) for title, topic in zip(("Gout", "Sleep"), names, strict=True))
        closes = now + timedelta(days=1)
        new = NewPoll(None, Method.SINGLE, Results.LIVE, now - timedelta(days=1), closes, options)
        await _voted_and_closed(writer, now, int(await polls.add(writer, HERE, MemberId(10), new)), 1)


async def objection(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        begun, closes = now - timedelta(days=1), now + timedelta(days=1)
        new = NewPoll("Meet at noon?", Method.CONSENT, Results.LIVE, begun, closes, (("Noon", None),))
        poll_id = int(await polls.add(writer, HERE, MemberId(10), new))
        await _voted_and_closed(writer, now, poll_id, Attitude.OBJECTION, "It is lunch")


async def _voted_and_closed(writer: Writer, now: datetime, poll_id: int, mark: int, why: str | None = None) -> None:
    poll = next(one for one in await polls.recent(writer, HERE) if one.id == poll_id)
    await polls.cast(writer, poll, ANN, Vote({poll.options[0].id: mark}, why), now)
    await polls.close(writer, poll, now, 5)


async def review_due(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        poll_id = await _poll(writer, now, "Look at it now")
        found = next(one for one in await polls.recent(writer, HERE) if one.id == poll_id)
        await polls.close(writer, found, now, 5)
        stated, at = now - timedelta(days=9), now - timedelta(days=1)
        await poll_outcomes.add(writer, HERE, found.id, OutcomeKind.PARKED, "later", MemberId(10), stated, at)


async def silent_member(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        past = int((now - timedelta(weeks=9)).timestamp())
        await writer.run("UPDATE member SET joined_at = :past WHERE community_id = 1 AND id = 14", past=past)


async def commitments_due(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        for one in (11, 12, 13):
            await commitments.add(writer, HERE, MemberId(one), b"x", now=now, due_at=now + timedelta(days=2), checks=())


async def buddies_ready(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        for one in (11, 12):
            await buddies.save(writer, HERE, Wish(MemberId(one), True, now, None, None))


async def time_poll(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        poll_id = await time_poll_rows.insert(
            writer,
            HERE,
            title="When to meet",
            minutes=60,
            zone="Australia/Perth",
            organiser_id=MemberId(10),
            slots=(Slot(1, now + timedelta(days=3)), Slot(2, now + timedelta(days=4))),
            required=(),
            now=now,
        )
        await writer.run("UPDATE time_poll SET state = 'open' WHERE id = :id", id=poll_id)


async def task(database: Database, now: datetime) -> None:
    meeting = await stored(database, now, "Done with", days=-3)
    async with database.write() as writer:
        await minutes.add_task(writer, meeting, "Ask the hospital", ANN, now + timedelta(days=9))


async def schedule(database: Database, now: datetime) -> None:
    every = Schedule(Rhythm(1, frozenset({1})), time(8), "Australia/Perth", date(2026, 1, 1))
    async with database.write() as writer:
        await prompts.add_schedule(writer, PromptSchedule(ScheduleId(0), HERE, every, None, None), now)


async def answers(database: Database, now: datetime) -> None:
    async with database.write() as writer:
        at = int(now.timestamp())
        await writer.run(
            "INSERT INTO prompt_sending (community_id, prompt_key, kind, text, channel_id, message_id, state, "
            "chosen_at) VALUES (1, 'bank:x', 'warm-up', 'What went well this week?', 1, 2, 'sent', :at)",
            at=at,
        )
        await writer.run(
            "INSERT INTO prompt_round (sending_id, community_id, named, state, closes_at) "
            "SELECT id, 1, 0, 'open', :closes FROM prompt_sending",
            closes=at + 86400,
        )


MAKERS: Mapping[Need | Open, Callable[[Database, datetime], Awaitable[None]]] = {
    Need.RELEASE: waiting_case,
    Need.APPLICATION: application,
    Need.FLAG: flag,
    Need.CONTEST: contest,
    Need.UNANSWERED: unanswered_case,
    Need.FEW_ANSWERS: meeting_soon,
    Need.NO_PRESENTER: no_presenter,
    Need.QUORUM: poll_at_risk,
    Need.POLL_CLOSING: poll_closing,
    Need.BOOK: winner_to_book,
    Need.OBJECTION: objection,
    Need.REVIEW: review_due,
    Need.COMMITMENTS: commitments_due,
    Need.SILENT: silent_member,
    Need.PAIRING: buddies_ready,
    Open.MEETING: meeting_later,
    Open.POLL: poll_open,
    Open.TIME_POLL: time_poll,
    Open.TASK: task,
    Open.REVIEW: review,
    Open.SCHEDULE: schedule,
    Open.ANSWERS: answers,
}
