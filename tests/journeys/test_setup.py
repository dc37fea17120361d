"""`/community setup`: from an empty server to a working one, again and again, with all that can be in the way."""

from __future__ import annotations

import itertools
from typing import Any

import discord
import pytest
import simcord
from simcord.backend.errors import BackendError

from bot.domain.blueprint import AREA_TAGS, NEEDED, STATUS_TAGS, Grant
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Place
from bot.domain.posts import Post
from bot.ui.courier import Outgoing
from cogs.community.sentences import NOT_CLINICAL, PERMISSIONS
from data import audit, communities, members, posts
from tests.journeys.world import World, labels, reply_text, text_of

PARTS = {"Community of practice", "noticeboard", "general", "cases", "meetings", "facilitators", "Meeting room"}


def convenor(world: World, name: str = "connie") -> simcord.MemberActor:
    """Somebody who may manage the server, in a channel of it."""
    role = world.guild.create_role(
        "Boss", permissions=discord.Permissions(manage_guild=True, view_channel=True, use_application_commands=True)
    )
    return world.guild.add_member(world.env.create_user(name), roles=[role])


def lobby(world: World) -> simcord.ChannelHandle:
    return world.guild.channels.get("lobby") or world.guild.create_text_channel("lobby")


async def run(world: World, who: simcord.MemberActor, **options: str) -> simcord.InteractionResult:
    return await who.slash(lobby(world), "community setup", **options)


def writes(world: World, since: int) -> list[str]:
    """What was changed in Discord, answers to interactions apart."""
    return [
        f"{entry.method} {entry.path}"
        for entry in world.env.http_requests[since:]
        if entry.method != "GET" and "/interactions/" not in entry.path and "/webhooks/" not in entry.path
    ]


def cid(world: World) -> CommunityId:
    return CommunityId(world.guild.id)


def restrict(world: World, without: Grant) -> None:
    me = world.guild.me
    assert me is not None
    role = next(role for role in me.roles if role.is_bot_managed() or role.name != "@everyone")
    world.env.backend.edit_role(world.guild.id, role.id, {"permissions": int(NEEDED & ~without)})
    world.env.backend.edit_role(world.guild.id, world.guild.id, {"permissions": 0})


async def test_it_builds_everything_and_makes_the_runner_a_facilitator(world: World) -> None:
    boss = convenor(world)
    answer = reply_text(await run(world, boss, timezone="Perth"))
    assert "Your community of practice is ready" in answer
    assert "Australia/Perth" in answer
    assert set(world.guild.channels) >= PARTS
    assert {"Facilitator", "Member"} <= set(world.guild.roles)
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    assert boss.member is None or guild.get_role(world.guild.roles["Facilitator"].id) is not None
    assert world.guild.roles["Facilitator"].id in world.env.backend.get_member(world.guild.id, boss.id).role_ids
    forum = discord.utils.get(guild.forums, name="cases")
    assert forum is not None
    assert [tag.name for tag in forum.available_tags] == [*STATUS_TAGS, *AREA_TAGS]
    assert NOT_CLINICAL in (forum.topic or "")
    meetings = discord.utils.get(guild.text_channels, name="meetings")
    assert meetings is not None
    assert NOT_CLINICAL in (meetings.topic or "")
    async with world.bot.context.database.read() as reader:
        community = await communities.find(reader, cid(world))
        assert community is not None
        assert community.zone == "Australia/Perth"
        assert {community.channel_of(place) for place in Place} == {
            world.guild.channels[name].id for name in PARTS - {"Community of practice"}
        }
        assert await members.find(reader, cid(world), MemberId(boss.id)) is not None


async def test_who_sees_what(world: World) -> None:
    boss = convenor(world)
    await run(world, boss)
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None

    def allowed(role_name: str | None, channel: str) -> discord.Permissions:
        found = discord.utils.get(guild.channels, name=channel)
        assert found is not None
        role = guild.default_role if role_name is None else discord.utils.get(guild.roles, name=role_name)
        assert role is not None
        return found.permissions_for(role)

    for channel in ("cases", "meetings", "facilitators"):
        assert not allowed(None, channel).view_channel
        assert allowed("Facilitator", channel).view_channel
        assert discord.utils.get(guild.channels, name=channel).permissions_for(guild.me).send_messages  # type: ignore[union-attr]
    assert allowed("Member", "cases").view_channel
    assert allowed("Member", "meetings").view_channel
    assert not allowed("Member", "facilitators").view_channel
    assert not allowed("Member", "cases").send_messages, "a case passes the release queue first"
    assert allowed("Member", "cases").send_messages_in_threads
    assert not allowed("Member", "noticeboard").send_messages
    assert allowed(None, "noticeboard").view_channel


