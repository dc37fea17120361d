"""Letting a case out, or not: the decision of a facilitator who did not write it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain import cases as rules
from bot.domain.case_checks import Check
from bot.domain.cases import DRAFT_KEPT, Case, CaseState
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CaseId, CommunityId
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.posts import Post
from bot.domain.rescue import falling_due
from bot.domain.timers import PlannedTimer
from bot.services.access import admit
from bot.services.cases import checking, pictures, sequels
from bot.services.cases.sealing import author_of, unseal_whole
from bot.services.cases.submission import CASE_POST, REVIEW_POST
from bot.services.context import ServiceContext
from data import audit, case_pictures, cases, communities, discussions, posts, timers
from data.cases import StoredCase
from data.database import Reader, Writer

TOLD = "case.told"
"""The timer kind that tells the author the result."""

RETURNED_EXPIRY = "case.returned-expiry"
"""The timer kind that drops the text of a declined case."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as cards show it; `post` is the forum post, None until one is owed; `pictures` is how many it has.

    `check` is what the identifier check says about a waiting case now; None if it could not be run.
    """

    case: Case
    community: Community
    post: Post | None
    pictures: int = 0
    check: Check | None = None


class Verdict(StrEnum):
    """What became of a tap on Release or Decline."""

    DONE = "done"
    ALREADY = "already"  # decided before, by this person or another
    OWN = "own"  # not an error: a refusal in the log would tell who wrote an anonymous case


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict and the case after it."""

    verdict: Verdict
    view: CaseView


async def view(context: ServiceContext, community_id: CommunityId, case_id: CaseId) -> CaseView:
    """Return a case for a card that the bot keeps; raises NotFound `case.unknown`, `case.unreadable`."""
    async with context.database.read() as reader:
        found = await _view(context, reader, community_id, case_id)
    return await _checked(found)


async def look(context: ServiceContext, actor: Actor, case_id: CaseId) -> CaseView:
    """Return a case to a facilitator; raises NotFound `case.unknown`, NotAllowed."""
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        found = await _view(context, reader, actor.community_id, case_id)
    return await _checked(found)


async def release(context: ServiceContext, actor: Actor, case_id: CaseId) -> Decision:
    """Release a waiting case: its text is in clear, the forum post owed and the author to be told, all at once.

    It is checked once more before: if the check cannot run, nothing is released, and what has to go by now (the check
    may have learnt something since) keeps it in. Raises NotFound `case.unknown`, `case.unreadable`, NotAllowed
    `people.facilitators_only`, Conflict `case.check_failed`, `case.must_be_declined`,
    `picture.off_meanwhile`.
    """
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        stored = await _stored(reader, actor.community_id, case_id)
        if _verdict(context, actor, stored) is not Verdict.DONE or stored.sealed is None:
            return Decision(_verdict(context, actor, stored), await _view(context, reader, actor.community_id, case_id))
        text, kept = unseal_whole(context.vault, stored.sealed)
        sealed = await case_pictures.of_case(reader, actor.community_id, case_id)
        if sealed:
            await pictures.require_on(reader, actor.community_id)
    shown = await pictures.opened(context.vault, sealed)
    if (await checking.examine(text)).must_go:
        raise Conflict("case.must_be_declined")
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        now = context.clock.now()
        done = await cases.release(writer, actor.community_id, case_id, text, actor.member_id, now)
        if done:
            # What was kept in a sequel stays as sealed as the sequel: the releasing facilitator has read why.
            in_clear = [one for one in kept if one.part not in rules.NEXT]
            await cases.add_overrulings(writer, actor.community_id, case_id, in_clear)
            await discussions.begin_for_case(writer, actor.community_id, case_id, now)
            await posts.keep(writer, actor.community_id, CASE_POST, case_id, Place.CASES)
            await timers.plan(writer, [falling_due(actor.community_id, case_id, now)])
            await audit.add(writer, actor.community_id, "case.released", actor.member_id, now, subject_id=case_id)
            await pictures.hang(writer, actor.community_id, shown)
            hours_of = admission.community.zone if text.ask.anonymous else None
            await sequels.plan_all(context, writer, actor.community_id, case_id, text.sequels, now, hours_of)
            await _settled(context, writer, actor.community_id, case_id)
        verdict = Verdict.DONE if done else Verdict.ALREADY
        return Decision(verdict, await _view(context, writer, actor.community_id, case_id))


