"""Handing a case in: checked once more, affirmed, and from then on in the facilitators' queue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain import cases as rules
from bot.domain import pictures
from bot.domain.case_checks import overruled
from bot.domain.errors import Conflict, Invalid
from bot.domain.follow_ups import asking, due
from bot.domain.ids import CaseId
from bot.domain.people import Actor, Place, Standing
from bot.services.access import admit
from bot.services.cases import checking, drafts
from bot.services.cases.sealing import seal
from bot.services.context import ServiceContext
from data import case_drafts, case_pictures, cases, follow_ups, posts, settings, timers

REVIEW_POST = "case-review"
CASE_POST = "case"


@dataclass(frozen=True, slots=True)
class Submitted:
    """A case that was handed in; `by_facilitator` because nobody releases their own.

    `follow_up_at` (UTC) is when its author will be asked what happened, if they wished so.
    """

    case_id: CaseId
    anonymous: bool
    by_facilitator: bool
    follow_up_at: datetime | None = None


async def ready(context: ServiceContext, actor: Actor, draft_id: int, revision: int) -> checking.Checked:
    """Return a draft that may be affirmed: checked as it is now, with nothing left that must go.

    Raises Conflict `case.draft_moved` if it was changed after the check that the author has in front of them,
    Conflict `case.must_redact` (with `n`), Invalid `case.part_too_long`, and as `checking.look`.
    """
    checked = await checking.look(context, actor, draft_id)
    if checked.draft.revision != revision:
        raise Conflict("case.draft_moved")
    if checked.check.must_go:
        raise Conflict("case.must_redact", n=len(checked.check.must_go))
    rules.fits(checked.check.text)
    return checked


async def submit(
    context: ServiceContext,
    actor: Actor,
    draft_id: int,
    revision: int,
    ticked: Collection[str],
    reason: str,
    follow_up: str = "",
    looked: Collection[str] = (),
) -> Submitted:
    """Turn a draft into a waiting case. `reason` is why the author keeps what was questioned; unused if nothing was.

    `follow_up` is a date as typed, on which the author wants to be asked what happened; empty for none. `looked` is
    what they looked for on its pictures, if it has any.

    Raises Invalid `case.not_affirmed`, `case.reason_missing`, `case.reason_too_long`, `case.reason_identifies`,
    `picture.not_looked`, Conflict `picture.off_meanwhile`, what `follow_ups.due` raises, and as `ready`.
    The text stays sealed.
    """
    affirmation = rules.affirm(ticked, context.clock.now())
    checked = await ready(context, actor, draft_id, revision)
    kept: tuple[rules.Overruling, ...] = ()
    if checked.check.questioned:
        why = rules.reason(reason)
        if await checking.holds_identifier(why):
            raise Invalid("case.reason_identifies")
        kept = overruled(checked.check, why)
    text = checked.check.text
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        now = context.clock.now()
        due_at = due(follow_up, now, admission.zone, actor.locale) if follow_up.strip() else None
        anonymous = text.ask.anonymous
        case_id = await cases.add(
            writer,
            actor.community_id,
            author_id=None if anonymous else actor.member_id,
            author_sealed=context.vault.encrypt(str(actor.member_id)) if anonymous else None,
            sealed=seal(context.vault, text.story, text.ask, kept, text.sequels),
            affirmation=affirmation,
            now=now,
        )
        if await case_pictures.count_of_draft(writer, actor.community_id, draft_id):
            if not (await settings.find(writer, actor.community_id)).pictures:
                raise Conflict("picture.off_meanwhile")
            seen = pictures.looked(looked, now)
            await case_pictures.hand_in(writer, actor.community_id, draft_id, case_id, seen)
        # Only now: with a draft go the pictures that still belong to it.
        if not await case_drafts.take(writer, actor.community_id, actor.member_id, draft_id, revision, now):
            raise Conflict("case.draft_moved")
        await timers.cancel(writer, actor.community_id, drafts.EXPIRY, draft_id)
        await posts.keep(writer, actor.community_id, REVIEW_POST, case_id, Place.FACILITATORS)
        if due_at is not None:
            planned = await follow_ups.plan(writer, actor.community_id, case_id, due_at)
            await timers.plan(writer, [asking(planned)])
    return Submitted(case_id, anonymous, admission.standing is Standing.FACILITATOR, due_at)
