"""Discord's scheduled event of a meeting: a plain one, made, changed and cancelled to match."""

from __future__ import annotations

import hashlib
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.errors import Undeliverable
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.people import Place
from bot.services import meeting_events
from bot.services.meetings import MeetingView
from bot.ui.words import clip

_TOO_MANY_EVENTS = 30038
_OPEN = (discord.EventStatus.scheduled, discord.EventStatus.active)


async def sync(bot: CommunityBot, guild: discord.Guild, view: MeetingView) -> None:
    """Make Discord's event say what the meeting says; repeating it changes nothing.

    Raises Undeliverable (`meeting.event_forbidden`, `meeting.events_full`), which facilitators can mend.
    """
    try:
        event = await _find(bot, guild, view.meeting)
        if view.meeting.state is MeetingState.CANCELLED:
            if event is not None:
                await meeting_events.let_go(bot.context, view.meeting)
                await (event.end() if event.status is discord.EventStatus.active else event.cancel())
        elif event is None:
            made = await guild.create_scheduled_event(**_described(bot, guild, view))
            await meeting_events.made(bot.context, view.meeting, made.id)
        else:
            if contradicts(event, view.meeting):
                await event.edit(**_described(bot, guild, view))
            if view.meeting.event_id != event.id:
                await meeting_events.made(bot.context, view.meeting, event.id)
    except discord.Forbidden as error:
        raise Undeliverable("meeting.event_forbidden", permission=_missing(guild)) from error
    except discord.HTTPException as error:
        if error.code == _TOO_MANY_EVENTS:
            raise Undeliverable("meeting.events_full") from error
        raise


def contradicts(event: discord.ScheduledEvent, meeting: Meeting) -> bool:
    """Return whether an open event tells another name or time than its meeting."""
    return event.status is discord.EventStatus.scheduled and (
        event.name != meeting.title or event.start_time != meeting.starts_at
    )


def fingerprint(event: discord.ScheduledEvent) -> str:
    """Return a short mark of what an event says, the same for the same words."""
    said = f"{event.name}|{event.start_time.isoformat()}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _marker(meeting: Meeting) -> str:
    """Return the line by which an event is known as this meeting's, if a crash came before its id was stored."""
    return f"Commonroom meeting {meeting.id}"


async def _find(bot: CommunityBot, guild: discord.Guild, meeting: Meeting) -> discord.ScheduledEvent | None:
    """Return the open event of a meeting: by its id, else by our marker in its description."""
    for event in await guild.fetch_scheduled_events(with_counts=False):
        if event.status not in _OPEN:
            continue
        ours = bot.user is not None and event.creator_id == bot.user.id
        if event.id == meeting.event_id or (ours and _marker(meeting) in (event.description or "").splitlines()):
            return event
    return None


def _described(bot: CommunityBot, guild: discord.Guild, view: MeetingView) -> dict[str, Any]:
    meeting = view.meeting
    t = bot.translator(view.community.locale)
    link = view.post.jump_url if view.post else None
    lines = [f"• {clip(item.title, 80)}" for item in view.agenda[:8]]
    if link:
        lines.append(t("Say whether you come: {link}", link=link))
    described: dict[str, Any] = {
        "name": meeting.title,
        "description": "\n".join([*lines, _marker(meeting)]),
        "start_time": meeting.starts_at,
        "end_time": meeting.ends_at,
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    voice = guild.get_channel(view.community.channel_of(Place.VOICE) or 0)
    if meeting.place is None and isinstance(voice, discord.VoiceChannel) and _may_enter(voice):
        described |= {"entity_type": discord.EntityType.voice, "channel": voice}
    else:
        where = meeting.place or (voice.name if voice is not None else t("Discord"))
        described |= {"entity_type": discord.EntityType.external, "location": where}
    return described


def _may_enter(voice: discord.VoiceChannel) -> bool:
    """Return whether Discord lets us tie an event to a voice channel: who may not connect there may not."""
    has = voice.permissions_for(voice.guild.me)
    return has.view_channel and has.connect


def _missing(guild: discord.Guild) -> str:
    """Return which permission is missing (since February 2026 making events is one of its own)."""
    has = guild.me.guild_permissions
    return "Create Events" if not has.create_events else "Manage Events"
