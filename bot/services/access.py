"""Who is let in: the first line of every use case, inside its own transaction."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import NotFound
from bot.domain.joining import AGREEMENT_VERSION
from bot.domain.people import Actor, Community, Member, Standing, require, require_agreement, standing_of
from data import members
from data.connection import Query
from data.database import Reader


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody who was let in, and how far."""

    community: Community
    member: Member | None
    standing: Standing

    @property
    def zone(self) -> str:
        """The IANA zone in which this person types times: their own, or the community's."""
        return (self.member.zone if self.member else None) or self.community.zone


Found = tuple[Community, Member | None] | None
"""A community and somebody's entry in it, as asked for by `entry_of`; None before `/community setup`."""


def entry_of(actor: Actor) -> Query[Found]:
    """Ask who `actor` is, for `let_in`; for use cases that ask more in the same visit to the store."""
    return members.in_community(actor.community_id, actor.member_id)


async def admit(reader: Reader, actor: Actor, at_least: Standing = Standing.MEMBER) -> Admission:
    """Return who `actor` is in the community they tapped in.

    Raises NotFound (`community.not_set_up`) before `/community setup`, and NotAllowed (see `people.require`) if they
    are not let in that far, or have not accepted the agreement as it stands now (`people.agreement_changed`).
    """
    (found,) = await reader.ask(entry_of(actor))
    return let_in(actor, found, at_least)


def let_in(actor: Actor, found: Found, at_least: Standing = Standing.MEMBER) -> Admission:
    """Return who `actor` is, as `admit` does, once `entry_of` was asked."""
    if found is None:
        raise NotFound("community.not_set_up")
    community, member = found
    standing = standing_of(actor, community, member)
    require(standing, at_least)
    if at_least is Standing.MEMBER and standing is Standing.MEMBER and member is not None:
        require_agreement(member, AGREEMENT_VERSION)
    return Admission(community, member, standing)
