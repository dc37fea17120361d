from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.cases import Draft
from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.people import Actor
from bot.domain.pictures import MOST_PICTURES, Consent, Look
from bot.domain.settings import find_setting
from bot.services import settings
from bot.services.cases import pictures, release, submission
from bot.services.context import ServiceContext
from data import case_pictures, members
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.pictures import jpeg, photo
from tests.services.test_cases import ALL, draft

SMALL = jpeg(photo(80, 60))


@pytest.fixture
async def allowed(context: ServiceContext, facilitator: Actor) -> None:
    await settings.choose(context, facilitator, find_setting("pictures").name, ["on"])


async def add(context: ServiceContext, actor: Actor, one: Draft) -> Draft:
    return await pictures.add(context, actor, one.id, SMALL, "Both shins", list(Consent))


@pytest.mark.usefixtures("allowed")
async def test_ten_at_once_leave_no_more_than_a_case_may_have(context: ServiceContext, alice: Actor) -> None:
    one = await draft(context, alice)
    done = await asyncio.gather(*(add(context, alice, one) for _ in range(10)), return_exceptions=True)
    refused = [error for error in done if isinstance(error, Conflict)]
    assert [error.code for error in refused] == ["picture.too_many"] * (10 - MOST_PICTURES)
    async with context.database.read() as reader:
        assert await case_pictures.count_of_draft(reader, COMMUNITY, one.id) == MOST_PICTURES


@pytest.mark.usefixtures("allowed")
async def test_nobody_else_reaches_a_picture(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor
) -> None:
    one = await add(context, alice, await draft(context, alice))
    [shown] = (await pictures.album(context, alice, one)).pictures
    others = await draft(context, bob)
    with pytest.raises(NotFound, match=r"case\.draft_gone"):
        await pictures.take_off(context, bob, one.id, shown.id)
    await pictures.take_off(context, bob, others.id, shown.id)
    assert len((await pictures.album(context, alice, one)).pictures) == 1, "an id of another draft does nothing"
    handed_in = await submission.submit(context, alice, one.id, one.revision, ALL, "", looked=list(Look))
    with pytest.raises(NotAllowed):
        await pictures.waiting(context, bob, handed_in.case_id)
    assert len(await pictures.waiting(context, facilitator, handed_in.case_id)) == 1
    foreign = replace(facilitator, community_id=OTHER_COMMUNITY)
    async with context.database.write() as writer:
        await members.ensure(writer, OTHER_COMMUNITY, foreign.member_id, context.clock.now())
    assert await pictures.waiting(context, foreign, handed_in.case_id) == ()
    with pytest.raises(NotFound):
        await pictures.view(context, OTHER_COMMUNITY, shown.id)


@pytest.mark.usefixtures("allowed")
async def test_without_having_looked_nothing_is_handed_in(context: ServiceContext, alice: Actor) -> None:
    one = await add(context, alice, await draft(context, alice))
    for looked in ([], [Look.FACE], ["face", "face", "face"]):
        with pytest.raises(Invalid, match=r"picture\.not_looked"):
            await submission.submit(context, alice, one.id, one.revision, ALL, "", looked=looked)
    assert len((await pictures.album(context, alice, one)).pictures) == 1, "the draft and its picture stay"


@pytest.mark.usefixtures("allowed")
async def test_a_screen_without_the_picture_hands_nothing_in(context: ServiceContext, alice: Actor) -> None:
    before = await draft(context, alice)
    await add(context, alice, before)
    with pytest.raises(Conflict, match=r"case\.draft_moved"):
        await submission.submit(context, alice, before.id, before.revision, ALL, "", looked=list(Look))


@pytest.mark.usefixtures("allowed")
async def test_switched_off_meanwhile_no_picture_is_handed_in_or_released(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    one = await add(context, alice, await draft(context, alice))
    await settings.choose(context, facilitator, "pictures", ["off"])
    with pytest.raises(Conflict, match=r"picture\.off_meanwhile"):
        await submission.submit(context, alice, one.id, one.revision, ALL, "", looked=list(Look))
    await settings.choose(context, facilitator, "pictures", ["on"])
    handed_in = await submission.submit(context, alice, one.id, one.revision, ALL, "", looked=list(Look))
    await settings.choose(context, facilitator, "pictures", ["off"])
    with pytest.raises(Conflict, match=r"picture\.off_meanwhile"):
        await release.release(context, facilitator, handed_in.case_id)


async def test_without_the_tick_or_the_setting_nothing_is_kept(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    one = await draft(context, alice)
    with pytest.raises(Conflict, match=r"picture\.off"):
        await add(context, alice, one)
    await settings.choose(context, facilitator, "pictures", ["on"])
    with pytest.raises(Invalid, match=r"picture\.not_agreed"):
        await pictures.add(context, alice, one.id, SMALL, "Both shins", [])
    assert (await pictures.album(context, alice, one)).pictures == ()
