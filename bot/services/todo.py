"""Everything that awaits one person, over all areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cases import CaseState
from bot.domain.commitments import Commitment
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Standing
from bot.domain.polls import Poll, PollState
from bot.domain.pulses import Pulse
from bot.domain.rota import Swap
from bot.services import ballots, commitment_checks, poll_tasks, presenters, pulses
from bot.services.access import admit
from bot.services.attendance import POST as CONTEST_POST
from bot.services.cases import drafts, results
from bot.services.cases.results import Result
from bot.services.cases.submission import REVIEW_POST
from bot.services.context import ServiceContext
from bot.services.poll_tasks import PollTask
from bot.services.presenters import Part
from bot.services.time_polls import POST as TIME_POST
from data import answers, attendance, handovers, meetings, polls, posts, rota, todos
from data.database import Reader

APPLICATION_POST = "application"


@dataclass(frozen=True, slots=True)
class Linked:
    """Something with a message that has its buttons; `url` is None until that was sent."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Todo:
    """What awaits somebody; the last six are empty unless they are a facilitator.

    `pulses` are those of meetings they were at, each with its meeting.
    """

    polls: tuple[Poll, ...]
    pulses: tuple[tuple[Pulse, Meeting], ...]
    presenting: tuple[Part, ...]
    changes: tuple[Commitment, ...]
    meetings: tuple[Meeting, ...]
    time_polls: tuple[Linked, ...]
    has_draft: bool
    declined: tuple[Result, ...]
    applications: tuple[Linked, ...]
    releases: tuple[Linked, ...]
    contests: tuple[Linked, ...] = ()
    poll_tasks: tuple[PollTask, ...] = ()
    swaps: tuple[Swap, ...] = ()
    handovers: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all awaits them."""
        found: Sequence[object] = (
            *self.polls,
            *self.pulses,
            *self.presenting,
            *self.changes,
            *self.meetings,
            *self.time_polls,
            *self.declined,
            *self.applications,
            *self.releases,
            *self.poll_tasks,
            *self.contests,
            *self.swaps,
            *self.handovers,
        )
        return not found and not self.has_draft


async def of(context: ServiceContext, actor: Actor) -> Todo:
    """Return what awaits a member, the most pressing of each kind first."""
    now = context.clock.now()
    async with context.database.read() as reader:
        admission = await admit(reader, actor)
        is_facilitator = admission.standing is Standing.FACILITATOR
        changes = await commitment_checks.awaiting(context, reader, actor.community_id, actor.member_id)
        presenting = await presenters.awaiting(reader, admission.community, actor.member_id, now)
        community_id, member_id = actor.community_id, actor.member_id
        open_polls = [
            poll
            for poll in await polls.recent(reader, community_id)
            if poll.state is PollState.OPEN
            and poll.takes_votes(now)
            and await ballots.of_member(context, reader, poll, member_id) is None
        ]
        unanswered = [
            meeting
            for meeting in await meetings.upcoming(reader, community_id, now)
            if meeting.starts_at > now and (await answers.roll(reader, community_id, meeting.id)).of(member_id) is None
        ]
        felt = await pulses.awaiting(context, reader, actor)
        contested = await attendance.open_contests(reader, community_id) if is_facilitator else []
        slots = await todos.unanswered_time_polls(reader, community_id, member_id, now)
        applications = await todos.pending_applications(reader, community_id) if is_facilitator else []
        waiting = await todos.cases_to_release(reader, community_id, member_id) if is_facilitator else []
        swaps = await rota.asked_of(reader, community_id, member_id) if is_facilitator else []
        brought = await handovers.brought_to(reader, community_id, member_id) if is_facilitator else []
        tasks = await poll_tasks.awaiting(context, reader, community_id) if is_facilitator else []
        times = [await _linked(reader, actor, TIME_POST, number, title) for number, title in slots]
        people = [await _linked(reader, actor, APPLICATION_POST, number, f"#{number}") for number in applications]
        cases = [await _linked(reader, actor, REVIEW_POST, number, f"#{number}") for number in waiting]
        minutes = [await _linked(reader, actor, CONTEST_POST, number, f"#{number}") for number in contested]
    declined = [
        one for one in await results.news(context, actor) if one.state is CaseState.DECLINED and one.title is not None
    ]
    return Todo(
        tuple(open_polls),
        tuple(felt),
        tuple(presenting),
        tuple(changes),
        tuple(unanswered),
        tuple(times),
        await drafts.mine(context, actor) is not None,
        tuple(declined),
        tuple(people),
        tuple(cases),
        tuple(minutes),
        tuple(tasks),
        tuple(swaps),
        tuple(one.id for one in brought),
    )


async def _linked(reader: Reader, actor: Actor, kind: str, subject_id: int, title: str) -> Linked:
    post = await posts.find(reader, actor.community_id, kind, subject_id)
    return Linked(title, post.jump_url if post is not None else None)
