"""The five lines of the start page: what to try, where, and as whom."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.cast import ALICE, BOB, CAROL, DANIEL, HANNA, Person


@dataclass(frozen=True, slots=True)
class Try:
    """One suggestion. `html` is ours and fixed: nothing a person typed goes in."""

    person: Person
    where: str
    html: str

    @property
    def button(self) -> str:
        """The words on the button that takes you there."""
        place = {"messages": "messages"}.get(self.where, f"#{self.where}")
        return f"{place} as {self.person.short}" if self.where else f"Be {self.person.short}"


TRIES = (
    Try(BOB, "meetings", "<strong>Vote</strong> on the next topic: press <strong>Vote</strong>, choose, cast it."),
    Try(
        CAROL,
        "meetings",
        "<strong>Answer a meeting</strong> with one tap: <strong>Going</strong>. One has four seats and a waitlist.",
    ),
    Try(
        DANIEL,
        "noticeboard",
        "<strong>Share a case</strong> by its button, or <code>/case share</code>. See a phone number caught.",
    ),
    Try(
        ALICE,
        "facilitators",
        "<strong>Release a case</strong> as the facilitator; then see your week: <code>/facilitator digest</code>.",
    ),
    Try(
        HANNA,
        "noticeboard",
        "<strong>Join</strong> as a newcomer: press <strong>Join</strong>. Then push time on a day: who hears of it?",
    ),
)
