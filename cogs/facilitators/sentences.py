"""What became of a line of an older digest, and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.digest import Settled

SETTLED: Mapping[Settled, str] = {
    Settled.RELEASED: "The case was released {ago}.",
    Settled.DECLINED: "The case was declined {ago}.",
    Settled.ERASED: "The case was flagged and erased.",
    Settled.APPROVED: "The application was approved {ago}.",
    Settled.TURNED_DOWN: "The application was declined {ago}.",
    Settled.DECIDED: "It has been decided.",
    Settled.ANSWERED: "Colleagues have replied to the case.",
    Settled.BEGUN: "**{title}** began {ago}.",
    Settled.CANCELLED: "**{title}** was cancelled.",
    Settled.LATER: "**{title}** has moved and is {ago}.",
    Settled.ENOUGH: "**{title}** is {ago}, and enough have answered.",
    Settled.PRESENTED: "Somebody presents **{title}** now.",
    Settled.CLOSED: "The poll **{question}** closed {ago}.",
    Settled.EXTENDED: "The poll **{question}** was given more time and closes {ago}.",
    Settled.ALL_ASKED: "Everybody was heard from since, is away, or was asked in the last 60 days.",
    Settled.PAIRED: "They were paired {ago}.",
    Settled.GONE: "It is not there any more.",
}

ERRORS = {
    "handover.to_yourself": "That is you. Choose whoever takes over from you.",
    "handover.no_facilitator": "Only a facilitator can take over. Give them the role **Facilitator** first.",
    "handover.gone": "That hand-over is not there any more. `/facilitator handover` begins a new one.",
    "handover.not_yours": "This hand-over is between two others.",
    "handover.sent": "It is on its way already, so the note stays as it is. Write to them directly.",
    "handover.not_sent": "It has not been handed over yet.",
    "handover.note_too_long": "A note has at most {limit} characters, and yours has {length}.",
}
