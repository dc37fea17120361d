"""What the start page and its list of channels show, as plain data."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from simcord.backend.models import Channel

from bot.demo.cast import COMMUNITY, EVERYBODY, Person
from bot.demo.tries import TRIES
from bot.demo.world import DemoWorld

TEXT, DIRECT, VOICE, CATEGORY, NEWS, FORUM = 0, 1, 2, 4, 5, 15
RECENT_POSTS = 8


def state_of(world: DemoWorld, person: Person) -> dict[str, Any]:
    """Everything the page needs to draw itself for `person`; no secrets."""
    now = world.clock.now()
    places = world.places(person)
    return {
        "run": str(world.guild.id),
        "community": COMMUNITY,
        "now": now.timestamp(),
        "me": person.key,
        "people": [_person(world, one, now) for one in EVERYBODY],
        "places": [_place(world, person, channel) for channel in places if _listed(channel)],
        "events": _events(world),
        "tries": [{"who": one.person.key, "where": one.where, "html": one.html, "button": one.button} for one in TRIES],
        "failures": world.failures(),
    }


def _person(world: DemoWorld, person: Person, now: dt.datetime) -> dict[str, Any]:
    local = now.astimezone(ZoneInfo(person.zone))
    mail = world.simulation.backend.messages.get(world.inbox(person).id, {})
    return {
        "key": person.key,
        "name": person.name,
        "short": person.short,
        "city": person.city,
        "role": person.role,
        "zone": person.zone,
        "locale": person.locale,
        "hour": local.hour,
        "mail": str(max(mail)) if mail else None,
    }


def _listed(channel: Channel) -> bool:
    return channel.is_thread or channel.type in (TEXT, DIRECT, VOICE, NEWS, FORUM)


def _place(world: DemoWorld, person: Person, channel: Channel) -> dict[str, Any]:
    backend = world.simulation.backend
    me = world.people[person.key].id
    messages = [one for one in backend.messages.get(channel.id, {}).values() if one.visible_to(me)]
    last = max(messages, key=lambda one: one.id) if messages else None
    parent = backend.channels.get(channel.parent_id) if channel.parent_id else None
    return {
        "id": str(channel.id),
        "name": "Commonroom" if channel.type == DIRECT else channel.name,
        "kind": _kind(channel, parent),
        "topic": channel.topic or "",
        "parent": str(parent.id) if parent is not None else None,
        "section": parent.name if parent is not None and parent.type == CATEGORY else None,
        "messages": len(messages),
        "last": str(last.id) if last is not None else None,
        "mine": last is not None and last.author_id == me,
        "at": simcord_time(channel.id if last is None else last.id),
        "tags": _tags(channel, parent),
        "archived": bool(channel.thread_metadata and channel.thread_metadata.archived),
    }


def simcord_time(snowflake: int) -> float:
    """When something with this Discord id came to exist, in Unix seconds."""
    return ((snowflake >> 22) + 1420070400000) / 1000


def _kind(channel: Channel, parent: Channel | None) -> str:
    if channel.is_thread:
        return "post" if parent is not None and parent.type == FORUM else "thread"
    return {DIRECT: "direct", VOICE: "voice", FORUM: "forum"}.get(channel.type, "text")


def _tags(channel: Channel, parent: Channel | None) -> list[str]:
    if parent is None or not channel.applied_tags:
        return []
    names = {int(tag["id"]): str(tag["name"]) for tag in parent.available_tags}
    return [names[one] for one in channel.applied_tags if one in names]


def _events(world: DemoWorld) -> list[dict[str, Any]]:
    guild = world.simulation.backend.get_guild(world.guild.id)
    events = [event for event in guild.scheduled_events.values() if int(event.status) in (1, 2)]
    return [
        {"name": event.name, "at": dt.datetime.fromisoformat(str(event.scheduled_start_time)).timestamp()}
        for event in sorted(events, key=lambda event: str(event.scheduled_start_time))[:5]
    ]
