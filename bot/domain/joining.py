"""How a person becomes a member: the agreement, the application, and the decision on it.

The agreement is versioned: what somebody agreed to is stored as a number, and whoever agreed to
an older version is asked again before anything else. Nobody decides twice: a decision on an
application that was decided is a Conflict that says who was first.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import ApplicationId, CommunityId, MemberId

AGREEMENT_VERSION = 1
"""Raise it whenever the sentences of the agreement change in meaning: everybody is asked again."""

MAX_NAME = 80
MAX_PROFESSION = 80
MAX_COUNTRY = 60
MAX_NUMBER = 40
MAX_REASON = 500


class Point(StrEnum):
    """The four things everybody agrees to; the words stand in the cards."""

    PRIVACY = "privacy"
    NO_IDENTIFIERS = "no-identifiers"
    NO_SCREENSHOTS = "no-screenshots"
    NOT_ADVICE = "not-advice"


class ApplicationState(StrEnum):
    """Where an application stands. APPROVED and DECLINED are final."""

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an applicant says about themselves. A registration number is never part of it."""

    name: str
    profession: str
    country: str


@dataclass(frozen=True, slots=True)
class Application:
    """One request to join. `particulars` are None once a decline has wiped them.

    `gave_number` says only *that* a registration number was given, so that the card can be honest
    about it after the number itself is gone.
    """

    id: ApplicationId
    community_id: CommunityId
    member_id: MemberId
    particulars: Particulars | None
    gave_number: bool
    agreement_version: int
    applied_at: datetime
    state: ApplicationState = ApplicationState.PENDING
    decided_by: MemberId | None = None
    decided_at: datetime | None = None
    reason: str | None = None


class Gate(StrEnum):
    """What `/join` has to show to this person."""

    APPLY = "apply"
    """Agreement and application."""
    AGREE = "agree"
    """The agreement alone: a facilitator's first time, or a member whom a new version asks again."""
    WAIT = "wait"
    """An application lies with the facilitators."""
    INSIDE = "inside"
    """A member already."""


def gate(
    *,
    is_facilitator: bool,
    is_member: bool,
    agreed_version: int | None,
    pending: bool,
    version: int = AGREEMENT_VERSION,
) -> Gate:
    """What stands between this person and the community. Facilitators need no approval, but the
    agreement holds for them as for everybody."""
    if is_facilitator or is_member:
        return Gate.INSIDE if agreed_version == version else Gate.AGREE
    return Gate.WAIT if pending else Gate.APPLY


def require_all_points(ticked: Collection[str]) -> None:
    """Raises Invalid unless every point of the agreement is ticked."""
    if any(point not in ticked for point in Point):
        raise Invalid("join.all_points_needed")


def particulars(name: str, profession: str, country: str) -> Particulars:
    """The application as typed, tidied: one line each, no doubled spaces.

    Raises Invalid (with what was typed) for an empty or too long answer."""
    return Particulars(
        name=_line("name", name, MAX_NAME),
        profession=_line("profession", profession, MAX_PROFESSION),
        country=_line("country", country, MAX_COUNTRY),
    )


def decline_reason(text: str) -> str:
    """The reason as typed, without outer spaces. Raises Invalid if there is none or it is too long."""
    reason = text.strip()
    if not reason:
        raise Invalid("join.reason_missing")
    if len(reason) > MAX_REASON:
        raise Invalid("join.reason_too_long", limit=MAX_REASON, typed=text)
    return reason


def approved(application: Application, by: MemberId, now: datetime) -> Application:
    """The application, approved. Raises Conflict if it was decided before."""
    _require_pending(application)
    return dataclasses.replace(application, state=ApplicationState.APPROVED, decided_by=by, decided_at=now)


def declined(application: Application, by: MemberId, now: datetime, reason: str) -> Application:
    """The application, declined, without what the applicant said about themselves.

    Raises Conflict if it was decided before."""
    _require_pending(application)
    return dataclasses.replace(
        application,
        state=ApplicationState.DECLINED,
        decided_by=by,
        decided_at=now,
        reason=reason,
        particulars=None,
        gave_number=False,
    )


def _require_pending(application: Application) -> None:
    if application.state is not ApplicationState.PENDING:
        raise Conflict(
            f"join.already_{application.state.value}",
            by=application.decided_by,
            at=application.decided_at,
        )


_SPACES = re.compile(r"\s+")


def _line(field: str, text: str, limit: int) -> str:
    line = _SPACES.sub(" ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()
    if not any(c.isalnum() for c in line):
        raise Invalid(f"join.{field}_missing")
    if len(line) > limit:
        raise Invalid(f"join.{field}_too_long", limit=limit, typed=text)
    return line
