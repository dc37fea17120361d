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
    Try(BOB, "general", "<strong>Vote.</strong> A poll is open: press <strong>Vote</strong>, choose, cast it."),
    Try(CAROL, "meetings", "<strong>Answer a meeting.</strong> There is one tomorrow: press <strong>Going</strong>."),
    Try(
        DANIEL,
        "general",
        "<strong>Share a case.</strong> Type <code>/case share</code>. Put in a phone number and see it caught.",
    ),
    Try(
        ALICE,
        "facilitators",
        "<strong>Release it</strong> as the facilitator, approve a newcomer, or plan: <code>/meeting schedule</code>.",
    ),
    Try(
        HANNA,
        "general",
        "<strong>Join.</strong> A newcomer types <code>/join</code>. Then push time on a day: who is reminded?",
    ),
)
