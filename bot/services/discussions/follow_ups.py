"""What became of a case: its author chooses when to be asked, is asked once and once more, and tells, or declines.

Nothing here stores who the author is: timers and rows name the case, and the author is read when there is something to
send (see `seeing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain import follow_ups as rules
from bot.domain.cases import CaseState
from bot.domain.cases import reason as cleaned_reason
from bot.domain.discussions import MOST_NOTES, Discussion, Field, NoteKind, clean
from bot.domain.errors import Invalid, NotAllowed, NotFound
from bot.domain.follow_ups import FollowUpState
from bot.domain.identifiers import Tier
from bot.domain.ids import CaseId, MemberId
from bot.domain.people import Actor, MemberState
from bot.domain.timers import Timer
from bot.domain.times import suggest_times
from bot.services.access import admit
from bot.services.agenda import keep_ahead
from bot.services.cases.sealing import author_of
from bot.services.context import ServiceContext
from bot.services.discussions.finding import resolve
from bot.services.discussions.notes import Noted, Verdict
from bot.services.discussions.seeing import DiscussionView, is_author, keep_post, load, look_at
from bot.services.identifier_check import check
from bot.services.public_text import refuse_identifiers
from data import cases, discussion_notes, discussions, follow_ups, members, timers
from data.cases import StoredCase
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody to be asked what happened, and about which case; `again` if it is the second and last time."""

    author_id: MemberId
    view: DiscussionView
    again: bool


async def look(context: ServiceContext, actor: Actor, typed: str) -> DiscussionView:
    """Return the author's own case that `typed` names.

    Raises as `finding.resolve`, Invalid `talk.no_patient`, NotAllowed `talk.author_only`.
    """
    async with context.database.read() as reader:
        await admit(reader, actor)
        discussion = await resolve(reader, actor.community_id, typed)
        found, stored = await _own(context, reader, actor, _case_of(discussion))
        return await look_at(reader, found, stored)


