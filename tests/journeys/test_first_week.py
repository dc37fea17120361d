"""A community's first week, from set-up to reminder, with a restart of the bot between every two steps.

Nothing is seeded: the server is built by its command, members come in through `/join`, and all that happens is what
people typed, tapped and waited for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import pytest
import simcord

from bot.domain.joining import Point
from tests.journeys.case_steps import AFFIRM, ASK, STORY, screen
from tests.journeys.poll_steps import SIX_TOPICS, choose, private, suggest, vote
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

ZONES = {
    "asha": "Australia/Perth",
    "ben": "Europe/London",
    "chloe": "America/Toronto",
    "dai": "Pacific/Auckland",
}
PERTH = ZoneInfo("Australia/Perth")


@pytest.mark.slow
async def test_a_communitys_first_week(world: World) -> None:
    convenor = await set_up(world)
    await world.restart()

    members = {name: await join(world, name, zone, convenor) for name, zone in ZONES.items()}
    await world.restart()

    await suggest(world, list(members.values()))
    await world.restart()

    await hold_poll(world, members, convenor)
    await world.restart()

    await book_the_winner(world, convenor)
    await world.restart()

    await fill_the_seats(world, members)
    await world.restart()

    await share_a_case(world, members["ben"], convenor)
    await world.restart()

    await schedule_a_prompt(world, convenor)
    await world.restart()

    await await_the_reminder(world, members)
    await world.restart()
    await nothing_is_lost_or_doubled(world, members)


async def set_up(world: World) -> simcord.MemberActor:
    """Build the server by the command; who ran it becomes its first facilitator."""
    lobby = world.guild.create_text_channel("lobby")
    manager = world.guild.create_role(
        "Boss", permissions=discord.Permissions(manage_guild=True, view_channel=True, use_application_commands=True)
    )
    convenor = world.guild.add_member(world.env.create_user("fiona", global_name="Dr Fiona"), roles=[manager])
    done = await convenor.slash(lobby, "community setup", timezone="Australia/Perth")
    assert done.acknowledged
    await world.restart()
    for name in ("noticeboard", "general", "cases", "meetings", "facilitators", "Meeting room"):
        assert name in world.guild.channels
    await convenor.slash(lobby, "my timezone", zone="Australia/Perth")
    return convenor


async def join(world: World, name: str, zone: str, convenor: simcord.MemberActor) -> simcord.MemberActor:
    """Come in as everybody does: agree, apply, be approved, set one's zone."""
    who = world.stranger(name)
    agreement = await who.slash(world.channel("lobby"), "join")
    await world.restart()
    form = await who.click(screen(agreement), label="I agree")
    points = [point.value for point in Point]
    await who.submit_modal(form, {"points": points, "name": name.title(), "profession": "GP", "country": "Anywhere"})
    await world.restart()
    application = next(message for message in world.messages("facilitators") if "Approve" in labels(message))
    await convenor.click(application, label="Approve")
    await world.restart()
    told = reply_text(await who.slash(world.channel("meetings"), "my timezone", zone=zone))
    assert "<t:" in told
    return who


async def hold_poll(world: World, members: dict[str, Any], convenor: simcord.MemberActor) -> None:
    """Everybody votes, one changes their mind, one taps five times; it closes at its deadline."""
    opened = await convenor.slash(world.channel("meetings"), "topic poll", closes="tomorrow 19:00")
    assert opened.acknowledged
    await world.restart()
    poll = poll_message(world)
    await vote(members["asha"], poll, "Gout")
    await world.restart()
    await vote(members["ben"], poll, "Chest pain")
    await world.restart()
    await vote(members["ben"], poll, "Gout")
    await vote(members["chloe"], poll, "Menopause")
    ballot = private(await members["dai"].click(poll, label="Vote"))
    await choose(members["dai"], ballot, "Gout")
    await world.restart()
    cast = custom_id(ballot, "Cast my vote")
    await world.tap_together([(members["dai"], ballot.message, cast)] * 5)
    await world.restart()
    assert await rows(world, "ballot") == 4

    assert "Gout" not in winners(world), "with results at the close, nothing is told before"
    await world.advance(hours=40)
    closed = text_of(poll_message(world))
    assert "Gout" in closed
    assert "3" in closed


async def book_the_winner(world: World, convenor: simcord.MemberActor) -> None:
    """Schedule the first meeting with two seats, and book the topic that won for it."""
    when = (world.env.now().astimezone(PERTH) + timedelta(days=3)).replace(hour=19, minute=30)
    result = await convenor.slash(
        world.channel("meetings"), "meeting schedule", title="First meeting", when=f"{when:%d %b %Y} 19:30", seats=2
    )
    await world.restart()
    await convenor.click(screen(result), label="Post it")
    await world.restart()
    booked = await convenor.click(poll_message(world), label="Book this topic")
    assert "Gout" in reply_text(booked)
    await world.restart()
    await world.advance(seconds=25)
    assert "Gout" in text_of(meeting_card(world))
    (event,) = world.guild._guild.scheduled_events.values()
    assert event.name == "First meeting"


