"""Which parts of a text are spoken for."""

from bot.domain.identifiers.findings import Finding
from bot.domain.identifiers.tokens import Token


class Cover:
    """Which parts of a text are found already, with at least a certain score."""

    def __init__(self, found: list[Finding], least: float) -> None:
        self._mask = bytearray(max((one.end for one in found), default=0))
        for one in found:
            if one.score >= least:
                self._mask[one.start : one.end] = b"\x01" * (one.end - one.start)

    def holds(self, token: Token) -> bool:
        """Whether any of a word is."""
        return self._mask.find(1, token.start, token.end) >= 0
