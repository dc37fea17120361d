"""Who is asked what at the door, and what an application may hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain import joining
from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import ApplicationId, CommunityId, MemberId
from bot.domain.joining import (
    AGREEMENT_VERSION,
    Application,
    ApplicationState,
    Gate,
    Particulars,
    Point,
)

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
FAY, GUS = MemberId(1), MemberId(2)


def application() -> Application:
    return Application(
        id=ApplicationId(7),
        community_id=CommunityId(1),
        member_id=MemberId(3),
        particulars=Particulars("Asha Rao", "GP", "Australia"),
        gave_number=True,
        agreement_version=1,
        applied_at=NOW,
    )


@pytest.mark.parametrize(
    ("is_facilitator", "is_member", "agreed", "pending", "expected"),
    [
        (False, False, None, False, Gate.APPLY),
        (False, False, 1, False, Gate.APPLY),
        (False, False, None, True, Gate.WAIT),
        (False, True, 1, False, Gate.INSIDE),
        (False, True, 0, False, Gate.AGREE),
        (False, True, None, False, Gate.AGREE),
        (True, False, None, False, Gate.AGREE),
        (True, False, None, True, Gate.AGREE),
        (True, True, 1, False, Gate.INSIDE),
    ],
)
def test_each_person_is_asked_exactly_what_is_missing(
    is_facilitator: bool,
    is_member: bool,
    agreed: int | None,
    pending: bool,
    expected: Gate,
) -> None:
    found = joining.gate(
        is_facilitator=is_facilitator,
        is_member=is_member,
        agreed_version=agreed,
        pending=pending,
        version=1,
    )
    assert found is expected


def test_a_new_version_of_the_agreement_asks_everybody_again() -> None:
    for is_facilitator in (False, True):
        found = joining.gate(
            is_facilitator=is_facilitator,
            is_member=True,
            agreed_version=AGREEMENT_VERSION,
            pending=False,
            version=AGREEMENT_VERSION + 1,
        )
        assert found is Gate.AGREE


def test_every_point_must_be_ticked() -> None:
    joining.require_all_points([point.value for point in Point])
    for point in Point:
        with pytest.raises(Invalid):
            joining.require_all_points([other.value for other in Point if other is not point])


def test_what_is_typed_is_tidied_to_one_line() -> None:
    found = joining.particulars("  Asha \n Rao ", "GP\t", "New\u200b  Zealand")
    assert found == Particulars("Asha Rao", "GP", "New Zealand")


@pytest.mark.parametrize(
    ("name", "profession", "country", "code"),
    [
        ("", "GP", "UK", "join.name_missing"),
        ("   ", "GP", "UK", "join.name_missing"),
        ("🙂", "GP", "UK", "join.name_missing"),
        ("A", "-", "UK", "join.profession_missing"),
        ("A", "GP", "\u200b", "join.country_missing"),
        ("a" * 81, "GP", "UK", "join.name_too_long"),
        ("A", "g" * 4000, "UK", "join.profession_too_long"),
        ("A", "GP", "u" * 61, "join.country_too_long"),
    ],
)
def test_an_answer_that_is_missing_or_too_long_is_refused_by_name(
    name: str, profession: str, country: str, code: str
) -> None:
    with pytest.raises(Invalid) as raised:
        joining.particulars(name, profession, country)
    assert raised.value.code == code


def test_an_approval_is_recorded_with_who_and_when() -> None:
    found = joining.approved(application(), FAY, NOW)
    assert (found.state, found.decided_by, found.decided_at) == (
        ApplicationState.APPROVED,
        FAY,
        NOW,
    )


def test_a_decline_forgets_what_the_applicant_said_about_themselves() -> None:
    found = joining.declined(application(), FAY, NOW, "Not a clinician")
    assert found.particulars is None
    assert not found.gave_number
    assert found.reason == "Not a clinician"


def test_nobody_decides_twice_and_the_second_hears_who_was_first() -> None:
    once = joining.approved(application(), FAY, NOW)
    for again in (
        lambda: joining.approved(once, GUS, NOW),
        lambda: joining.declined(once, GUS, NOW, "x"),
    ):
        with pytest.raises(Conflict) as raised:
            again()
        assert raised.value.code == "join.already_approved"
        assert raised.value.params["by"] == FAY


@pytest.mark.parametrize(
    ("text", "code"),
    [("  ", "join.reason_missing"), ("x" * 501, "join.reason_too_long")],
)
def test_a_decline_needs_a_reason_of_a_length_that_can_be_sent(text: str, code: str) -> None:
    with pytest.raises(Invalid) as raised:
        joining.decline_reason(text)
    assert raised.value.code == code
