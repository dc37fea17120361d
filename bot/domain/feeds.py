"""Private calendar addresses: who holds one reads a community's meetings, so it is as hard to guess as a password."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta

KEPT = timedelta(days=90)
"""How long a meeting that is over stays in a feed."""
LOOKED_AFTER = timedelta(days=1)
"""How often Discord is asked, at most, whether the owner of a feed is still in the server."""
OWNER = "calendar.owner"
"""Kind of the timer that asks it."""
_BYTES = 24
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
"""What an address ends with: 24 random bytes in base64."""


def new_token() -> str:
    """Return 192 bits that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(_BYTES)


def fingerprint(token: str) -> bytes:
    """Return what is stored of a token (SHA-256): enough to know it again, of no use to whoever reads the file."""
    return hashlib.sha256(token.encode()).digest()


def mark(fingerprint_: bytes) -> str:
    """Return how a button names the address it is about, so that a stale one cannot end a newer address."""
    return fingerprint_[:6].hex()
