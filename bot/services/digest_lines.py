"""What needs a facilitator, kind by kind, always as the store has it now: also what became of a line shown before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import digest as rules
from bot.domain.cases import CaseState
from bot.domain.digest import Line, Need, Settled, Standing
from bot.domain.ids import ApplicationId, CaseId, CommunityId, FlagId, MeetingId, PollId
from bot.domain.joining import ApplicationState
from bot.domain.meetings import Answer, MeetingState
from bot.domain.pairing import USUAL_PAUSE
from bot.domain.polls import POST as POLL_POST
from bot.domain.polls import REMINDER_LEAD, Poll, PollState, quorum_needs
from bot.domain.rescue import UNANSWERED
from bot.services import ballots, commitment_checks, pairing, poll_tasks
from bot.services.context import ServiceContext
from bot.services.meetings import POST as MEETING_POST
from bot.services.poll_tasks import TaskKind
from data import (
    agenda,
    answers,
    applications,
    attendance,
    buddies,
    case_replies,
    cases,
    digests,
    flags,
    habits,
    meetings,
    open_items,
    polls,
    posts,
    rescues,
    settings,
)
from data.database import Reader


@dataclass(frozen=True, slots=True)
class Source:
    """Where the lines of a kind come from: all that stand now, and what became of one that does not."""

    lines: Callable[[ServiceContext, Reader, CommunityId, datetime], Awaitable[list[Line]]]
    settled: Callable[[Reader, CommunityId, int, datetime], Awaitable[Standing]]


async def gather(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    """Return everything that needs somebody, kind by kind."""
    sources = dict.fromkeys(source.lines for source in SOURCES.values())
    return [line for lines in sources for line in await lines(context, reader, community_id, now)]


async def standing(
    context: ServiceContext, reader: Reader, community_id: CommunityId, need: Need, subject_id: int, now: datetime
) -> Standing:
    """Return where the matter of a line stands now."""
    source = SOURCES[need]
    for line in await source.lines(context, reader, community_id, now):
        if line.subject_id == subject_id:  # of the same kind, or of one that took its place
            return Standing(line)
    return await source.settled(reader, community_id, subject_id, now)


async def silent(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    """Return the one line about those who gave no sign for long and were not asked lately, or nothing."""
    found = rules.silent(
        await digests.last_signs(reader, community_id), await habits.of_active(reader, community_id), now
    )
    people = rules.to_contact(found, await digests.contacted(reader, community_id), now)
    return [Line(Need.SILENT, 0, count=len(people), people=people)] if people else []


async def _waiting(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    return await digests.waiting_cases(reader, community_id)


async def _applied(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    return await digests.pending_applications(reader, community_id)


async def _flags(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    return await open_items.flags(reader, community_id)


async def _contests(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    return await open_items.contests(reader, community_id)


async def _unanswered(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    lines: list[Line] = []
    for case_id, released_at in await case_replies.unanswered(reader, community_id):
        if now - released_at >= UNANSWERED:
            post = await posts.find(reader, community_id, "case", case_id)
            asked = await rescues.begun_at(reader, community_id, case_id) is not None
            url = post.jump_url if post else None
            lines.append(Line(Need.UNANSWERED, case_id, released_at, count=int(asked), jump_url=url))
    return lines


async def _few_answers(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    here = await habits.here(reader, community_id, now)
    lines: list[Line] = []
    for meeting in await meetings.upcoming(reader, community_id, now):
        if not now < meeting.starts_at <= now + rules.SOON:
            continue
        roll = await answers.roll(reader, community_id, meeting.id)
        going = len(roll.who(Answer.GOING))
        waited_for = tuple(one for one in here if roll.of(one) is None)
        if rules.few(going, len(waited_for), len(here)):
            post = await posts.find(reader, community_id, MEETING_POST, meeting.id)
            url = post.jump_url if post else None
            lines.append(
                Line(
                    Need.FEW_ANSWERS,
                    meeting.id,
                    meeting.starts_at,
                    meeting.title,
                    going,
                    len(waited_for),
                    url,
                    waited_for,
                )
            )
    return lines


async def _no_presenter(
    context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime
) -> list[Line]:
    return await digests.without_presenter(reader, community_id, now, now + 2 * rules.SOON)


async def _closing(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    """Return the polls that close soon; those that would fail for want of a quorum first."""
    here = await habits.here(reader, community_id, now)
    lines: list[Line] = []
    for poll in await polls.recent(reader, community_id):
        if not poll.takes_votes(now) or poll.closes_at > now + rules.CLOSING:
            continue
        post = await posts.find(reader, community_id, POLL_POST, poll.id)
        url = post.jump_url if post else None
        voters = await ballots.how_many(context, reader, poll)
        needed = 0 if poll.quorum is None else quorum_needs(poll.quorum, len(here))
        if voters >= needed:
            lines.append(Line(Need.POLL_CLOSING, poll.id, poll.closes_at, poll.question, jump_url=url))
            continue
        to_remind = ()
        if not poll.anonymous and now < poll.closes_at - REMINDER_LEAD:
            voted = await ballots.who_voted(context, reader, poll, here)
            to_remind = tuple(one for one in here if one not in voted)
        lines.append(Line(Need.QUORUM, poll.id, poll.closes_at, poll.question, voters, needed, url, to_remind))
    return sorted(lines, key=lambda line: line.need is not Need.QUORUM)


async def _to_pair(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    """Return the one line about those who wish for a study buddy, while the last round lies back and none is coming."""
    if (await settings.find(reader, community_id)).pairing_weeks:
        return []
    past = await buddies.rounds(reader, community_id)
    ready = len(await pairing.ready_now(context, reader, community_id))
    if ready < 2 or (past and now - past[-1].at < USUAL_PAUSE):
        return []
    after, at = (past[-1].id, past[-1].at) if past else (0, None)
    return [Line(Need.PAIRING, after, at, count=ready)]


async def _paired_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    past = await buddies.rounds(reader, community_id)
    if not past or past[-1].id == subject_id:
        return Standing(None, Settled.GONE)
    return Standing(None, Settled.PAIRED, past[-1].at)


async def _poll_tasks(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    """Return what closed polls still want: a winner booked, an objection answered, an outcome looked at again."""
    return [
        Line(
            OF_TASK[task.kind],
            task.view.poll.id,
            task.view.poll.closed_at,
            task.view.poll.question,
            jump_url=task.view.jump_url,
        )
        for task in await poll_tasks.awaiting(context, reader, community_id)
    ]


async def _poll_task_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    poll = await polls.find(reader, community_id, PollId(subject_id))
    return Standing(None, Settled.GONE if poll is None else Settled.DECIDED)


async def _case_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    stored = await cases.find(reader, community_id, CaseId(subject_id))
    if stored is None:
        return Standing(None, Settled.GONE)
    states = {CaseState.DECLINED: Settled.DECLINED, CaseState.ERASED: Settled.ERASED}
    return Standing(None, states.get(stored.state, Settled.RELEASED), stored.decided_at)


async def _answered_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    found = await _case_now(reader, community_id, subject_id, now)
    return Standing(None, Settled.ANSWERED) if found.settled is Settled.RELEASED else found


async def _flag_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    found = await flags.find(reader, community_id, FlagId(subject_id))
    return Standing(None, Settled.GONE) if found is None else Standing(None, Settled.DECIDED, found.decided_at)


async def _contest_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    found = await attendance.find_contest(reader, community_id, subject_id)
    return Standing(None, Settled.GONE if found is None else Settled.DECIDED)


async def _application_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    found = await applications.find(reader, community_id, ApplicationId(subject_id))
    if found is None or found.state is ApplicationState.PENDING:
        return Standing(None, Settled.GONE)
    approved = found.state is ApplicationState.APPROVED
    return Standing(None, Settled.APPROVED if approved else Settled.TURNED_DOWN, found.decided_at)


async def _meeting_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    meeting = await meetings.find(reader, community_id, MeetingId(subject_id))
    if meeting is None:
        return Standing(None, Settled.GONE)
    if meeting.state is MeetingState.CANCELLED:
        settled = Settled.CANCELLED
    elif meeting.starts_at <= now:
        settled = Settled.BEGUN
    else:
        settled = Settled.LATER if meeting.starts_at > now + rules.SOON else Settled.ENOUGH
    return Standing(None, settled, meeting.starts_at, meeting.title)


async def _presenter_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    found = await agenda.find(reader, community_id, subject_id)
    if found is None:
        return Standing(None, Settled.GONE)
    meeting_id, item = found
    if item.presenter_id is not None:
        return Standing(None, Settled.PRESENTED, title=item.title)
    return await _meeting_now(reader, community_id, meeting_id, now)


async def _poll_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    poll = await polls.find(reader, community_id, PollId(subject_id))
    if poll is None:
        return Standing(None, Settled.GONE)
    return Standing(None, _of_poll(poll, now), poll.closed_at or poll.closes_at, poll.question)


def _of_poll(poll: Poll, now: datetime) -> Settled:
    if poll.state is PollState.CLOSED or poll.closes_at <= now:
        return Settled.CLOSED
    return Settled.EXTENDED


async def _commitments(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> list[Line]:
    """Return how many commitments come due; whose and what they are is nobody's business, and few are not told."""
    number = await commitment_checks.how_many_due(reader, community_id, now)
    return [Line(Need.COMMITMENTS, 0, count=number)] if number else []


