"""Joining as the store sees it: races, other communities, versions of the agreement."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest
from cryptography.fernet import Fernet

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import ApplicationId, CommunityId, MemberId
from bot.domain.joining import Application, ApplicationState, Gate, Particulars, Point
from bot.domain.people import Actor, Standing
from bot.services import joining, membership
from bot.services.access import admit
from bot.services.context import ServiceContext
from data.vault import Vault
from tests.conftest import COMMUNITY, FACILITATOR_ROLE, OTHER_COMMUNITY

POINTS = [point.value for point in Point]
ASHA = Particulars("Asha Rao", "GP", "Australia")


async def applied(context: ServiceContext, who: Actor, *, gave_number: bool = False) -> Application:
    await joining.apply(context, who, POINTS, ASHA, gave_number=gave_number)
    door = await joining.door(context, who)
    assert door.application is not None
    return door.application


async def timers_of(context: ServiceContext, kind: str) -> int:
    async with context.database.read() as reader:
        return int(str(await reader.value("SELECT count(*) FROM timer WHERE kind = :kind", kind=kind)))


async def test_no_access_before_an_approval(context: ServiceContext, stranger: Actor, facilitator: Actor) -> None:
    with pytest.raises(NotAllowed, match=r"people\.members_only"):
        await membership.set_zone(context, stranger, "Europe/London")
    application = await applied(context, stranger)
    with pytest.raises(NotAllowed, match=r"people\.awaiting_approval"):
        await membership.set_zone(context, stranger, "Europe/London")
    await joining.approve(context, facilitator, application.id)
    await membership.set_zone(context, stranger, "Europe/London")


async def test_what_was_said_comes_back_as_it_was_and_a_number_never(context: ServiceContext, stranger: Actor) -> None:
    application = await applied(context, stranger, gave_number=True)
    assert application.particulars == ASHA
    assert application.gave_number


async def test_the_door_works_on_after_the_key_was_lost(
    context: ServiceContext, stranger: Actor, facilitator: Actor
) -> None:
    application = await applied(context, stranger)
    bereft = dataclasses.replace(context, vault=Vault([Fernet.generate_key()]))
    seen = await joining.door(bereft, stranger)
    assert seen.gate is Gate.WAIT
    assert seen.application is not None
    assert seen.application.particulars is None
    await joining.approve(bereft, facilitator, application.id)
    assert (await joining.door(bereft, stranger)).gate is Gate.INSIDE


async def test_twenty_applications_at_once_make_one(context: ServiceContext, stranger: Actor) -> None:
    results = await asyncio.gather(
        *(joining.apply(context, stranger, POINTS, ASHA, gave_number=False) for _ in range(20)),
        return_exceptions=True,
    )
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 19


async def test_twenty_decisions_at_once_make_one(context: ServiceContext, stranger: Actor, facilitator: Actor) -> None:
    application = await applied(context, stranger)
    other = Actor(COMMUNITY, MemberId(77), frozenset({FACILITATOR_ROLE}))
    results = await asyncio.gather(
        *(joining.approve(context, who, application.id) for who in (facilitator, other) for _ in range(5)),
        *(joining.decline(context, who, application.id, "no") for who in (facilitator, other) for _ in range(5)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Application) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 19
    assert await timers_of(context, "member.role") + await timers_of(context, "member.declined") == 1


async def test_somebody_declined_may_apply_again(context: ServiceContext, stranger: Actor, facilitator: Actor) -> None:
    first = await applied(context, stranger)
    await joining.decline(context, facilitator, first.id, "Please say where you work")
    door = await joining.door(context, stranger)
    assert door.gate is Gate.APPLY
    assert door.application is not None
    assert door.application.reason == "Please say where you work"
    assert door.application.particulars is None
    second = await applied(context, stranger)
    assert second.id != first.id
    assert (await joining.approve(context, facilitator, second.id)).state is ApplicationState.APPROVED


async def test_an_empty_reason_declines_nobody(context: ServiceContext, stranger: Actor, facilitator: Actor) -> None:
    application = await applied(context, stranger)
    with pytest.raises(Invalid):
        await joining.decline(context, facilitator, application.id, "   ")
    await joining.require_pending(context, facilitator, application.id)


async def test_i10_another_communitys_facilitator_finds_no_such_application(
    context: ServiceContext, stranger: Actor, foreign_facilitator: Actor
) -> None:
    application = await applied(context, stranger)
    for attempt in (
        joining.approve(context, foreign_facilitator, application.id),
        joining.decline(context, foreign_facilitator, application.id, "no"),
        joining.require_pending(context, foreign_facilitator, application.id),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await joining.find_application(context, OTHER_COMMUNITY, application.id) is None
    assert (await joining.door(context, stranger)).gate is Gate.WAIT


async def test_i10_a_forged_community_gives_no_rights(
    context: ServiceContext, facilitator: Actor, stranger: Actor
) -> None:
    """The role of one community counts for nothing in another, even if the numbers of the roles were the same."""
    application = await applied(context, stranger)
    elsewhere = Actor(OTHER_COMMUNITY, facilitator.member_id, frozenset({12345}))
    with pytest.raises(NotAllowed):
        await joining.approve(context, elsewhere, application.id)
    with pytest.raises(NotFound):
        await joining.approve(
            context, Actor(CommunityId(404), facilitator.member_id, facilitator.role_ids), application.id
        )
    with pytest.raises(NotFound):
        await joining.approve(context, facilitator, ApplicationId(10**15))


async def test_a3_a_member_of_an_older_agreement_is_stopped_until_they_accept(
    context: ServiceContext, alice: Actor
) -> None:
    async with context.database.write() as writer:
        await writer.run("UPDATE member SET agreed_version = 0 WHERE id = :id", id=alice.member_id)
    async with context.database.read() as reader:
        with pytest.raises(NotAllowed, match=r"people\.agreement_changed"):
            await admit(reader, alice)
    await membership.ask_again(context)
    await membership.ask_again(context)
    assert await timers_of(context, "member.agreement") == 1
    assert not (await membership.owed_role(context, COMMUNITY, alice.member_id)).should_have
    with pytest.raises(Invalid):
        await joining.agree(context, alice, POINTS[:3])
    await joining.agree(context, alice, POINTS)
    await joining.agree(context, alice, POINTS)
    assert (await membership.owed_role(context, COMMUNITY, alice.member_id)).should_have
    async with context.database.read() as reader:
        assert (await admit(reader, alice)).standing is Standing.MEMBER


async def test_agreeing_alone_lets_no_stranger_in(context: ServiceContext, stranger: Actor) -> None:
    with pytest.raises(NotAllowed):
        await joining.agree(context, stranger, POINTS)
    assert (await joining.door(context, stranger)).gate is Gate.APPLY


async def test_a4_the_log_has_who_verified_whom_and_when(
    context: ServiceContext, stranger: Actor, facilitator: Actor
) -> None:
    application = await applied(context, stranger)
    await joining.approve(context, facilitator, application.id)
    async with context.database.read() as reader:
        row = await reader.one("SELECT act, actor_id, member_id, subject_id, at FROM audit ORDER BY id DESC LIMIT 1")
    assert row is not None
    assert tuple(row) == (
        "application.approved",
        facilitator.member_id,
        stranger.member_id,
        application.id,
        int(context.clock.now().timestamp()),
    )
