"""What is said when something about an agenda is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "agenda.item_gone": "This is not on the agenda any more. `/meeting agenda` shows what is.",
    "agenda.not_a_member": "They are not a member of this community. Choose somebody who is.",
    "agenda.presenter_away": "<@{who}> said they are away on that day, {starts_at}. Choose somebody else, or ask them.",
    "agenda.taken": "Somebody was quicker, or is being asked at this moment. If they can't, the button comes back.",
    "agenda.ask_over": "This has moved on: somebody else presents it, or is asked. Thank you all the same.",
    "agenda.full": "This agenda has {limit} lines already, more than a meeting can hold. Take one off first:",
}
