"""Looking for identifiers in a draft; it fails closed, and no failure quotes the text."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.case_checks import Check, as_one, examined, redacted
from bot.domain.cases import CaseText, Draft
from bot.domain.errors import Conflict
from bot.domain.identifiers import Tier
from bot.domain.people import Actor
from bot.services import identifier_check
from bot.services.cases import drafts
from bot.services.context import ServiceContext
from bot.services.identifier_check import Reading

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

CHECK_SECONDS = 20
"""Far beyond the worst text measured (0.6 s); past it the check counts as failed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole draft and what the check says about it."""

    draft: Draft
    check: Check
    model_silent: bool = False
    """Whether the name model was to be asked and did not answer, so that the rules alone looked for names."""


async def look(context: ServiceContext, actor: Actor, draft_id: int) -> Checked:
    """Return what the check says about a draft as it is now.

    Raises NotFound `case.draft_gone`, Conflict `case.draft_unfinished`, Conflict `case.check_failed`.
    """
    draft = await drafts.get(context, actor, draft_id)
    text = whole(draft)
    reading = await _read(text)
    return Checked(draft, examined(text, reading.findings), reading.model_silent)


async def redact_all(context: ServiceContext, actor: Actor, draft_id: int) -> Checked:
    """Put the proposals in the place of everything found, save the draft, and check it again.

    A draft that was saved elsewhere meanwhile is left as it is and only checked again. Raises as `look`.
    """
    before = await look(context, actor, draft_id)
    if before.check.must_go or before.check.questioned:
        await drafts.replace_text(context, actor, before.draft, redacted(before.check))
    return await look(context, actor, draft_id)


def whole(draft: Draft) -> CaseText:
    """Return the draft's text; raises Conflict `case.draft_unfinished` while step 2 is missing."""
    if draft.text is None:
        raise Conflict("case.draft_unfinished")
    return draft.text


async def examine(text: CaseText) -> Check:
    """Check a case; raises Conflict `case.check_failed` if the check could not be done."""
    return examined(text, (await _read(text)).findings)


async def holds_identifier(text: str) -> bool:
    """Return whether a reason holds what must go; raises Conflict `case.check_failed`.

    What would only be questioned passes: the reason for keeping "Estelle" has to say "Estelle".
    """
    return any(finding.tier is Tier.REDACT for finding in await _bounded(identifier_check.check_fixed(text)))


async def _read(text: CaseText) -> Reading:
    return await _bounded(identifier_check.read(as_one(text)))


async def _bounded(work: Awaitable[_T]) -> _T:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await work
    except Exception as error:
        # The kind of failure only, here and in the answer: an error's own words may quote the text.
        _log.error("the identifier check failed: %s", error.args[0] if _is_ours(error) else type(error).__name__)
    raise Conflict("case.check_failed")


def _is_ours(error: Exception) -> bool:
    return isinstance(error, identifier_check.IdentifierCheckFailed)
