"""Rescuing a case that nobody has answered: two members are asked privately, in turn, by interest.

Who is asked is told to nobody. The author of an anonymous case takes their turn as everybody does and is told that
their own case waits; then the turn passes on as if they had tapped **Not now**. So neither the rows, nor the timers,
nor how many are asked tell who wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain import rescue as rules
from bot.domain.cases import Area, CaseState
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CommunityId, MemberId
from bot.domain.people import Actor, Community, MemberState, Standing
from bot.domain.posts import Post
from bot.domain.rescue import Candidate
from bot.domain.timers import NotNow, Timer
from bot.services.access import admit
from bot.services.cases.sealing import author_of
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from data import audit, case_replies, cases, communities, habits, interests, members, posts, rescues, settings, timers
from data.cases import StoredCase
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Rescue:
    """What came of a wish to rescue a case: how many are asked, or since when others were (`before`)."""

    asked: int
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody to be asked, about which case and why; `own` if it is their own, of which they are told."""

    community: Community
    title: str
    area: Area
    released_at: datetime
    post: Post
    interested: bool
    own: bool


async def begin(context: ServiceContext, actor: Actor, case_id: CaseId) -> Rescue:
    """Have two members asked to look at a case, once a case; raises NotFound `rescue.settled` if it needs nobody."""
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        stored = await _unanswered(writer, actor.community_id, case_id)
        if stored is None:
            raise NotFound("rescue.settled")
        before = await rescues.begun_at(writer, actor.community_id, case_id)
        if before is not None:
            return Rescue(0, before)
        now = context.clock.now()
        asked = await _ask_two(writer, stored, now, without=actor.member_id)
        if asked:
            await audit.add(writer, actor.community_id, "rescue.begun", actor.member_id, now, subject_id=int(case_id))
        return Rescue(asked)


async def begin_by_itself(context: ServiceContext, timer: Timer) -> None:
    """Do the same without a tap, where the community wants it so and the case still waits.

    Raises NotNow where everybody rests or is away: it is tried again the next day.
    """
    now, asked = context.clock.now(), None
    async with context.database.write() as writer:
        case_id = CaseId(timer.subject_id)
        stored = await _unanswered(writer, timer.community_id, case_id)
        wanted = (await settings.find(writer, timer.community_id)).rescue
        if stored is not None and wanted and await rescues.begun_at(writer, timer.community_id, case_id) is None:
            asked = await _ask_two(writer, stored, now)
    if asked == 0:
        raise NotNow(now + rules.NEXT_TRY)


async def to_ask(context: ServiceContext, timer: Timer) -> Asking | None:
    """Return what a timer's person is asked now, None if it is not to be asked (any more)."""
    member_id, case_id = MemberId(timer.member_id or 0), CaseId(timer.subject_id)
    async with context.database.read() as reader:
        stored = await _unanswered(reader, timer.community_id, case_id)
        turn = (await rescues.of_case(reader, timer.community_id, case_id)).get(member_id)
        member = await members.find(reader, timer.community_id, member_id)
        community = await communities.find(reader, timer.community_id)
        post = await posts.find(reader, timer.community_id, CASE_POST, case_id)
        if stored is None or stored.text is None or turn is None or turn.passed or community is None or post is None:
            return None
        if member is None or member.state is not MemberState.ACTIVE:
            return None
        area = stored.text.ask.area
        interested = member_id in await interests.interested_in(reader, timer.community_id, area)
    own = _author(context, stored) == member_id
    released_at = stored.decided_at or context.clock.now()
    return Asking(community, stored.text.story.title, area, released_at, post, interested, own)


async def pass_on(context: ServiceContext, actor: Actor, case_id: CaseId) -> None:
    """Let the next person be asked in somebody's place, once; harmless for whoever was not asked."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        await _pass_on(context, writer, actor.community_id, case_id, actor.member_id)


async def not_reached(context: ServiceContext, timer: Timer) -> None:
    """Let the next person be asked in the place of one who was not to be asked after all."""
    async with context.database.write() as writer:
        member_id = MemberId(timer.member_id or 0)
        await _pass_on(context, writer, timer.community_id, CaseId(timer.subject_id), member_id)


async def _pass_on(
    context: ServiceContext, writer: Writer, community_id: CommunityId, case_id: CaseId, member_id: MemberId
) -> None:
    turn = (await rescues.of_case(writer, community_id, case_id)).get(member_id)
    if turn is None or turn.passed:
        return
    await rescues.pass_on(writer, community_id, case_id, member_id)
    stored = await _unanswered(writer, community_id, case_id)
    if turn.turn == 1 and stored is not None:
        await _ask(writer, stored, await _line(writer, stored, context.clock.now()), 1, context.clock.now(), turn=2)


async def _ask_two(writer: Writer, stored: StoredCase, now: datetime, without: MemberId | None = None) -> int:
    """Have the first two in the line asked, but not who wished it; return how many there were."""
    line = [one for one in await _line(writer, stored, now) if one.member_id != without]
    if line:
        await rescues.begin(writer, stored.community_id, stored.id, now)
    return await _ask(writer, stored, line, rules.AT_ONCE, now, turn=1)


async def _ask(
    writer: Writer, stored: StoredCase, line: list[Candidate], most: int, now: datetime, *, turn: int
) -> int:
    at = now if turn == 1 else rules.passed_on_at(now)
    for one in line[:most]:
        await rescues.add(writer, stored.community_id, stored.id, one.member_id, turn, at)
        await timers.plan(writer, [rules.asking(stored.community_id, stored.id, one.member_id, at)])
    return len(line[:most])


async def _line(reader: Reader, stored: StoredCase, now: datetime) -> list[Candidate]:
    """Return who may be asked, the next first: everybody in but those asked about it and its author, if named."""
    community_id = stored.community_id
    area = stored.text.ask.area if stored.text is not None else Area.OTHER
    fans = await interests.interested_in(reader, community_id, area)
    turns = await rescues.turns(reader, community_id)
    asked = await rescues.of_case(reader, community_id, stored.id)
    found = [
        Candidate(member_id, own, member_id in fans, *turns.get(member_id, (0, None)))
        for member_id, own in (await habits.of_active(reader, community_id)).items()
        if member_id not in asked and member_id != stored.author_id
    ]
    return rules.line_up(found, stored.id, now)


async def _unanswered(reader: Reader, community_id: CommunityId, case_id: CaseId) -> StoredCase | None:
    """Return a released case that nobody has answered and that is not hidden, else None."""
    stored = await cases.find(reader, community_id, case_id)
    if stored is None or stored.state is not CaseState.RELEASED:
        return None
    post = await posts.find(reader, community_id, CASE_POST, case_id)
    if post is not None and post.hidden:
        return None
    waiting = {found for found, _ in await case_replies.unanswered(reader, community_id)}
    return stored if case_id in waiting else None


def _author(context: ServiceContext, stored: StoredCase) -> MemberId | None:
    try:
        return author_of(context.vault, stored)
    except NotFound:
        return None
