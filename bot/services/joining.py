"""Joining: the agreement, the application, and the facilitators' decision.

What an applicant says about themselves is encrypted in the store and wiped by a decline. A registration number never
comes here at all: the cog shows it on the card and holds it in memory only (see `cogs.members.slips`); what is stored
is whether one was given. The decision is a row first; the role and the welcome are timers written with it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain import joining
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import ApplicationId, CommunityId
from bot.domain.joining import AGREEMENT_VERSION, Application, ApplicationState, Gate, Particulars
from bot.domain.people import Actor, Member, MemberState, Standing
from bot.services.access import Admission, admit
from bot.services.context import ServiceContext
from bot.services.membership import keep_card, message_timer, owe_role
from data import applications, audit, members, timers
from data.applications import Sealed
from data.database import Reader, Writer
from data.vault import VaultError


@dataclass(frozen=True, slots=True)
class Door:
    """What stands between somebody and the community; `application` is their latest, if any."""

    gate: Gate
    admission: Admission
    application: Application | None


async def door(context: ServiceContext, actor: Actor) -> Door:
    """Return what `/join` has to show to this person."""
    async with context.database.read() as reader:
        return await _door(context, reader, actor)


async def _door(context: ServiceContext, reader: Reader, actor: Actor) -> Door:
    admission = await admit(reader, actor, Standing.STRANGER)
    sealed = await applications.latest(reader, actor.community_id, actor.member_id)
    member = admission.member
    gate = joining.gate(
        is_facilitator=admission.standing is Standing.FACILITATOR,
        is_member=member is not None and member.state is MemberState.ACTIVE,
        agreed_version=member.agreed_version if member else None,
        pending=sealed is not None and sealed.state is ApplicationState.PENDING,
    )
    return Door(gate, admission, None if sealed is None else _opened(context, sealed))


async def agree(context: ServiceContext, actor: Actor, ticked: Collection[str]) -> None:
    """Accept the current agreement, for a member or a facilitator; a facilitator becomes a member by it.

    Raises Invalid (`join.all_points_needed`), and NotAllowed for whoever has to apply first. Twice is harmless.
    """
    joining.require_all_points(ticked)
    now = context.clock.now()
    async with context.database.write() as writer:
        found = await _door(context, writer, actor)
        if found.gate is Gate.INSIDE:
            return
        if found.gate is not Gate.AGREE:
            await admit(writer, actor, Standing.MEMBER)
        await members.enter(
            writer, actor.community_id, actor.member_id, MemberState.ACTIVE, now, agreed_version=AGREEMENT_VERSION
        )
        await audit.add(
            writer,
            actor.community_id,
            "agreement.accepted",
            actor.member_id,
            now,
            member_id=actor.member_id,
            subject_id=AGREEMENT_VERSION,
        )
        await owe_role(context, writer, actor.community_id, actor.member_id, f"agreed:{AGREEMENT_VERSION}")


async def apply(
    context: ServiceContext, actor: Actor, ticked: Collection[str], particulars: Particulars, *, gave_number: bool
) -> None:
    """Accept the agreement and ask to be let in; the card for the facilitators is owed from here on.

    Raises Invalid (`join.all_points_needed`) and Conflict (`join.already_applied`, `join.already_inside`).
    """
    joining.require_all_points(ticked)
    now = context.clock.now()
    sealed = context.vault.encrypt(json.dumps(dataclasses.asdict(particulars)))
    async with context.database.write() as writer:
        found = await _door(context, writer, actor)
        if found.gate is Gate.WAIT:
            raise Conflict("join.already_applied")
        if found.gate is not Gate.APPLY:
            raise Conflict("join.already_inside")
        await members.enter(
            writer, actor.community_id, actor.member_id, MemberState.APPLICANT, now, agreed_version=AGREEMENT_VERSION
        )
        application_id = await applications.add(
            writer,
            actor.community_id,
            actor.member_id,
            particulars=sealed,
            gave_number=gave_number,
            agreement_version=AGREEMENT_VERSION,
            now=now,
        )
        if application_id is None:
            raise Conflict("join.already_applied")
        await keep_card(writer, actor.community_id, application_id)


async def approve(context: ServiceContext, actor: Actor, application_id: ApplicationId) -> Application:
    """Let an applicant in. Raises Conflict (`join.already_approved`, `join.already_declined`) if it was decided."""
    now = context.clock.now()
    async with context.database.write() as writer:
        decided = joining.approved(await _to_decide(context, writer, actor, application_id), actor.member_id, now)
        await _store_decision(context, writer, decided, None)
        await members.enter(writer, actor.community_id, decided.member_id, MemberState.ACTIVE, now)
        await owe_role(context, writer, actor.community_id, decided.member_id, f"application:{application_id}")
    return decided


async def decline(context: ServiceContext, actor: Actor, application_id: ApplicationId, reason: str) -> Application:
    """Turn an applicant down, privately; what they said about themselves is wiped. Raises Invalid and Conflict."""
    now = context.clock.now()
    async with context.database.write() as writer:
        application = await _to_decide(context, writer, actor, application_id)
        decided = joining.declined(application, actor.member_id, now, joining.decline_reason(reason))
        await _store_decision(context, writer, decided, context.vault.encrypt(decided.reason or ""))
        await members.enter(writer, actor.community_id, decided.member_id, MemberState.DECLINED, now)
        await timers.plan(writer, [message_timer("member.declined", decided, context)])
    return decided


async def require_pending(context: ServiceContext, actor: Actor, application_id: ApplicationId) -> None:
    """Raise what deciding this application would raise, before anybody types a reason for it."""
    async with context.database.read() as reader:
        joining.approved(await _to_decide(context, reader, actor, application_id), actor.member_id, context.clock.now())


async def find_application(
    context: ServiceContext, community_id: CommunityId, application_id: ApplicationId
) -> tuple[Application, Member | None] | None:
    """Return an application with its author's entry, or None."""
    async with context.database.read() as reader:
        sealed = await applications.find(reader, community_id, application_id)
        if sealed is None:
            return None
        member = await members.find(reader, community_id, sealed.member_id)
    return _opened(context, sealed), member


