"""What every test may ask for: a real migrated file, a clock that is moved by hand, a small community."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet

from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor, Community, Place
from bot.services.context import ServiceContext
from data import communities, members
from data.ballot_keys import BallotKeys
from data.database import Database
from data.migrate import migrate
from data.vault import Vault
from tests.fakes import FakeClock

# discord.py forgets the features' modules whenever a bot ends, and tests start hundreds of bots: without compiled
# modules each start compiles them all again, which takes longer than most journeys.
sys.dont_write_bytecode = False

COMMUNITY = CommunityId(1)
OTHER_COMMUNITY = CommunityId(2)
FACILITATOR_ROLE = 900
MEMBER_ROLE = 901


@pytest.fixture
def clock() -> FakeClock:
    """Monday 2 March 2026, 01:00 UTC: 09:00 in Perth."""
    return FakeClock()


@pytest_asyncio.fixture
async def database(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Database]:
    path = tmp_path / "commonroom.db"
    migrate(path, backups=tmp_path / "backups", now=clock.now())
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def context(database: Database, clock: FakeClock, tmp_path: Path) -> ServiceContext:
    return ServiceContext(database, clock, Vault([Fernet.generate_key()]), BallotKeys(tmp_path / "ballot-keys"))


@pytest_asyncio.fixture
async def community(database: Database, clock: FakeClock) -> Community:
    """Community 1 in Perth, with all channels and with facilitator 10 and members 11 to 14; a second one is 2."""
    made = [
        Community(
            id=community_id,
            zone="Australia/Perth",
            locale="en-GB",
            facilitator_role_id=FACILITATOR_ROLE,
            member_role_id=MEMBER_ROLE,
            channels={place: int(community_id) * 100 + index for index, place in enumerate(Place)},
        )
        for community_id in (COMMUNITY, OTHER_COMMUNITY)
    ]
    async with database.write() as writer:
        for one in made:
            await communities.save(writer, one, clock.now())
        for member_id in (10, 11, 12, 13, 14):
            await members.ensure(writer, COMMUNITY, MemberId(member_id), clock.now())
        await members.ensure(writer, OTHER_COMMUNITY, MemberId(20), clock.now())
    return made[0]


def _actor(member_id: int, *roles: int, community_id: CommunityId = COMMUNITY) -> Actor:
    return Actor(community_id=community_id, member_id=MemberId(member_id), role_ids=frozenset(roles))


@pytest.fixture
def facilitator(community: Community) -> Actor:
    return _actor(10, FACILITATOR_ROLE, MEMBER_ROLE)


@pytest.fixture
def alice(community: Community) -> Actor:
    return _actor(11, MEMBER_ROLE)


@pytest.fixture
def bob(community: Community) -> Actor:
    return _actor(12, MEMBER_ROLE)


@pytest.fixture
def carol(community: Community) -> Actor:
    return _actor(13, MEMBER_ROLE)


@pytest.fixture
def dan(community: Community) -> Actor:
    return _actor(14, MEMBER_ROLE)


@pytest.fixture
def stranger(community: Community) -> Actor:
    return _actor(99)


@pytest.fixture
def foreign_facilitator(community: Community) -> Actor:
    """The facilitator of another community."""
    return _actor(20, FACILITATOR_ROLE, community_id=OTHER_COMMUNITY)
