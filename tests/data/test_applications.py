"""Applications and the audit log as the schema guards them."""

from __future__ import annotations

import sqlite3

import pytest

from bot.domain.ids import CommunityId, MemberId
from bot.domain.joining import ApplicationState
from bot.domain.people import Community, MemberState
from data import applications, audit, members
from data.database import Database, Writer
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.fakes import FakeClock

ASHA = MemberId(50)


async def add(writer: Writer, clock: FakeClock) -> applications.Sealed | None:
    await members.enter(writer, COMMUNITY, ASHA, MemberState.APPLICANT, clock.now(), agreed_version=1)
    found = await applications.add(
        writer, COMMUNITY, ASHA, particulars=b"sealed", gave_number=True, agreement_version=1, now=clock.now()
    )
    return None if found is None else await applications.find(writer, COMMUNITY, found)


async def test_one_application_of_each_person_is_pending_at_most(
    community: Community, database: Database, clock: FakeClock
) -> None:
    async with database.write() as writer:
        assert await add(writer, clock) is not None
        assert await add(writer, clock) is None


async def test_an_application_is_found_in_its_own_community_only(
    community: Community, database: Database, clock: FakeClock
) -> None:
    async with database.write() as writer:
        sealed = await add(writer, clock)
        assert sealed is not None
        assert await applications.find(writer, OTHER_COMMUNITY, sealed.id) is None
        assert await applications.latest(writer, OTHER_COMMUNITY, ASHA) is None
        assert await applications.latest(writer, COMMUNITY, ASHA) == sealed


async def test_a_decline_cannot_be_stored_with_what_the_applicant_said(
    community: Community, database: Database, clock: FakeClock
) -> None:
    async with database.write() as writer:
        sealed = await add(writer, clock)
    assert sealed is not None
    with pytest.raises(sqlite3.IntegrityError):
        async with database.write() as writer:
            await writer.run(
                "UPDATE application SET state = 'declined', decided_by = 1, decided_at = 1, reason = x'00' WHERE id = "
                ":id",
                id=sealed.id,
            )
    async with database.read() as reader:
        found = await applications.find(reader, COMMUNITY, sealed.id)
    assert found is not None
    assert found.state is ApplicationState.PENDING


async def test_no_column_of_any_table_is_for_a_registration_number(database: Database) -> None:
    async with database.read() as reader:
        rows = await reader.all("SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c")
    # The times of a time poll, the parts of a case and the steps of a run sheet are counted from 1.
    counted = {"time_slot", "time_answer", "case_sequel", "run_step"}
    columns = [row[1] for row in rows if row[0] not in counted]
    assert not [column for column in columns if "registration" in column or column == "number"]


@pytest.mark.parametrize(
    "forgery",
    [
        "DELETE FROM audit",
        "UPDATE audit SET act = 'nothing.happened'",
        "UPDATE audit SET at = 0",
        "UPDATE audit SET actor_id = 12",
        "UPDATE audit SET member_id = 12",
        "UPDATE audit SET subject_id = 1",
    ],
)
async def test_i6_the_audit_log_is_append_only(
    community: Community, database: Database, clock: FakeClock, forgery: str
) -> None:
    async with database.write() as writer:
        await audit.add(
            writer, COMMUNITY, "application.approved", MemberId(10), clock.now(), member_id=ASHA, subject_id=7
        )
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        async with database.write() as writer:
            await writer.run(forgery)
    async with database.read() as reader:
        (entry,) = await audit.entries(reader, COMMUNITY)
    assert (entry.act, entry.actor_id, entry.member_id, entry.subject_id) == ("application.approved", 10, ASHA, 7)


async def test_somebody_can_be_forgotten_by_the_audit_log_but_not_replaced(
    community: Community, database: Database, clock: FakeClock
) -> None:
    async with database.write() as writer:
        await audit.add(writer, COMMUNITY, "community.set_up", MemberId(10), clock.now())
        await writer.run("UPDATE audit SET actor_id = NULL WHERE actor_id = 10")
    async with database.read() as reader:
        (entry,) = await audit.entries(reader, COMMUNITY)
    assert entry.actor_id is None


async def test_the_audit_log_ends_with_its_community(
    community: Community, database: Database, clock: FakeClock
) -> None:
    async with database.write() as writer:
        await audit.add(writer, COMMUNITY, "community.set_up", MemberId(10), clock.now())
        await writer.run("DELETE FROM community WHERE id = :id", id=COMMUNITY)
    async with database.read() as reader:
        assert await audit.entries(reader, CommunityId(COMMUNITY)) == []