async def _to_decide(
    context: ServiceContext, reader: Reader, actor: Actor, application_id: ApplicationId
) -> Application:
    await admit(reader, actor, Standing.FACILITATOR)
    sealed = await applications.find(reader, actor.community_id, application_id)
    if sealed is None:
        raise NotFound("join.no_such_application")
    return _opened(context, sealed)


async def _store_decision(context: ServiceContext, writer: Writer, decided: Application, reason: bytes | None) -> None:
    sealed = await applications.find(writer, decided.community_id, decided.id)
    if sealed is None or decided.decided_by is None:
        raise RuntimeError("a decision on an application that is not there")
    await applications.decide(
        writer,
        dataclasses.replace(
            sealed,
            state=decided.state,
            decided_by=decided.decided_by,
            decided_at=decided.decided_at,
            reason=reason,
            particulars=None if decided.particulars is None else sealed.particulars,
            gave_number=decided.gave_number,
        ),
    )
    await audit.add(
        writer,
        decided.community_id,
        f"application.{decided.state}",
        decided.decided_by,
        context.clock.now(),
        member_id=decided.member_id,
        subject_id=decided.id,
    )
    await keep_card(writer, decided.community_id, decided.id)


def _opened(context: ServiceContext, sealed: Sealed) -> Application:
    """Return an application; what was sealed with a key that is lost counts as wiped, so that the door still works."""
    said = _unsealed(context, sealed.particulars)
    return Application(
        id=sealed.id,
        community_id=sealed.community_id,
        member_id=sealed.member_id,
        particulars=None if said is None else Particulars(**json.loads(said)),
        gave_number=sealed.gave_number,
        agreement_version=sealed.agreement_version,
        applied_at=sealed.applied_at,
        state=sealed.state,
        decided_by=sealed.decided_by,
        decided_at=sealed.decided_at,
        reason=_unsealed(context, sealed.reason),
    )


def _unsealed(context: ServiceContext, token: bytes | None) -> str | None:
    if token is None:
        return None
    try:
        return context.vault.decrypt(token)
    except VaultError:
        return None
