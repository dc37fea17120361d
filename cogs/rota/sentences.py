"""What is said when something about the rota is refused."""

from __future__ import annotations

ERRORS = {
    "rota.none_free": "Every week shown is taken, or you are away in those that are not. Choose one in the menu to "
    "swap.",
    "rota.week_over": "That week is not on the rota any more. `/facilitator rota` shows those that are.",
    "rota.no_swap": "That question is not there any more.",
    "rota.not_your_week": "This was asked of somebody else.",
}
