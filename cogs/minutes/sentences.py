"""What is said when something about minutes is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "minutes.no_meeting": "No meeting has begun yet, so there is nothing to write down.",
    "minutes.not_begun": "The meeting of {starts_at} has not begun yet; its minutes can be written once it has.",
    "minutes.too_long": "Minutes can have at most {limit} characters in each field. Nothing was stored:",
    "minutes.empty": "Write at least one learning point or one decision.",
    "minutes.owner_missing": "Choose the member who takes it on: what belongs to nobody is done by nobody.",
    "minutes.task_missing": "Say what is to be done.",
    "minutes.task_too_long": "An action can have at most {limit} characters. Nothing was stored:",
    "minutes.task_gone": "This action is no longer there. `/meeting agenda` shows what is still open.",
    "minutes.not_yours": "Only its owner or a facilitator can tick this off.",
}
