"""What is said when something about attendance is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "attendance.no_meeting": "No meeting has begun yet, so nobody was there.",
    "attendance.not_begun": "The meeting of {starts_at} has not begun yet.",
    "attendance.over": "This meeting was over at {ended_at}. **My attendance** on its card shows what counts for you; "
    "if that is wrong, you can say so there.",
    "attendance.still_on": "The meeting is still on. Minutes can be set once it is over.",
    "attendance.nobody": "Choose at least one person.",
    "attendance.not_a_member": "Only members can be on the list. Nothing was changed.",
    "attendance.minutes_unreadable": "Give the minutes as a whole number from 0 to {limit}, or leave them empty for "
    "the whole meeting. You typed:",
    "attendance.too_many_minutes": "The meeting lasted {limit} minutes; nobody was there for longer. You typed:",
    "attendance.reason_missing": "Say in a few words what happened.",
    "attendance.reason_too_long": "A reason can have at most {limit} characters. Nothing was stored:",
    "attendance.same_minutes": "{minutes} minutes are counted for you already, so there is nothing to put right:",
    "attendance.contest_gone": "This objection is no longer there.",
}