async def test_a_second_run_changes_nothing_at_all(world: World) -> None:
    boss = convenor(world)
    await run(world, boss, timezone="Perth")
    await world.env.settle()
    before = len(world.env.http_requests)
    answer = reply_text(await run(world, boss))
    assert "nothing was changed" in answer
    assert writes(world, before) == []
    await world.restart()
    before = len(world.env.http_requests)
    await run(world, boss, timezone="Perth")
    assert writes(world, before) == []


async def test_two_runs_at_once_build_one_server(world: World) -> None:
    boss = convenor(world)
    cog: Any = world.bot.cogs["CommunityCog"]
    cog._under_way.add(world.guild.id)
    assert "right now" in reply_text(await run(world, boss))
    assert not PARTS & set(world.guild.channels)
    cog._under_way.clear()
    assert "ready" in reply_text(await run(world, boss))


async def test_without_manage_server_it_is_refused_with_what_to_do(world: World) -> None:
    answer = reply_text(await run(world, world.stranger("sam")))
    assert "Manage Server" in answer
    assert not PARTS & set(world.guild.channels)
    async with world.bot.context.database.read() as reader:
        assert await communities.find(reader, cid(world)) is None


async def test_a_zone_nobody_knows_is_refused_before_anything_is_built(world: World) -> None:
    answer = reply_text(await run(world, convenor(world), timezone="Atlantis/Perth"))
    assert "Atlantis/Perth" in answer
    assert not PARTS & set(world.guild.channels)


async def test_the_zone_is_asked_for_when_nobody_said_it(world: World) -> None:
    boss = convenor(world)
    result = await run(world, boss)
    assert "UTC" in reply_text(result)
    assert result.response is not None
    chosen = await boss.select(result.response, ["Australia/Perth"])
    assert "Australia/Perth" in reply_text(chosen)
    async with world.bot.context.database.read() as reader:
        community = await communities.find(reader, cid(world))
    assert community is not None
    assert community.zone == "Australia/Perth"
    await world.restart()
    assert "UTC" not in reply_text(await run(world, boss)), "the zone stays"


async def test_what_exists_under_the_names_is_adopted(world: World) -> None:
    own = world.guild.create_text_channel("meetings", topic="Ours since 2019")
    world.guild.create_role("Member")
    count = len(world.guild.roles)
    answer = reply_text(await run(world, convenor(world)))
    assert world.guild.channels["meetings"].id == own.id
    assert len(world.guild.roles) == count + 2, "Boss and Facilitator; Member was there"
    assert "existed already" in answer
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    channel = guild.get_channel(own.id)
    assert isinstance(channel, discord.TextChannel)
    assert (channel.topic or "").startswith("Ours since 2019")
    assert NOT_CLINICAL in (channel.topic or "")


async def test_a_renamed_channel_is_known_and_gets_its_name_back(world: World) -> None:
    boss = convenor(world)
    await run(world, boss)
    cases = world.guild.channels["cases"].id
    world.env.backend.edit_channel(cases, {"name": "journal-club"})
    await world.env.settle()
    before = len(world.env.http_requests)
    answer = reply_text(await run(world, boss))
    assert writes(world, before) == [f"PATCH /channels/{cases}"]
    assert "Repaired" in answer
    assert world.guild.channels["cases"].id == cases


@pytest.mark.parametrize("name", sorted(PARTS))
async def test_a_deleted_channel_is_told_once_and_made_again(world: World, name: str) -> None:
    boss = convenor(world)
    await run(world, boss, timezone="Perth")  # morning there: the owner is not told at night
    lost = world.guild.channels[name].id
    world.env.backend.delete_channel(lost)
    await world.advance(minutes=3)
    told = [text_of(m) for m in world.messages("facilitators")] if name != "facilitators" else []
    owner = world.env.backend.dm_channels.get(world.guild.owner.id)
    if owner is not None:
        told += [text_of(m) for m in world.guild.owner.dm_channel.history()]
    assert len([text for text in told if "/community setup" in text]) == 1
    answer = reply_text(await run(world, boss))
    assert "Repaired" in answer
    assert set(world.guild.channels) >= PARTS
    assert world.guild.channels[name].id != lost
    before = len(world.env.http_requests)
    await run(world, boss)
    assert writes(world, before) == []


async def test_a_channel_deleted_while_the_bot_was_away_is_noticed_at_its_return(world: World) -> None:
    await run(world, convenor(world))
    world.env.backend.channels.pop(world.guild.channels["meetings"].id)
    world.env.backend.get_guild(world.guild.id).channel_ids.remove(
        next(i for i in world.env.backend.get_guild(world.guild.id).channel_ids if i not in world.env.backend.channels)
    )
    await world.restart()
    await world.advance(minutes=3)
    assert len([m for m in world.messages("facilitators") if "meetings" in text_of(m)]) == 1


