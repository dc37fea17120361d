"""Asking members how a change goes, at 6 and 12 weeks, once and once more; what they say is theirs alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import commitments as rules
from bot.domain.commitments import Check, CheckState, Commitment, Report, Result
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor, Community, MemberState
from bot.domain.timers import Timer
from bot.services.access import admit
from bot.services.commitments import opened, own_one, seal_report
from bot.services.context import ServiceContext
from bot.services.public_text import refuse_identifiers
from data import commitments, communities, members, timers
from data.database import Reader, Writer

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody to be asked how a change goes; `again` if it is the second and last time."""

    community: Community
    commitment: Commitment
    check: Check
    again: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A commitment after its owner told how it went, and for which of the two times."""

    commitment: Commitment
    weeks: int


async def to_ask(ctx: ServiceContext, timer: Timer) -> Question | None:
    """Return what a timer asks, None if there is nothing to ask any more."""
    async with ctx.database.read() as reader:
        found = await _standing(ctx, reader, timer)
        if found is None:
            return None
        commitment, check = found
        community = await communities.find(reader, timer.community_id)
        member = await members.find(reader, timer.community_id, commitment.member_id)
    expected = CheckState.PLANNED if timer.kind == rules.ASK else CheckState.ASKED
    if community is None or member is None or member.state is not MemberState.ACTIVE or check.state is not expected:
        return None
    return Question(community, commitment, check, timer.kind == rules.NUDGE)


async def asked(ctx: ServiceContext, timer: Timer) -> None:
    """Note that the owner was asked; after the first time the second is planned."""
    async with ctx.database.write() as writer:
        found = await _standing(ctx, writer, timer)
        if found is None:
            return
        commitment, check = found
        if timer.kind == rules.ASK and check.state is CheckState.PLANNED:
            await _note(writer, commitment, check, CheckState.ASKED)
            await timers.plan(writer, [rules.nudging(commitment, check, ctx.clock.now())])
        elif timer.kind == rules.NUDGE and check.state is CheckState.ASKED:
            await _note(writer, commitment, check, CheckState.NUDGED)


async def tell(ctx: ServiceContext, actor: Actor, commitment_id: int, weeks: int, result: Result) -> Told:
    """Store how one's own change goes at one of the two times, which the button names: a repeated tap is harmless.

    It may be said otherwise later; the very same again changes nothing. Raises NotFound (`commit.gone`), Conflict
    (`commit.over`).
    """
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        commitment = await own_one(ctx, writer, actor, commitment_id)
        check = _named(commitment, weeks)
        if check is None:
            raise NotFound("commit.gone")
        before = check.report
        if before is None and commitment.ended:
            raise Conflict("commit.over")
        if before is None or before.result is not result:
            told = Report(result) if before is None else replace(before, result=result)
            await _store(ctx, writer, commitment, check, told)
        return Told(await own_one(ctx, writer, actor, commitment_id), check.weeks)


async def tell_more(
    ctx: ServiceContext,
    actor: Actor,
    commitment_id: int,
    weeks: int,
    helped: str,
    hindered: str,
    *,
    may_be_read: bool,
) -> Commitment:
    """Add what helped or hindered to what was told of one time.

    Raises Invalid (`commit.too_long`, `text.identifier`), NotFound (`commit.gone`), Conflict (`commit.not_told`).
    """
    rules.tidy("helped", helped)
    await refuse_identifiers(helped, hindered)
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        commitment = await own_one(ctx, writer, actor, commitment_id)
        check = _named(commitment, weeks)
        if check is None or check.report is None:
            raise Conflict("commit.not_told")
        report = rules.detailed(check.report, helped, hindered, may_be_read=may_be_read)
        sealed = seal_report(ctx.vault, report)
        await commitments.note_check(
            writer, actor.community_id, commitment_id, check.weeks, CheckState.ANSWERED, sealed
        )
        return await own_one(ctx, writer, actor, commitment_id)


async def awaiting(
    ctx: ServiceContext, reader: Reader, community_id: CommunityId, member_id: MemberId
) -> list[Commitment]:
    """Return the commitments of which somebody was asked and has not answered."""
    own = [opened(ctx.vault, one) for one in await commitments.of_member(reader, community_id, member_id)]
    return [one for one in own if one.awaiting is not None]


async def how_many_due(reader: Reader, community_id: CommunityId, now: datetime) -> int:
    """Return how many commitments come due this week; 0 where it is fewer than three, or of fewer than three people."""
    number, people = await commitments.count_due(reader, community_id, now, now + WEEK)
    return number if people >= rules.FEWEST else 0


async def _standing(ctx: ServiceContext, reader: Reader, timer: Timer) -> tuple[Commitment, Check] | None:
    stored = await commitments.find(reader, timer.community_id, timer.subject_id)
    if stored is None or stored.ended:
        return None
    commitment = opened(ctx.vault, stored)
    check = _named(commitment, rules.weeks_of(timer.dedupe_key))
    return None if check is None else (commitment, check)


def _named(commitment: Commitment, weeks: int) -> Check | None:
    return next((check for check in commitment.checks if check.weeks == weeks), None)


async def _store(ctx: ServiceContext, writer: Writer, commitment: Commitment, check: Check, report: Report) -> None:
    sealed = seal_report(ctx.vault, report)
    await commitments.note_check(
        writer, commitment.community_id, commitment.id, check.weeks, CheckState.ANSWERED, sealed
    )
    others = [one for one in commitment.checks if one.weeks != check.weeks]
    told = [(check, report), *((one, one.report) for one in others if one.report is not None)]
    ended = any(rules.ends(one, said.result) for one, said in told)
    await commitments.end(writer, commitment.community_id, commitment.id, ended=ended)
    if ended:
        await timers.cancel(writer, commitment.community_id, rules.KINDS, commitment.id)
    else:
        planned = [rules.asking(commitment, one) for one in others if one.state is CheckState.PLANNED]
        await timers.plan(writer, planned)


async def _note(writer: Writer, commitment: Commitment, check: Check, state: CheckState) -> None:
    await commitments.note_check(writer, commitment.community_id, commitment.id, check.weeks, state)
