"""`/join`: from a stranger to a member, with a person in between who checks, and a number that is nowhere stored."""

from __future__ import annotations

import logging
from typing import Any

import discord
import pytest
import simcord

from bot.domain.ids import CommunityId, MemberId
from bot.domain.joining import Point
from bot.domain.people import MemberState
from data import audit, members
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

TICKED = [point.value for point in Point]
NUMBER = "MED0001234567"
ASHA = {"points": TICKED, "name": "Asha Rao", "profession": "GP", "country": "Australia"}


def lobby(world: World) -> simcord.ChannelHandle:
    return world.guild.channels["general"]


async def ready(world: World) -> simcord.MemberActor:
    await world.set_up()
    return await world.facilitator()


async def open_form(world: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    screen = await who.slash(lobby(world), "join")
    assert screen.response is not None
    return await who.click(screen.response, label="I agree")


async def apply(world: World, who: simcord.MemberActor, **said: Any) -> simcord.InteractionResult:
    result = await who.submit_modal(await open_form(world, who), {**ASHA, **said})
    await world.env.settle()
    return result


def card(world: World) -> discord.Message:
    found = [m for m in world.messages("facilitators") if m.embeds and "join" in (m.embeds[0].title or "")]
    assert len(found) == 1
    return found[0]


def has_role(world: World, who: simcord.MemberActor) -> bool:
    return world.member_role.id in world.env.backend.get_member(world.guild.id, who.id).role_ids


async def state_of(world: World, who: simcord.MemberActor) -> MemberState | None:
    async with world.bot.context.database.read() as reader:
        member = await members.find(reader, CommunityId(world.guild.id), MemberId(who.id))
    return member.state if member else None


async def acts(world: World) -> list[tuple[str, int | None, int | None]]:
    async with world.bot.context.database.read() as reader:
        entries = await audit.entries(reader, CommunityId(world.guild.id))
    return [(entry.act, entry.actor_id, entry.member_id) for entry in reversed(entries)]


async def test_a_stranger_agrees_applies_is_approved_and_welcomed(world: World) -> None:
    fiona = await ready(world)
    asha = world.stranger("asha")
    screen = reply_text(await asha.slash(lobby(world), "join"))
    for word in (
        "stays here",
        "could identify a patient",
        "No screenshots",
        "not medical advice",
        "not a clinical system",
    ):
        assert word in screen
    assert "application" in reply_text(await apply(world, asha))
    shown = text_of(card(world))
    for word in ("Asha Rao", "GP", "Australia", "None given"):
        assert word in shown
    assert not has_role(world, asha)
    answer = reply_text(await fiona.click(card(world), label="Approve"))
    await world.env.settle()
    assert "Approved" in answer
    assert has_role(world, asha)
    assert f"Approved by <@{fiona.id}>" in text_of(card(world))
    assert labels(card(world)) == []
    (welcome,) = world.dms(asha)
    assert "Welcome to **Rural GPs**" in text_of(welcome)
    form = await asha.user.click(welcome, label="Set my time zone")
    assert "Australia/Perth" in reply_text(await asha.user.submit_modal(form, {"zone": "perth"}))
    assert ("application.approved", fiona.id, asha.id) in await acts(world)


async def test_a_newcomer_finds_the_way_in_on_the_noticeboard_by_taps_alone(world: World) -> None:
    await ready(world)
    asha = world.stranger("asha")
    (invitation,) = world.messages("noticeboard")
    await world.restart()
    screen = await asha.click(invitation, label="Join")
    assert screen.response is not None
    form = await asha.click(screen.response, label="I agree")
    assert "Thank you" in reply_text(await asha.submit_modal(form, ASHA))


async def test_a_settled_application_is_not_announced_again_when_its_card_is_deleted(world: World) -> None:
    fiona = await ready(world)
    await apply(world, world.stranger("asha"))
    shown = card(world)
    await fiona.click(shown, label="Approve")
    await world.advance(seconds=11)
    world.env.backend.delete_message(shown.channel.id, shown.id)
    await world.advance(minutes=2)
    assert not world.messages("facilitators")


async def test_the_registration_number_is_shown_until_the_decision_and_is_nowhere_in_the_file(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    fiona = await ready(world)
    asha = world.stranger("asha")
    await apply(world, asha, number=NUMBER)
    assert NUMBER in text_of(card(world))

    def anywhere() -> list[str]:
        files = [path for path in world.settings.data.rglob("*") if path.is_file()]
        assert any(path.suffix == ".db" for path in files)
        return [path.name for path in files if NUMBER.encode() in path.read_bytes()]

    assert anywhere() == []
    await world.advance(days=1, minutes=1)  # over a nightly backup
    assert anywhere() == []
    await fiona.click(card(world), label="Approve")
    await world.advance(seconds=11)
    assert NUMBER not in text_of(card(world))
    await world.restart()
    assert anywhere() == []
    assert NUMBER not in caplog.text
    assert "Asha" not in caplog.text


async def test_what_an_applicant_says_is_encrypted_and_wiped_by_a_decline(world: World) -> None:
    fiona = await ready(world)
    asha = world.stranger("asha")
    await apply(world, asha)
    file = b"".join(path.read_bytes() for path in world.settings.data.rglob("*.db*") if path.is_file())
    assert b"Asha Rao" not in file
    form = await fiona.click(card(world), label="Decline")
    await fiona.submit_modal(form, {"reason": "We take GPs of the *North* only."})
    await world.advance(seconds=11)
    shown = text_of(card(world))
    assert "Declined" in shown
    assert "Asha Rao" not in shown
    assert not has_role(world, asha)
    (told,) = world.dms(asha)
    assert "We take GPs of the" in text_of(told)
    again = await asha.slash(lobby(world), "join")
    assert "We take GPs of the" in reply_text(again), "and whoever accepts no messages reads it here"
    assert "application.declined" in {act for act, _, _ in await acts(world)}


async def test_after_a_restart_the_card_says_honestly_that_the_number_was_not_kept(world: World) -> None:
    await ready(world)
    await apply(world, world.stranger("asha"), number=NUMBER)
    shown = card(world)
    await world.restart()
    world.env.backend.delete_message(shown.channel.id, shown.id)
    await world.advance(minutes=1)
    assert NUMBER not in text_of(card(world))
    assert "I do not keep it" in text_of(card(world))


async def test_without_all_four_points_nothing_is_stored_and_the_text_is_given_back(world: World) -> None:
    await ready(world)
    asha = world.stranger("asha")
    shown = await open_form(world, asha)
    modal = shown._interaction.modal
    assert modal is not None
    modal["components"][0]["component"]["min_values"] = 1  # a client that lets it through
    result = await asha.submit_modal(shown, {**ASHA, "points": TICKED[:3]})
    assert "all four points" in reply_text(result)
    assert "Asha Rao" in reply_text(result)
    assert await state_of(world, asha) is None


@pytest.mark.parametrize("name", ["🙂", "   .  ", "\u200b"])
async def test_a_name_that_is_none_is_refused_in_one_sentence(world: World, name: str) -> None:
    await ready(world)
    asha = world.stranger("asha")
    assert "name" in reply_text(await apply(world, asha, name=name))
    assert await state_of(world, asha) is None
    assert not [m for m in world.messages("facilitators") if m.embeds]


async def test_what_an_applicant_types_pings_nobody_and_formats_nothing(world: World) -> None:
    await ready(world)
    await apply(world, world.stranger("asha"), name="@everyone **Asha**")
    shown = text_of(card(world))
    assert "@everyone" not in shown
    assert "\\*\\*Asha\\*\\*" in shown


async def test_applying_twice_makes_one_application(world: World) -> None:
    await ready(world)
    asha = world.stranger("asha")
    first, second = await open_form(world, asha), await open_form(world, asha)
    await asha.submit_modal(first, {**ASHA, "number": NUMBER})
    assert "already" in reply_text(await asha.submit_modal(second, {**ASHA, "number": "OTHER999"}))
    await world.env.settle()
    assert NUMBER in text_of(card(world))
    screen = await asha.slash(lobby(world), "join")
    assert "went to the facilitators" in reply_text(screen)
    assert screen.response is not None
    assert labels(screen.response) == []


async def test_two_facilitators_decide_at_once_and_the_second_hears_of_the_first(world: World) -> None:
    fiona = await ready(world)
    felix = await world.facilitator("felix")
    asha = world.stranger("asha")
    await apply(world, asha)
    approve = custom_id(card(world), "Approve")
    results = await world.tap_together([(who, card(world), approve) for who in (fiona, felix, fiona)])
    answers = [reply_text(result) for result in results]
    assert sum("gets the Member role" in answer for answer in answers) == 1
    assert sum("approved this application" in answer for answer in answers) == 2
    await world.advance(minutes=1)
    assert len(world.dms(asha)) == 1
    assert len([act for act, _, _ in await acts(world) if act == "application.approved"]) == 1


async def test_a_decline_typed_while_another_approved_changes_nothing(world: World) -> None:
    fiona = await ready(world)
    felix = await world.facilitator("felix")
    asha = world.stranger("asha")
    await apply(world, asha)
    shown = card(world)
    form = await felix.click(shown, label="Decline")
    await fiona.click(shown, label="Approve")
    answer = reply_text(await felix.submit_modal(form, {"reason": "Not sure about this one"}))
    assert "approved this application" in answer
    assert "Not sure about this one" in answer, "what was typed is given back"
    assert await state_of(world, asha) is MemberState.ACTIVE


async def test_a_member_cannot_approve_even_with_the_button_in_front_of_them(world: World) -> None:
    await ready(world)
    mia = await world.member("mia")
    asha = world.stranger("asha")
    await apply(world, asha)
    (result,) = await world.tap_together([(mia, card(world), custom_id(card(world), "Approve"))])
    assert "Only facilitators" in reply_text(result)
    assert await state_of(world, asha) is MemberState.APPLICANT


async def test_an_applicant_who_left_the_server_is_no_trouble(world: World) -> None:
    fiona = await ready(world)
    asha = world.stranger("asha")
    await apply(world, asha)
    world.guild.remove_member(asha)
    await world.env.settle()
    await fiona.click(card(world), label="Approve")
    await world.advance(minutes=10)
    assert "left the server" in text_of(card(world))
    assert await state_of(world, asha) is MemberState.LEFT
    assert len(world.messages("facilitators")) == 1, "nobody is told of a problem"


async def test_a_member_who_left_and_came_back_is_not_told_that_all_is_well(world: World) -> None:
    await ready(world)
    asha = await world.member("asha")
    world.guild.remove_member(asha)
    asha = world.guild.add_member(asha.user)
    assert not has_role(world, asha)
    for _ in range(2):
        answer = reply_text(await asha.slash(lobby(world), "join"))
        assert "without the role" in answer
        assert "told the facilitators" in answer
        await world.env.settle()
    (told,) = world.messages("facilitators")
    assert f"<@{asha.id}>" in text_of(told)
    assert f"<@&{world.member_role.id}>" in text_of(told)
    assert not has_role(world, asha), "whether they may come back is for a person to decide"


async def test_a_crash_between_sending_a_notice_and_noting_it_doubles_nothing(world: World) -> None:
    await ready(world)
    asha = await world.member("asha")
    world.guild.remove_member(asha)
    await world.guild.add_member(asha.user).slash(lobby(world), "join")
    await world.env.settle()
    assert len(world.messages("facilitators")) == 1
    async with world.bot.context.database.write() as writer:
        await writer.run("UPDATE timer SET state = 'pending' WHERE kind = 'notice' AND state = 'done'")
    await world.restart()
    await world.advance(minutes=20)
    assert len(world.messages("facilitators")) == 1


async def test_a_member_whose_role_is_on_its_way_is_not_reported(world: World) -> None:
    fiona = await ready(world)
    asha = world.stranger("asha")
    await apply(world, asha)
    world.env.inject_error("PUT", "/guilds/*/members/*/roles/*", status=500, code=0, times=None)
    world.errors_expected = True
    await fiona.click(card(world), label="Approve")
    assert "without the role" not in reply_text(await asha.slash(lobby(world), "join"))
    await world.env.settle()
    assert len(world.messages("facilitators")) == 1


async def test_a_role_the_bot_may_not_give_is_told_once_with_the_fix_and_given_when_mended(world: World) -> None:
    fiona = await ready(world)
    asha = world.stranger("asha")
    await apply(world, asha)
    world.env.inject_error("PUT", "/guilds/*/members/*/roles/*", status=403, code=50013, times=3)
    await fiona.click(card(world), label="Approve")
    await world.advance(minutes=10)
    told = [text_of(m) for m in world.messages("facilitators") if "Server Settings" in text_of(m)]
    assert len(told) == 1
    assert f"<@&{world.member_role.id}>" in told[0]
    assert not world.dms(asha), "nobody is welcomed to a closed door"
    await world.advance(minutes=30)
    assert has_role(world, asha)
    assert len(world.dms(asha)) == 1


async def test_a_closed_dm_is_welcomed_in_general_and_a_decline_stays_private(world: World) -> None:
    fiona = await ready(world)
    asha, ben = world.stranger("asha"), world.stranger("ben")
    await apply(world, asha)
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await fiona.click(card(world), label="Approve")
    await world.env.settle()
    (public,) = world.messages("general")
    assert f"<@{asha.id}>" in text_of(public)
    shown = await apply(world, ben)
    assert "application" in reply_text(shown)
    pending = next(m for m in world.messages("facilitators") if labels(m))
    form = await fiona.click(pending, label="Decline")
    await fiona.submit_modal(form, {"reason": "Not a clinician"})
    await world.advance(minutes=30)
    assert len(world.messages("general")) == 1
    assert "Not a clinician" in reply_text(await ben.slash(lobby(world), "join"))


async def test_a_facilitator_by_role_is_let_in_without_approval_but_agrees_all_the_same(world: World) -> None:
    await world.set_up()
    felix = world.guild.add_member(world.env.create_user("felix"), roles=[world.facilitator_role])
    form = await open_form(world, felix)
    assert "Thank you" in reply_text(await felix.submit_modal(form, {"points": TICKED}))
    await world.env.settle()
    assert await state_of(world, felix) is MemberState.ACTIVE
    assert has_role(world, felix)
    assert "You are a member" in reply_text(await felix.slash(lobby(world), "join"))
    assert not world.messages("facilitators")


async def test_a_new_version_of_the_agreement_closes_the_door_until_it_is_accepted(world: World) -> None:
    await ready(world)
    mia = await world.member("mia")
    assert has_role(world, mia)
    async with world.bot.context.database.write() as writer:
        await writer.run("UPDATE member SET agreed_version = 0 WHERE id = :id", id=mia.id)
    await world.restart()
    await world.advance(minutes=1)
    assert not has_role(world, mia)
    (asked,) = world.dms(mia)
    assert "has changed" in text_of(asked)
    assert "agreement has changed" in reply_text(await mia.slash(lobby(world), "my timezone", zone="Perth"))
    await world.restart()
    await world.advance(minutes=1)
    assert len(world.dms(mia)) == 1, "asked once"
    form = await mia.user.click(asked, label="I agree")
    await mia.user.submit_modal(form, {"points": TICKED})
    await world.env.settle()
    assert has_role(world, mia)
    assert "Perth" in reply_text(await mia.slash(lobby(world), "my timezone", zone="Perth"))


async def test_every_step_survives_a_restart(world: World) -> None:
    fiona = await ready(world)
    asha = world.stranger("asha")
    screen = await asha.slash(lobby(world), "join")
    assert screen.response is not None
    await world.restart()
    form = await asha.click(screen.response, label="I agree")
    await asha.submit_modal(form, ASHA)
    await world.restart()
    form = await fiona.click(card(world), label="Decline")
    await world.restart()
    lost = reply_text(await fiona.submit_modal(form, {"reason": "Typed for a while"}))
    assert "Typed for a while" in lost
    await fiona.click(card(world), label="Approve")
    await world.restart()
    await world.advance(minutes=3)
    assert has_role(world, asha)
    assert len(world.dms(asha)) == 1


async def test_before_set_up_join_says_what_is_missing(world: World) -> None:
    channel = world.guild.create_text_channel("lobby")
    sam = world.stranger("sam")
    assert "/community setup" in reply_text(await sam.slash(channel, "join"))
    assert "/community setup" in reply_text(await sam.slash(channel, "my timezone", zone="Perth"))


@pytest.mark.parametrize("typed", ["Pertth", "EST", "x" * 4000, "@everyone", "32"])
async def test_a_wrong_zone_gets_the_nearest_ones_and_stores_nothing(world: World, typed: str) -> None:
    await ready(world)
    mia = await world.member("mia")
    answer = reply_text(await mia.slash(lobby(world), "my timezone", zone=typed))
    assert answer
    if typed == "Pertth":
        assert "Australia/Perth" in answer
    async with world.bot.context.database.read() as reader:
        member = await members.find(reader, CommunityId(world.guild.id), MemberId(mia.id))
    assert member is not None
    assert member.zone is None


async def test_the_zone_is_offered_while_typing_and_echoed_with_the_time_it_is(world: World) -> None:
    await ready(world)
    mia = await world.member("mia")
    offered = await mia.autocomplete(lobby(world), "my timezone", "zone", "duned")
    assert "Pacific/Auckland" in str(offered)
    answer = reply_text(await mia.slash(lobby(world), "my timezone", zone="Pacific/Auckland"))
    assert "Pacific/Auckland" in answer
    assert f"<t:{int(world.env.now().timestamp())}:t>" in answer
