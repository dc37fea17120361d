"""Who is who in a community, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.errors import NotAllowed
from bot.domain.ids import CommunityId, MemberId


class Standing(IntEnum):
    """How far somebody is let in; each includes those below it."""

    STRANGER = 0
    APPLICANT = 1
    MEMBER = 2
    FACILITATOR = 3


class MemberState(StrEnum):
    """Where somebody is on the way in or out."""

    APPLICANT = "applicant"
    ACTIVE = "active"
    DECLINED = "declined"
    LEFT = "left"


class Place(StrEnum):
    """The channels that the bot knows in a server."""

    NOTICEBOARD = "noticeboard"
    GENERAL = "general"
    CASES = "cases"
    MEETINGS = "meetings"
    FACILITATORS = "facilitators"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who tapped or typed, as the click itself tells: roles come from Discord's payload alone."""

    community_id: CommunityId
    member_id: MemberId
    role_ids: frozenset[int] = frozenset()
    manages_server: bool = False
    locale: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Community:
    """One Discord server; `zone` is an IANA name, `locale` Discord's."""

    id: CommunityId
    zone: str
    locale: str
    facilitator_role_id: int | None = None
    member_role_id: int | None = None
    channels: dict[Place, int] = field(default_factory=dict[Place, int])

    def channel_of(self, place: Place) -> int | None:
        """Return the id of the channel that serves as `place`, or None while it is missing."""
        return self.channels.get(place)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's entry in a community; `zone` is their own IANA zone, None until they set one."""

    community_id: CommunityId
    id: MemberId
    state: MemberState
    zone: str | None
    agreed_version: int | None
    joined_at: datetime


def standing_of(actor: Actor, community: Community, member: Member | None) -> Standing:
    """Return how far `actor` is let in.

    The Facilitator role in Discord makes a facilitator (so that the owner can appoint one by hand); membership
    is the community's own record, so that a role given by hand does not skip the agreement.
    """
    if community.facilitator_role_id is not None and community.facilitator_role_id in actor.role_ids:
        return Standing.FACILITATOR
    match member.state if member else None:
        case MemberState.ACTIVE:
            return Standing.MEMBER
        case MemberState.APPLICANT:
            return Standing.APPLICANT
        case _:
            return Standing.STRANGER


def require(standing: Standing, at_least: Standing) -> None:
    """Raise NotAllowed (`people.facilitators_only`, `people.awaiting_approval`, `people.members_only`) if too low."""
    if standing >= at_least:
        return
    if at_least is Standing.FACILITATOR:
        raise NotAllowed("people.facilitators_only")
    if standing is Standing.APPLICANT:
        raise NotAllowed("people.awaiting_approval")
    raise NotAllowed("people.members_only")


def require_agreement(member: Member, version: int) -> None:
    """Raise NotAllowed (`people.agreement_changed`) unless a member has accepted this version of the agreement.

    A facilitator is never stopped by it: without one, nobody could be let in. `/join` asks them all the same.
    """
    if member.agreed_version != version:
        raise NotAllowed("people.agreement_changed")
