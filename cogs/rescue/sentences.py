"""What is said when a rescue is refused."""

from __future__ import annotations

ERRORS = {
    "rescue.settled": "That case needs nobody to be asked: somebody has replied, or it is not shown any more.",
}
