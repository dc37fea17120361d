"""Posts with what other features add to them (`bot.additions`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.posts import Post
from bot.ui.components import buttons
from bot.ui.courier import Addition, Extra, Outgoing

MOST_IN_EMBEDS = 6000
"""Characters of all embeds of a message together (Discord)."""


async def with_additions(post: Post, outgoing: Outgoing, additions: Sequence[Addition]) -> Outgoing:
    """Return a post with what each feature adds to it, in the room that those before left."""
    for addition in additions:
        room = MOST_IN_EMBEDS - sum(len(embed) for embed in outgoing.embeds)
        extra = await addition(post, room)
        if extra is not None:
            outgoing = _with(outgoing, extra)
    return outgoing


def _with(outgoing: Outgoing, extra: Extra) -> Outgoing:
    items = [*(outgoing.view.children if outgoing.view else ()), *extra.items]
    return replace(
        outgoing,
        content="\n".join([*([outgoing.content] if outgoing.content else []), *extra.lines]) or None,
        embeds=[*outgoing.embeds, *extra.embeds],
        view=buttons(*items) if items else None,
        tags=(*outgoing.tags, *extra.tags),
    )
