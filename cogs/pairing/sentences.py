"""What is said when a round of pairs is refused."""

from __future__ import annotations

ERRORS = {
    "pairing.too_few": "A pair needs two. Members tap **Study buddy** in `/my profile`, then **Pair me**; tell them of "
    "it, in **#general** for example.",
}
