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
    Settled.ANSWERED: "Colleagues have replied to the case.",
    Settled.BEGUN: "**{title}** began {ago}.",
    Settled.CANCELLED: "**{title}** was cancelled.",
    Settled.LATER: "**{title}** has moved and is {ago}.",
    Settled.ENOUGH: "**{title}** is {ago}, and enough have answered.",
    Settled.PRESENTED: "Somebody presents **{title}** now.",
    Settled.CLOSED: "The poll **{question}** closed {ago}.",
    Settled.EXTENDED: "The poll **{question}** was given more time and closes {ago}.",
    Settled.ALL_ASKED: "Everybody was heard of since, is away, or was asked in the last 60 days.",
    Settled.PAIRED: "They were paired {ago}.",
    Settled.GONE: "It is not there any more.",
}
