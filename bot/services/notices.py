"""Telling the facilitators, once, what they must put right."""

from __future__ import annotations

from bot.domain.errors import Undeliverable
from bot.domain.ids import CommunityId
from bot.domain.timers import PlannedTimer
from bot.services.context import ServiceContext
from data import notices, timers
from data.database import Writer


async def tell_facilitators(
    context: ServiceContext, writer: Writer, community_id: CommunityId, code: str, key: str, **params: str | int
) -> None:
    """Have the sentence `code` with `params` sent to the facilitators; the same `key` is told once only.

    `params` are ids and names of Discord's things, never what a person typed.
    """
    now = context.clock.now()
    dedupe_key = f"notice:{community_id}:{code}:{key}"
    notice_id = await notices.insert(writer, community_id, code, params, dedupe_key, now)
    if notice_id is not None:
        await timers.plan(writer, [PlannedTimer("notice", community_id, notice_id, dedupe_key, now)])


async def find(context: ServiceContext, community_id: CommunityId, notice_id: int) -> tuple[str, dict[str, str | int]]:
    """Return a notice's sentence code and values."""
    async with context.database.read() as reader:
        found = await notices.find(reader, community_id, notice_id)
    return found if found is not None else ("notice.gone", {})


async def tell_undeliverable(
    context: ServiceContext, writer: Writer, community_id: CommunityId, error: Undeliverable
) -> None:
    """Tell the facilitators which place has no channel or which permission is missing, once a week while it lasts."""
    params = {name: value for name, value in error.params.items() if isinstance(value, str | int)}
    year, week, _ = context.clock.now().isocalendar()
    what = ":".join(str(value) for _, value in sorted(params.items()))
    await tell_facilitators(context, writer, community_id, error.code, f"{what}:{year}-{week:02}", **params)