async def test_what_was_owed_to_a_deleted_channel_goes_out_after_the_repair(world: World) -> None:
    boss = convenor(world)
    await run(world, boss)

    async def render(post: Post) -> Outgoing:
        return Outgoing(f"card {post.subject_id}")

    world.bot.renderers["test"] = render

    async def owe(subject: int) -> None:
        with world.as_bot():
            async with world.bot.context.database.write() as writer:
                await posts.keep(writer, cid(world), "test", subject, Place.MEETINGS)
        await world.env.settle()

    await owe(1)
    assert [text_of(m) for m in world.messages("meetings")] == ["card 1"]
    world.env.backend.delete_channel(world.guild.channels["meetings"].id)
    await world.env.settle()
    await owe(2)
    await world.advance(minutes=30)
    await run(world, boss)
    await world.env.settle()
    assert [text_of(m) for m in world.messages("meetings")] == ["card 1", "card 2"]


async def test_after_a_repair_the_coming_meeting_is_announced_again_and_a_past_one_is_not(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    for title, when in (("Asthma", "tomorrow 19:30"), ("Gout", "12 March 19:30")):
        answer = await fiona.slash(world.channel("general"), "meeting schedule", title=title, when=when)
        if answer.response is not None and "Post it" in labels(answer.response):
            await fiona.click(answer.response, label="Post it")
    await world.env.settle()
    assert len(world.messages("meetings")) == 2
    await world.advance(days=3)
    world.env.backend.delete_channel(world.channel("meetings").id)
    await world.advance(minutes=3)
    await run(world, convenor(world, "bo"))
    await world.advance(minutes=3)
    (card,) = world.messages("meetings")
    assert "Gout" in text_of(card)
    assert not [m for m in world.messages("facilitators") if "code" in text_of(m)]


async def test_a_deleted_member_role_is_given_back_to_everybody_after_the_repair(world: World) -> None:
    boss = convenor(world)
    await run(world, boss)
    ann = world.guild.add_member(world.env.create_user("ann"))
    async with world.bot.context.database.write() as writer:
        await members.ensure(writer, cid(world), MemberId(ann.id), world.env.now())
    world.env.backend.delete_role(world.guild.id, world.guild.roles["Member"].id)
    await world.advance(minutes=3)
    assert len([m for m in world.messages("facilitators") if "**Member**" in text_of(m)]) == 1
    await run(world, boss)
    await world.env.settle()
    assert world.guild.roles["Member"].id in world.env.backend.get_member(world.guild.id, ann.id).role_ids


@pytest.mark.parametrize("grant", list(NEEDED))
async def test_each_missing_permission_is_named_with_its_fix(world: World, grant: Grant) -> None:
    boss = convenor(world)
    lobby(world)
    await world.env.settle()
    restrict(world, grant)
    await world.env.settle()
    answer = reply_text(await run(world, boss))
    assert f"**{PERMISSIONS[grant]}**" in answer
    assert "Server Settings" in answer
    restrict(world, Grant(0))
    await world.env.settle()
    assert PERMISSIONS[grant] not in reply_text(await run(world, boss))
    assert set(world.guild.channels) >= PARTS


async def test_without_an_essential_permission_nothing_is_begun(world: World) -> None:
    boss = convenor(world)
    lobby(world)
    restrict(world, Grant.MANAGE_ROLES)
    await world.env.settle()
    before = len(world.env.http_requests)
    answer = reply_text(await run(world, boss))
    assert "nothing was changed" in answer
    assert writes(world, before) == []
    async with world.bot.context.database.read() as reader:
        assert await communities.find(reader, cid(world)) is None


@pytest.mark.parametrize("at", range(1, 8))
async def test_a_failure_midway_tells_what_was_done_and_a_second_run_completes_it(
    world: World, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    boss = convenor(world)
    lobby(world)
    await world.env.settle()
    backend = world.env.backend
    create, calls = backend.create_channel, itertools.count(1)

    def refuse_one(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == at:
            raise BackendError(400, 30013, "Maximum number of guild channels reached (500)")
        return create(*args, **kwargs)

    monkeypatch.setattr(backend, "create_channel", refuse_one)
    answer = reply_text(await run(world, boss))
    assert "Partly done" in answer
    assert "**Not done**" in answer
    answer = reply_text(await run(world, boss))
    assert set(world.guild.channels) >= PARTS
    assert len([n for n in world.guild.channels if n in PARTS]) == len(PARTS)
    before = len(world.env.http_requests)
    await run(world, boss)
    assert writes(world, before) == []


async def test_set_up_is_in_the_audit_log_once(world: World) -> None:
    boss = convenor(world)
    await run(world, boss)
    await run(world, boss)
    async with world.bot.context.database.read() as reader:
        entries = await audit.entries(reader, cid(world))
    assert [(entry.act, entry.actor_id) for entry in entries] == [("community.set_up", boss.id)]
