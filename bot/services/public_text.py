"""What members write for all to read: topics, questions, options."""

from __future__ import annotations

from bot.domain.errors import Invalid
from bot.domain.identifiers import Tier
from bot.services.identifier_check import check_fixed


async def refuse_identifiers(*texts: str | None) -> None:
    """Raise Invalid (`text.identifier`, with what was `found`) if a text surely holds an identifier.

    Short public text is never about one patient, so only what leaves nothing to argue about is refused. Call it
    before the write transaction.
    """
    for text in texts:
        if text:
            found = [text[one.start : one.end] for one in await check_fixed(text) if one.tier is Tier.REDACT]
            if found:
                raise Invalid("text.identifier", found=tuple(found), typed=text)