async def decline(context: ServiceContext, actor: Actor, case_id: CaseId, reason: str) -> Decision:
    """Decline a waiting case: its text leaves the queue and waits 72 hours, sealed, for its author.

    Authors may take their own case back in this way. Raises Invalid `case.reason_missing`, `case.reason_too_long`,
    NotFound `case.unknown`, NotAllowed `people.facilitators_only`.
    """
    why = rules.reason(reason)
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        stored = await _stored(writer, actor.community_id, case_id)
        verdict = Verdict.DONE if stored.state is CaseState.WAITING else Verdict.ALREADY
        if verdict is Verdict.DONE:
            now = context.clock.now()
            sealed = context.vault.encrypt(why)
            await cases.decline(writer, actor.community_id, case_id, sealed, actor.member_id, now)
            await audit.add(writer, actor.community_id, "case.declined", actor.member_id, now, subject_id=case_id)
            key = f"case:{actor.community_id}:{case_id}:returned-expiry"
            due_at = now + DRAFT_KEPT
            await timers.plan(writer, [PlannedTimer(RETURNED_EXPIRY, actor.community_id, case_id, key, due_at)])
            await _settled(context, writer, actor.community_id, case_id)
        return Decision(verdict, await _view(context, writer, actor.community_id, case_id))


async def _checked(found: CaseView) -> CaseView:
    """Return a waiting case with what the check says about it now; the second person reads that too."""
    if found.case.state is not CaseState.WAITING or found.case.text is None:
        return found
    with suppress(Conflict):
        return replace(found, check=await checking.examine(found.case.text))
    return found


def _verdict(context: ServiceContext, actor: Actor, stored: StoredCase) -> Verdict:
    if stored.state is not CaseState.WAITING:
        return Verdict.ALREADY
    if author_of(context.vault, stored) == actor.member_id:
        return Verdict.OWN
    return Verdict.DONE


async def _settled(context: ServiceContext, writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Have the queue card show the decision and the author told. The timer names the case, never the author."""
    await posts.keep(writer, community_id, REVIEW_POST, case_id, Place.FACILITATORS)
    key = f"case:{community_id}:{case_id}:told"
    await timers.plan(writer, [PlannedTimer(TOLD, community_id, case_id, key, context.clock.now())])


async def _stored(reader: Reader, community_id: CommunityId, case_id: CaseId) -> StoredCase:
    stored = await cases.find(reader, community_id, case_id)
    if stored is None:
        raise NotFound("case.unknown")
    return stored


async def _view(context: ServiceContext, reader: Reader, community_id: CommunityId, case_id: CaseId) -> CaseView:
    stored = await _stored(reader, community_id, case_id)
    community = await communities.find(reader, community_id)
    if community is None:
        raise NotFound("community.not_set_up")
    text, kept = stored.text, await cases.overrulings_of(reader, community_id, case_id)
    if stored.state is CaseState.WAITING and stored.sealed is not None:
        text, kept = unseal_whole(context.vault, stored.sealed)
    case = Case(
        id=stored.id,
        community_id=stored.community_id,
        state=stored.state,
        author_id=stored.author_id,
        affirmation=stored.affirmation,
        submitted_at=stored.submitted_at,
        text=text,
        overrulings=kept,
        decided_at=stored.decided_at,
        decided_by=stored.decided_by,
    )
    post = await posts.find(reader, community_id, CASE_POST, case_id)
    return CaseView(case, community, post, len(await case_pictures.ids_of_case(reader, community_id, case_id)))
