"""Public messages that the bot owes a community and keeps true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import CommunityId, PostId
from bot.domain.people import Place

HIDDEN = "hidden"
"""The renderer's kind for whatever is hidden: a placeholder stands in for what the post would show."""

QUIET = timedelta(seconds=10)
"""How long a message is left alone after an edit: a burst of changes becomes few edits."""

NOTICEBOARD = "noticeboard"
"""The post that tells what all the others are about."""


@dataclass(frozen=True, slots=True)
class Post:
    """One such message: what it shows (`kind`, `subject_id`), where it belongs, where it stands.

    `channel_id` and `message_id` are None until it was sent; `revision` rises with each change of what it shows;
    `sendings` counts how often it had to be sent (again after somebody deleted it). A `hidden` one shows a placeholder.
    """

    id: PostId
    community_id: CommunityId
    kind: str
    subject_id: int
    place: Place
    channel_id: int | None
    message_id: int | None
    revision: int
    sendings: int
    hidden: bool = False

    @property
    def key(self) -> tuple[int, str, int]:
        """What it shows, for whom; there is one post for it."""
        return self.community_id, self.kind, self.subject_id

    @property
    def nonce(self) -> str:
        """The same for each attempt at one sending, so that Discord drops a second one."""
        return f"p{self.id}.{self.sendings}"

    @property
    def jump_url(self) -> str | None:
        """A link to the message, or None until it was sent."""
        if self.channel_id is None or self.message_id is None:
            return None
        return f"https://discord.com/channels/{self.community_id}/{self.channel_id}/{self.message_id}"
