"""What Discord sends: servers and taps as the JSON objects of its gateway."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]

APPLICATION = 1_000_000_000_000_000_001
FIRST_GUILD = 1_100_000_000_000_000_000
FIRST_USER = 1_200_000_000_000_000_000
EVERYTHING = str((1 << 53) - 1)
JOINED = "2026-01-01T00:00:00+00:00"
EPHEMERAL = 1 << 6
PLACES = ("noticeboard", "general", "cases", "meetings", "facilitators", "Meeting room")
FORUM, VOICE, TEXT = 15, 2, 0

_ids = itertools.count(1_300_000_000_000_000_000)


def fresh_id() -> int:
    """Return an id that nothing else has."""
    return next(_ids)


def guild_id(index: int) -> int:
    """Return the id of the server number `index`; its roles and channels follow it."""
    return FIRST_GUILD + index * 100


def facilitator_role(guild: int) -> int:
    """Return the id of a server's Facilitator role."""
    return guild + 1


def member_role(guild: int) -> int:
    """Return the id of a server's Member role."""
    return guild + 2


def channel_ids(guild: int) -> list[int]:
    """Return the ids of a server's channels, in the order of PLACES."""
    return [guild + 10 + index for index in range(len(PLACES))]


def user(user_id: int, *, bot: bool = False) -> Json:
    """Return a user."""
    return {
        "id": str(user_id),
        "username": f"user{user_id % 100_000}",
        "discriminator": "0",
        "global_name": f"Dr {user_id % 100_000}",
        "avatar": None,
        "public_flags": 0,
        "bot": bot,
    }


def member(user_id: int, roles: Sequence[int]) -> Json:
    """Return a user as a member of a server."""
    return {
        "user": user(user_id),
        "roles": [str(role) for role in roles],
        "nick": None,
        "avatar": None,
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }


def guild(guild: int) -> Json:
    """Return a server with the roles and channels that `/community setup` makes, as in GUILD_CREATE."""
    roles = [(guild, "@everyone"), (facilitator_role(guild), "Facilitator"), (member_role(guild), "Member")]
    return {
        "id": str(guild),
        "name": f"Community {guild % FIRST_GUILD // 100}",
        "icon": None,
        "owner_id": str(FIRST_USER),
        "member_count": 12,
        "afk_timeout": 300,
        "afk_channel_id": None,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [_role(role, name, place) for place, (role, name) in enumerate(roles)],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-GB",
        "nsfw_level": 0,
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "members": [member(APPLICATION, [facilitator_role(guild)])],
        "channels": [
            _channel(channel, name, place)
            for place, (channel, name) in enumerate(zip(channel_ids(guild), PLACES, strict=True))
        ],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _role(role_id: int, name: str, place: int) -> Json:
    return {
        "id": str(role_id),
        "name": name,
        "permissions": EVERYTHING,
        "position": place,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }


def _channel(channel_id: int, name: str, place: int) -> Json:
    return {
        "id": str(channel_id),
        "type": {"cases": FORUM, "Meeting room": VOICE}.get(name, TEXT),
        "name": name,
        "position": place,
        "permission_overwrites": [],
        "rate_limit_per_user": 0,
        "nsfw": False,
        "topic": None,
        "last_message_id": None,
        "parent_id": None,
        "flags": 0,
        "bitrate": 64_000,
        "user_limit": 0,
        "available_tags": [],
    }


def message(
    message_id: int,
    channel_id: int,
    *,
    content: str = "",
    embeds: Sequence[Json] = (),
    components: Sequence[Json] = (),
    flags: int = 0,
) -> Json:
    """Return a message of the bot's."""
    return {
        "id": str(message_id),
        "type": 0,
        "content": content,
        "channel_id": str(channel_id),
        "author": user(APPLICATION, bot=True),
        "attachments": [],
        "embeds": list(embeds),
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "timestamp": JOINED,
        "edited_timestamp": None,
        "flags": flags,
        "components": list(components),
        "application_id": str(APPLICATION),
    }


def press(guild: int, user_id: int, custom_id: str, on: Json) -> Json:
    """Return a member's press of a button on the message `on`, as in INTERACTION_CREATE."""
    interaction = fresh_id()
    return {
        "id": str(interaction),
        "application_id": str(APPLICATION),
        "type": 3,
        "token": f"token{interaction}",
        "version": 1,
        "data": {"custom_id": custom_id, "component_type": 2, "id": 1},
        "message": on,
        "channel_id": on["channel_id"],
        "guild_id": str(guild),
        "guild": {"id": str(guild), "locale": "en-GB", "features": ["COMMUNITY"]},
        "channel": {
            "id": on["channel_id"],
            "type": TEXT,
            "name": "meetings",
            "guild_id": str(guild),
            "permissions": EVERYTHING,
            "position": 3,
            "nsfw": False,
            "parent_id": None,
            "permission_overwrites": [],
            "topic": None,
        },
        "guild_locale": "en-GB",
        "locale": "en-GB",
        "member": {**member(user_id, [member_role(guild)]), "permissions": EVERYTHING},
        "app_permissions": EVERYTHING,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild)},
        "context": 0,
        "attachment_size_limit": 10_485_760,
    }
