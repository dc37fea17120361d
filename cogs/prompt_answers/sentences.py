"""What refusals around private answers say."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "answer.empty": "There is nothing to keep in this answer yet. One line is plenty.",
    "answer.too_long": (
        "An answer has at most {limit} characters, so that all of them can be read on a phone; yours has {length}. "
        "Here it is, to shorten:"
    ),
    "answer.too_late": (
        "The private answers to this question are closed, so this one was not kept. You may say it in the channel."
    ),
    "answer.gone": "These answers are not here any more.",
    "answer.too_few": (
        "Fewer than 3 colleagues have answered, and so few would recognise each other. The answers stay open until "
        "{closes}; then, if there are still fewer, nothing is posted and they are deleted."
    ),
    "answer.key_lost": (
        "The key of these private answers is missing, as after a restored backup, so I cannot take one safely. "
        "Please tell a facilitator; you may answer in the channel."
    ),
    "answer.lost": (
        "The private answers to a prompt cannot be read: their key is missing, as after a restored backup. Nothing of "
        "them was posted. Ask again with `/prompt now` if you wish."
    ),
}
