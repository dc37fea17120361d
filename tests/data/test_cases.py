from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.domain.cases import Affirmation, Area, Ask, CaseState, CaseText, LifeStage, Overruling, Part, Story
from bot.domain.ids import CaseId, MemberId
from bot.domain.people import Community
from data import case_drafts, cases
from data.database import Database
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.fakes import FakeClock

ALICE, FIONA = MemberId(11), MemberId(10)
TEXT = CaseText(Story("Tired", LifeStage.CHILD, "Since a cold.", ""), Ask("", "What next?", Area.SKIN, anonymous=False))


async def add(database: Database, clock: FakeClock, *, anonymous: bool = False) -> CaseId:
    async with database.write() as writer:
        return await cases.add(
            writer,
            COMMUNITY,
            author_id=None if anonymous else ALICE,
            author_sealed=b"sealed" if anonymous else None,
            sealed=b"sealed",
            affirmation=Affirmation(1, clock.now()),
            now=clock.now(),
        )


async def test_a_member_has_one_draft_and_each_save_raises_its_revision(
    database: Database, clock: FakeClock, community: Community
) -> None:
    expires_at = clock.now() + timedelta(hours=72)
    async with database.write() as writer:
        first = await case_drafts.save(writer, COMMUNITY, ALICE, b"a", now=clock.now(), expires_at=expires_at)
        second = await case_drafts.save(writer, COMMUNITY, ALICE, b"b", now=clock.now(), expires_at=expires_at)
    assert (first.id, first.revision, second.revision) == (second.id, 1, 2)
    async with database.read() as reader:
        found = await case_drafts.find(reader, COMMUNITY, ALICE, clock.now())
        elsewhere = await case_drafts.find(reader, OTHER_COMMUNITY, ALICE, clock.now())
        late = await case_drafts.find(reader, COMMUNITY, ALICE, expires_at)
    assert found == second
    assert elsewhere is None
    assert late is None


async def test_a_draft_is_taken_once_and_only_at_its_revision(
    database: Database, clock: FakeClock, community: Community
) -> None:
    now = clock.now()
    async with database.write() as writer:
        draft = await case_drafts.save(writer, COMMUNITY, ALICE, b"a", now=now, expires_at=now + timedelta(hours=1))
        assert not await case_drafts.take(writer, COMMUNITY, ALICE, draft.id, 2, now)
        assert not await case_drafts.take(writer, OTHER_COMMUNITY, ALICE, draft.id, 1, now)
        assert not await case_drafts.take(writer, COMMUNITY, FIONA, draft.id, 1, now)
        assert await case_drafts.take(writer, COMMUNITY, ALICE, draft.id, 1, now)
        assert not await case_drafts.take(writer, COMMUNITY, ALICE, draft.id, 1, now)


async def test_the_id_of_a_draft_is_never_used_again(
    database: Database, clock: FakeClock, community: Community
) -> None:
    now = clock.now()
    async with database.write() as writer:
        first = await case_drafts.save(writer, COMMUNITY, ALICE, b"a", now=now, expires_at=now + timedelta(hours=1))
        await case_drafts.delete(writer, COMMUNITY, first.id)
        second = await case_drafts.save(writer, COMMUNITY, ALICE, b"a", now=now, expires_at=now + timedelta(hours=1))
    assert second.id > first.id


async def test_a_case_is_released_once_and_reads_back_as_it_was_written(
    database: Database, clock: FakeClock, community: Community
) -> None:
    case_id = await add(database, clock)
    kept = Overruling(Part.CONTEXT, "name", "Graves", "an eponym")
    async with database.write() as writer:
        assert await cases.release(writer, COMMUNITY, case_id, TEXT, FIONA, clock.now())
        assert not await cases.release(writer, COMMUNITY, case_id, TEXT, FIONA, clock.now())
        assert not await cases.decline(writer, COMMUNITY, case_id, b"why", FIONA, clock.now())
        await cases.add_overrulings(writer, COMMUNITY, case_id, [kept])
    async with database.read() as reader:
        found = await cases.find(reader, COMMUNITY, case_id)
        assert await cases.find(reader, OTHER_COMMUNITY, case_id) is None
        assert await cases.overrulings_of(reader, COMMUNITY, case_id) == (kept,)
        assert await cases.overrulings_of(reader, OTHER_COMMUNITY, case_id) == ()
    assert found is not None
    assert (found.state, found.text, found.sealed) == (CaseState.RELEASED, TEXT, None)


async def test_the_schema_itself_lets_nobody_release_their_own(
    database: Database, clock: FakeClock, community: Community
) -> None:
    case_id = await add(database, clock)
    with pytest.raises(sqlite3.IntegrityError):
        async with database.write() as writer:
            await cases.release(writer, COMMUNITY, case_id, TEXT, ALICE, clock.now())


async def test_a_case_is_anonymous_or_named_never_both(
    database: Database, clock: FakeClock, community: Community
) -> None:
    for author_id, author_sealed in ((None, None), (ALICE, b"sealed")):
        with pytest.raises(sqlite3.IntegrityError):
            async with database.write() as writer:
                await cases.add(
                    writer,
                    COMMUNITY,
                    author_id=author_id,
                    author_sealed=author_sealed,
                    sealed=b"x",
                    affirmation=Affirmation(1, clock.now()),
                    now=clock.now(),
                )


async def test_news_are_decided_cases_that_the_author_was_not_told_of_or_may_take_back(
    database: Database, clock: FakeClock, community: Community
) -> None:
    released, declined, waiting = [await add(database, clock) for _ in range(3)]
    anonymous = await add(database, clock, anonymous=True)
    async with database.write() as writer:
        await cases.release(writer, COMMUNITY, released, TEXT, FIONA, clock.now())
        await cases.decline(writer, COMMUNITY, declined, b"why", FIONA, clock.now())
        await cases.decline(writer, COMMUNITY, anonymous, b"why", FIONA, clock.now())
        found = {one.id for one in await cases.with_news(writer, COMMUNITY, ALICE)}
        assert found == {released, declined, anonymous}
        for case_id in (released, declined, waiting):
            await cases.mark_told(writer, COMMUNITY, case_id, clock.now())
        found = {one.id for one in await cases.with_news(writer, COMMUNITY, ALICE)}
        assert found == {declined, anonymous}
        assert await cases.forget_text(writer, COMMUNITY, declined)
        assert not await cases.forget_text(writer, COMMUNITY, declined)
        assert not await cases.forget_text(writer, COMMUNITY, released)
        found = {one.id for one in await cases.with_news(writer, COMMUNITY, ALICE)}
        assert found == {anonymous}
