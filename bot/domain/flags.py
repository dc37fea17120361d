"""Flags: somebody takes a message in the case channel for a possible identifier, and it is hidden at once.

A flag goes one way: open (hidden, facilitators look) -> restored or erased. A post of ours is hidden behind a
placeholder; anybody else's message is deleted, and what it said is kept sealed until the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CaseId, CommunityId, FlagId, MemberId, PostId
from bot.domain.timers import PlannedTimer

POST = "flag"
"""The kind of the card in the facilitators' channel."""
HIDE = "flag.hide"
"""The timer kind that deletes a message which is none of our posts."""
RESTORE = "flag.restore"
"""The timer kind that says again what such a message said."""
TOLD = "flag.told"
"""The timer kind that tells an author that their case, or something below it, was erased; it names no author."""
SCRUB = "flag.scrub"
"""The timer kind that clears what was erased from the bytes of the file."""

_SETTLING = timedelta(minutes=3)
"""Longer than a deletion that is under way can take (`timers.LEASE`)."""


class FlagState(StrEnum):
    """What has become of a flag."""

    OPEN = "open"
    RESTORED = "restored"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flagged message. Instants are UTC.

    `post_id` is None for a message that is none of our posts, and `author_id` is None where the bot wrote it;
    `hidden_at` is None while it could not be taken away yet. `flagger_id` is for facilitators alone.
    """

    id: FlagId
    community_id: CommunityId
    channel_id: int
    message_id: int
    post_id: PostId | None
    author_id: MemberId | None
    flagger_id: MemberId
    state: FlagState
    flagged_at: datetime
    hidden_at: datetime | None
    decided_at: datetime | None
    decided_by: MemberId | None

    @property
    def jump_url(self) -> str:
        """A link to where the message stands or stood."""
        return f"https://discord.com/channels/{self.community_id}/{self.channel_id}/{self.message_id}"


def hiding(flag: Flag) -> PlannedTimer:
    """Return the promise to delete the message of a flag, at once."""
    return _promise(HIDE, flag, flag.flagged_at)


def restoring(flag: Flag, now: datetime) -> PlannedTimer:
    """Return the promise to say again what a deleted message said.

    If it was not deleted yet, a deletion may be under way: what it said is kept until that has surely ended.
    """
    return _promise(RESTORE, flag, now if flag.hidden_at is not None else now + _SETTLING)


def scrubbing(flag: Flag, now: datetime) -> PlannedTimer:
    """Return the promise to clear what was erased from the bytes of the file."""
    return _promise(SCRUB, flag, now)


def telling(flag: Flag, case_id: CaseId, now: datetime, *, whole: bool) -> PlannedTimer:
    """Return the promise to tell the author of a case that it was erased, as a `whole` or something below it."""
    key = f"{TOLD}:{flag.community_id}:{case_id}"
    return PlannedTimer(TOLD, flag.community_id, case_id, key if whole else f"{key}:{flag.id}", now)


def _promise(kind: str, flag: Flag, due_at: datetime) -> PlannedTimer:
    return PlannedTimer(kind, flag.community_id, flag.id, f"{kind}:{flag.community_id}:{flag.id}", due_at)
