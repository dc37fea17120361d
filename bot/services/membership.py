"""Being a member: the role that goes with it, the agreement when it changes, the zone, and leaving.

Discord's Member role follows the store: a timer `member.role` brings it in line, whoever changed what, and is tried
again until it can. The agreement counts for it too: whoever has not accepted the current version does without.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import NotFound
from bot.domain.ids import ApplicationId, CommunityId, MemberId
from bot.domain.joining import AGREEMENT_VERSION, Application, ApplicationState
from bot.domain.people import Actor, Community, MemberState, Place, Standing
from bot.domain.timers import PlannedTimer
from bot.services import commitments
from bot.services.access import Admission, admit
from bot.services.context import ServiceContext
from bot.services.notices import tell_facilitators
from bot.services.presenters import free_all_of
from data import applications, calendars, communities, members, posts, prompt_answers, timers
from data.applications import Sealed
from data.database import Writer


@dataclass(frozen=True, slots=True)
class OwedRole:
    """Whether somebody should have the Member role, and which role that is (None while it is missing)."""

    community: Community
    role_id: int | None
    should_have: bool


async def owed_role(context: ServiceContext, community_id: CommunityId, member_id: MemberId) -> OwedRole:
    """Return what Discord should show for somebody: the role goes with being in and the current agreement."""
    async with context.database.read() as reader:
        community = await communities.find(reader, community_id)
        member = await members.find(reader, community_id, member_id)
    if community is None:
        raise NotFound("community.not_set_up")
    is_in = member is not None and member.state is MemberState.ACTIVE
    agreed = member is not None and member.agreed_version == AGREEMENT_VERSION
    return OwedRole(community, community.member_role_id, is_in and agreed)


async def role_given(context: ServiceContext, community_id: CommunityId, member_id: MemberId) -> None:
    """Note that somebody has the role now: whoever was approved is welcomed, once for each application."""
    async with context.database.write() as writer:
        sealed = await applications.latest(writer, community_id, member_id)
        if sealed is not None and sealed.state is ApplicationState.APPROVED:
            await timers.plan(writer, [message_timer("member.welcome", sealed, context)])


async def role_missed(context: ServiceContext, actor: Actor) -> bool:
    """Return whether a member is without the role though none is on its way; the facilitators are told, once a week.

    Whoever leaves the server and comes back is without it. It is not given back by itself: so that nobody from whom
    it was taken has it again by one command, a person decides.
    """
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        role_id = admission.community.member_role_id
        if role_id is None or role_id in actor.role_ids:
            return False
        if await timers.is_open(writer, actor.community_id, "member.role", actor.member_id):
            return False
        year, week, _ = context.clock.now().isocalendar()
        key = f"{actor.member_id}:{year}-{week:02}"
        await tell_facilitators(
            context, writer, actor.community_id, "members.role_missing", key, who=actor.member_id, role=role_id
        )
    return True


async def has_left(context: ServiceContext, community_id: CommunityId, member_id: MemberId) -> None:
    """Note that somebody is no longer in the server; should they come back, they apply again."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await members.enter(writer, community_id, member_id, MemberState.LEFT, now)
        sealed = await applications.latest(writer, community_id, member_id)
        if sealed is not None:
            await keep_card(writer, community_id, sealed.id)
        await free_all_of(writer, community_id, member_id, now)
        await commitments.erase_of(writer, community_id, member_id)
        # Whoever comes back gets a new address: the old one may lie in a calendar that is not theirs any more.
        await calendars.drop_feed(writer, community_id, member_id)
        await prompt_answers.drop_open_of(writer, community_id, member_id)


async def ask_again(context: ServiceContext) -> None:
    """After a new version of the agreement: whoever has not accepted it loses the role and is asked, once each."""
    async with context.database.read() as reader:
        behind = await members.not_agreed_to(reader, AGREEMENT_VERSION)
    if not behind:
        return
    now = context.clock.now()
    async with context.database.write() as writer:
        await timers.plan(
            writer,
            [
                PlannedTimer(
                    kind=kind,
                    community_id=member.community_id,
                    subject_id=member.id,
                    member_id=member.id,
                    dedupe_key=f"{kind}:{member.community_id}:{member.id}:version:{AGREEMENT_VERSION}",
                    due_at=now,
                )
                for member in behind
                for kind in ("member.role", "member.agreement")
            ],
        )


async def set_zone(context: ServiceContext, actor: Actor, zone: str) -> None:
    """Store somebody's own IANA zone."""
    async with context.database.write() as writer:
        await admit_with_entry(context, writer, actor)
        await members.set_zone(writer, actor.community_id, actor.member_id, zone)


async def admit_with_entry(context: ServiceContext, writer: Writer, actor: Actor) -> Admission:
    """Let a member in for what belongs to their entry; a facilitator by role who has none yet gets one."""
    admission = await admit(writer, actor)
    if admission.member is None:
        await members.enter(writer, actor.community_id, actor.member_id, MemberState.ACTIVE, context.clock.now())
    return admission


async def standing(context: ServiceContext, actor: Actor) -> Standing | None:
    """Return how far somebody is let in, or None where the server has not been set up."""
    async with context.database.read() as reader:
        if await communities.find(reader, actor.community_id) is None:
            return None
        return (await admit(reader, actor, Standing.STRANGER)).standing


async def keep_card(writer: Writer, community_id: CommunityId, application_id: ApplicationId) -> None:
    """Owe the facilitators the card of an application, as it stands now."""
    await posts.keep(writer, community_id, "application", application_id, Place.FACILITATORS)


async def owe_role(
    context: ServiceContext, writer: Writer, community_id: CommunityId, member_id: MemberId, why: str
) -> None:
    """Have somebody's Member role brought in line with their entry; `why` names the occasion, each counts once."""
    planned = PlannedTimer(
        kind="member.role",
        community_id=community_id,
        subject_id=member_id,
        member_id=member_id,
        dedupe_key=f"member.role:{community_id}:{member_id}:{why}",
        due_at=context.clock.now(),
    )
    await timers.plan(writer, [planned])


def message_timer(kind: str, application: Application | Sealed, context: ServiceContext) -> PlannedTimer:
    """Return the timer of a message that this application brings its author, once."""
    return PlannedTimer(
        kind=kind,
        community_id=application.community_id,
        subject_id=application.id,
        member_id=application.member_id,
        dedupe_key=f"{kind}:{application.id}",
        due_at=context.clock.now(),
    )
