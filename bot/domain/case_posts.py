"""Where what belongs to a case stands: below the case's own post, after it, and gone once somebody deleted it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.posts import Post
from bot.domain.timers import NotNow

_WAITS = timedelta(seconds=20)
"""How long it waits for the post of its case to be made (again)."""


def thread_for(post: Post, case_post: Post | None, now: datetime) -> int | None:
    """Return the thread in which a post below a case stands or is to be sent; None if it is not to be sent.

    What somebody deleted by hand does not come back, as it may show a face; it does where the channel went with all its
    posts. Raises NotNow while the case has no post.
    """
    if post.message_id is not None:
        return post.channel_id
    if case_post is not None and post.sendings > case_post.sendings:
        return None
    if case_post is None or case_post.channel_id is None:
        raise NotNow(now + _WAITS)
    return case_post.channel_id