async def _commitments_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    return Standing(None, Settled.GONE)


async def _silent_now(reader: Reader, community_id: CommunityId, subject_id: int, now: datetime) -> Standing:
    return Standing(None, Settled.ALL_ASKED)


OF_TASK: Mapping[TaskKind, Need] = {
    TaskKind.BOOK: Need.BOOK,
    TaskKind.ANSWER: Need.OBJECTION,
    TaskKind.REVIEW: Need.REVIEW,
}

SOURCES: Mapping[Need, Source] = {
    Need.RELEASE: Source(_waiting, _case_now),
    Need.APPLICATION: Source(_applied, _application_now),
    Need.FLAG: Source(_flags, _flag_now),
    Need.CONTEST: Source(_contests, _contest_now),
    Need.UNANSWERED: Source(_unanswered, _answered_now),
    Need.FEW_ANSWERS: Source(_few_answers, _meeting_now),
    Need.NO_PRESENTER: Source(_no_presenter, _presenter_now),
    Need.QUORUM: Source(_closing, _poll_now),
    Need.POLL_CLOSING: Source(_closing, _poll_now),
    Need.BOOK: Source(_poll_tasks, _poll_task_now),
    Need.OBJECTION: Source(_poll_tasks, _poll_task_now),
    Need.REVIEW: Source(_poll_tasks, _poll_task_now),
    Need.COMMITMENTS: Source(_commitments, _commitments_now),
    Need.SILENT: Source(silent, _silent_now),
    Need.PAIRING: Source(_to_pair, _paired_now),
}
