"""What is said when something about a pulse is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "pulse.gone": "This pulse is no longer there.",
    "pulse.closed": "This pulse closed at {closed_at}. Its message in the meetings channel shows what came of it.",
    "pulse.not_there": "This is for those who were at the meeting, and nothing is counted for you there. If that is "
    "wrong, tap **My attendance** on the meeting's card and say so.",
    "pulse.key_lost": "The key of this pulse is missing, as after a restored backup, so it takes no more answers.",
    "pulse.replies_lost": "The answers to a pulse cannot be read: the file with its key was missing when it closed, as "
    "after a restored backup. Nothing is known of them, and nothing can be put right.",
}