async def fill_the_seats(world: World, members: dict[str, Any]) -> None:
    """Two seats, three who want one at the same instant, and one who cannot."""
    card = meeting_card(world)
    going, cannot = custom_id(card, "Going"), custom_id(card, "Can't go")
    await world.tap_together([(members[name], card, going) for name in ("asha", "ben", "chloe")])
    await world.restart()
    await world.tap_together([(members["dai"], card, cannot)])
    await world.restart()
    await world.advance(seconds=25)
    assert "Going (2)" in text_of(meeting_card(world))
    assert await rows(world, "rsvp", "answer = 'going'") == 2


async def share_a_case(world: World, author: simcord.MemberActor, convenor: simcord.MemberActor) -> None:
    """A case with a phone number in it is redacted, released by somebody else, and posted."""
    opened = await author.slash(world.channel("general"), "case share")
    await world.restart()
    paper = screen(await author.submit_modal(opened, STORY))
    await world.restart()
    await author.submit_modal(await author.click(paper, label="Continue"), ASK)
    await world.restart()
    assert "phone number" in text_of(paper)
    await author.click(paper, label="Redact all")
    await world.restart()
    await author.submit_modal(await author.click(paper, label="Submit"), AFFIRM)
    await world.restart()
    queued = next(message for message in world.messages("facilitators") if "Release" in labels(message))
    await convenor.click(queued, label="Release")
    await world.restart()
    (post,) = world.forum_posts()
    (message,) = world.messages(post)
    assert "[phone]" in text_of(message)
    assert "0412" not in text_of(message)


async def schedule_a_prompt(world: World, convenor: simcord.MemberActor) -> None:
    """A question that is to come every Saturday at 08:00 where the community lives."""
    await convenor.slash(world.channel("meetings"), "prompt schedule", every="Saturday", at="08:00")
    assert await rows(world, "prompt_schedule") == 1


async def await_the_reminder(world: World, members: dict[str, Any]) -> None:
    """At 24 hours those who go are reminded, and nobody else; the prompt comes at 08:00 in Perth."""
    (event,) = world.guild._guild.scheduled_events.values()
    starts = discord.utils.parse_time(str(event.scheduled_start_time))
    with silence(world, members):
        await world.advance_to(starts - timedelta(hours=24, minutes=1))
    await world.restart()
    await world.advance(minutes=2)
    await world.restart()
    reminded = {name for name, who in members.items() if reminders(world, who)}
    going = await going_members(world)
    assert {members[name].id for name in reminded} == going
    assert len(going) == 2

    await world.advance_to(starts + timedelta(hours=2))
    saturday = starts.astimezone(PERTH).replace(hour=8, minute=0)
    while saturday.weekday() != 5 or saturday < starts:
        saturday += timedelta(days=1)
    before = len(world.messages("general"))
    await world.advance_to(saturday - timedelta(minutes=1))
    assert len(world.messages("general")) == before
    await world.restart()
    await world.advance(minutes=2)
    assert len(world.messages("general")) == before + 1


async def nothing_is_lost_or_doubled(world: World, members: dict[str, Any]) -> None:
    """No message was sent twice (a second sending would carry the same nonce), and every promise is settled."""
    bodies = [request.json for request in world.env.http_requests if isinstance(request.json, dict)]
    nonces = Counter(body["nonce"] for body in bodies if body.get("enforce_nonce"))
    assert len(nonces) > 10
    assert set(nonces.values()) == {1}, nonces.most_common(2)
    assert len(world.forum_posts()) == 1
    for who in members.values():
        # 24 hours and one hour before the meeting, for those who go.
        assert len(reminders(world, who)) == (2 if who.id in await going_members(world) else 0)
    assert await rows(world, "topic") == len(SIX_TOPICS)
    assert await rows(world, "timer", "state IN ('dead', 'claimed')") == 0
    assert await rows(world, "post", "shown_revision < revision") == 0


# ------------------------------------------------------------ looking


def poll_message(world: World) -> discord.Message:
    return next(
        message
        for message in world.messages("meetings")
        if {"Vote", "Book this topic"} & set(labels(message)) or "poll" in text_of(message).lower()
    )


def meeting_card(world: World) -> discord.Message:
    return next(message for message in world.messages("meetings") if "Going" in labels(message))


def winners(world: World) -> str:
    return "\n".join(line for line in text_of(poll_message(world)).splitlines() if "won" in line.lower())


def reminders(world: World, who: simcord.MemberActor) -> list[discord.Message]:
    return [message for message in world.dms(who) if "First meeting" in text_of(message)]


@contextmanager
def silence(world: World, members: dict[str, Any]) -> Iterator[None]:
    """Nobody is reminded of anything inside the block."""
    before = {name: len(reminders(world, who)) for name, who in members.items()}
    yield
    assert {name: len(reminders(world, who)) for name, who in members.items()} == before


async def rows(world: World, table: str, where: str = "1") -> int:
    async with world.bot.context.database.read() as reader:
        return int(str(await reader.value(f"SELECT count(*) FROM {table} WHERE {where}")))


async def going_members(world: World) -> set[int]:
    async with world.bot.context.database.read() as reader:
        return {int(row[0]) for row in await reader.all("SELECT member_id FROM rsvp WHERE answer = 'going'")}
