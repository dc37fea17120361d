"""The audit log as it is read: by facilitators in full, by members as a summary without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain.people import Actor, Standing
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import audit
from data.audit import Entry

PER_PAGE: Final = 12
SUMMED_UP: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Acts, newest first; `older` is the number before which the next page begins, None on the last."""

    entries: tuple[Entry, ...]
    older: int | None
    is_latest: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """How often each act was done in the last 90 days."""

    counts: Mapping[str, int]


async def look(context: ServiceContext, actor: Actor, before: int | None = None) -> AuditPage | Summary:
    """Return a page of the log to a facilitator, and the summary to a member."""
    now = context.clock.now()
    async with context.database.read() as reader:
        standing = (await admit(reader, actor)).standing
        if standing is not Standing.FACILITATOR:
            return Summary(await audit.counts(reader, actor.community_id, now - SUMMED_UP))
        found = await audit.page(reader, actor.community_id, before, PER_PAGE + 1)
    shown = found[:PER_PAGE]
    older = shown[-1][0] if len(found) > PER_PAGE else None
    return AuditPage(tuple(entry for _, entry in shown), older, before is None)