async def dates_like(context: ServiceContext, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Return readings of a date that is being typed: each in full, and the value to send."""
    async with context.database.read() as reader:
        admission = await admit(reader, actor)
    found = suggest_times(typed, now=context.clock.now(), zone=admission.zone, locale=actor.locale)
    return [(reading.label(actor.locale), reading.value) for reading in found]


async def choose(context: ServiceContext, actor: Actor, typed_case: str, typed_date: str) -> DiscussionView:
    """Have the author of a case asked on a date as typed; raises as `look`, and what `follow_ups.due` raises."""
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        due_at = rules.due(typed_date, context.clock.now(), admission.zone, actor.locale)
        discussion = await resolve(writer, actor.community_id, typed_case)
        return await _plan(context, writer, actor, _case_of(discussion), due_at)


async def choose_weeks(context: ServiceContext, actor: Actor, case_id: CaseId, weeks: int) -> DiscussionView:
    """Have the author asked so many weeks from now; raises NotFound `talk.unknown`, NotAllowed `talk.author_only`."""
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        due_at = rules.in_weeks(weeks, context.clock.now(), admission.zone)
        return await _plan(context, writer, actor, case_id, due_at)


async def decline(context: ServiceContext, actor: Actor, case_id: CaseId) -> DiscussionView:
    """Have the author not asked (any more); harmless when repeated. Raises as `choose_weeks`."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        discussion, stored = await _own(context, writer, actor, case_id)
        await _settle(context, writer, discussion, case_id, FollowUpState.DECLINED)
        return await look_at(writer, discussion, stored)


async def tell(context: ServiceContext, actor: Actor, case_id: CaseId, text: str, reason: str) -> Noted:
    """Add what happened to the post of the author's own case. The very same text again changes nothing.

    What the check surely takes for an identifier is refused; what it questions needs `reason`, as in a case itself.
    Raises Invalid `talk.field_missing`, `talk.field_too_long`, `text.identifier`, `talk.questioned`,
    `case.reason_too_long`, and as `choose_weeks`.
    """
    said = clean(Field.OUTCOME, text)
    await refuse_identifiers(said, reason)
    questioned = tuple(said[one.start : one.end] for one in await check(said) if one.tier is Tier.CONFIRM)
    if questioned and not reason.strip():
        raise Invalid("talk.questioned", found=questioned, typed=said)
    because = cleaned_reason(reason) if questioned else None
    async with context.database.write() as writer:
        await admit(writer, actor)
        discussion, stored = await _own(context, writer, actor, case_id)
        there = [
            note.text
            for note in await discussion_notes.of_discussion(writer, actor.community_id, discussion.id)
            if note.kind is NoteKind.OUTCOME
        ]
        full = said not in there and len(there) >= MOST_NOTES
        if said not in there and not full:
            await discussion_notes.add(
                writer, actor.community_id, discussion.id, NoteKind.OUTCOME, said, context.clock.now(), because
            )
        await _settle(context, writer, discussion, case_id, FollowUpState.ANSWERED)
        return Noted(Verdict.FULL if full else Verdict.DONE, await look_at(writer, discussion, stored))


async def to_ask(context: ServiceContext, timer: Timer) -> Asking | None:
    """Return whom a timer asks, or None if there is nothing to ask (any more).

    A case that still awaits its release is asked about a week later.
    """
    case_id = CaseId(timer.subject_id)
    async with context.database.write() as writer:
        one = await follow_ups.find(writer, timer.community_id, case_id)
        stored = await cases.find(writer, timer.community_id, case_id)
        expected = FollowUpState.PLANNED if timer.kind == rules.ASK else FollowUpState.ASKED
        if one is None or stored is None or one.state is not expected:
            return None
        if stored.state is CaseState.WAITING:
            later = await follow_ups.plan(writer, timer.community_id, case_id, context.clock.now() + rules.WAITS)
            await timers.plan(writer, [rules.asking(later)])
            return None
        discussion = await discussions.of_case(writer, timer.community_id, case_id)
        if stored.state is not CaseState.RELEASED or discussion is None:
            return None
        author_id = author_of(context.vault, stored)
        author = await members.find(writer, timer.community_id, author_id)
        if author is None or author.state is not MemberState.ACTIVE:
            return None
        return Asking(author_id, await look_at(writer, discussion, stored), timer.kind == rules.NUDGE)


async def asked(context: ServiceContext, timer: Timer) -> None:
    """Note that the author was asked; after the first time the second is planned."""
    case_id = CaseId(timer.subject_id)
    async with context.database.write() as writer:
        one = await follow_ups.find(writer, timer.community_id, case_id)
        if one is None or not one.is_open:
            return
        if timer.kind == rules.NUDGE:
            await follow_ups.set_state(writer, timer.community_id, case_id, FollowUpState.NUDGED)
            return
        await follow_ups.set_state(writer, timer.community_id, case_id, FollowUpState.ASKED)
        await timers.plan(writer, [rules.nudging(one, context.clock.now())])


def _case_of(discussion: Discussion) -> CaseId:
    if discussion.case_id is None:
        raise Invalid("talk.no_patient")
    return discussion.case_id


async def _own(
    context: ServiceContext, reader: Reader, actor: Actor, case_id: CaseId
) -> tuple[Discussion, StoredCase | None]:
    discussion = await discussions.of_case(reader, actor.community_id, case_id)
    if discussion is None:
        raise NotFound("talk.unknown")
    found, stored = await load(reader, actor.community_id, discussion.id)
    if not is_author(context, actor, found, stored):
        raise NotAllowed("talk.author_only")
    return found, stored


async def _plan(
    context: ServiceContext, writer: Writer, actor: Actor, case_id: CaseId, due_at: datetime
) -> DiscussionView:
    discussion, stored = await _own(context, writer, actor, case_id)
    await timers.cancel(writer, actor.community_id, rules.KINDS, case_id)
    planned = await follow_ups.plan(writer, actor.community_id, case_id, due_at)
    await timers.plan(writer, [rules.asking(planned)])
    await keep_post(writer, discussion)
    await keep_ahead(writer, actor.community_id, context.clock.now())
    return await look_at(writer, discussion, stored)


async def _settle(
    context: ServiceContext, writer: Writer, discussion: Discussion, case_id: CaseId, state: FollowUpState
) -> None:
    await timers.cancel(writer, discussion.community_id, rules.KINDS, case_id)
    await follow_ups.set_state(writer, discussion.community_id, case_id, state)
    await keep_post(writer, discussion)
    await keep_ahead(writer, discussion.community_id, context.clock.now())
