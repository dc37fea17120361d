"""Who lives in the demo: a facilitator, six GPs in five more places, and a newcomer.

All of them are invented. The clinical content of the demo is invented too.
"""

from __future__ import annotations

from dataclasses import dataclass

COMMUNITY = "Rural & Remote GPs"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a visitor can be. `zone` is an IANA name, `locale` one of Discord's."""

    key: str
    name: str
    city: str
    country: str
    zone: str
    locale: str
    colour: str
    role: str = "GP"

    @property
    def initials(self) -> str:
        """First letters of first and last name, for the portrait."""
        first, *_, last = self.name.removeprefix("Dr ").split()
        return first[0] + last[0]

    @property
    def short(self) -> str:
        """As colleagues would say it: "Dr Alice"."""
        return " ".join(self.name.split()[:2])


ALICE = Person("alice", "Dr Alice Nguyen", "Perth", "Australia", "Australia/Perth", "en-GB", "#8b5cf6", "Facilitator")
BOB = Person("bob", "Dr Bob Fraser", "Perth", "Australia", "Australia/Perth", "en-GB", "#0e7490")
CAROL = Person("carol", "Dr Carol Mensah", "Sydney", "Australia", "Australia/Sydney", "en-GB", "#be185d")
DANIEL = Person("daniel", "Dr Daniel Okoye", "London", "United Kingdom", "Europe/London", "en-GB", "#1d4ed8")
ERIN = Person("erin", "Dr Erin Tremblay", "Toronto", "Canada", "America/Toronto", "en-US", "#b45309")
FERGUS = Person("fergus", "Dr Fergus McLeod", "Dunedin", "New Zealand", "Pacific/Auckland", "en-GB", "#15803d")
GRACE = Person("grace", "Dr Grace Kelly", "Galway", "Ireland", "Europe/Dublin", "en-GB", "#a21caf", "Facilitator")
HANNA = Person("hanna", "Dr Hanna Lindqvist", "Darwin", "Australia", "Australia/Darwin", "en-GB", "#475569", "Newcomer")

MEMBERS = (ALICE, BOB, CAROL, DANIEL, ERIN, FERGUS, GRACE)
"""Everybody who belongs to the community, the facilitator first."""

EVERYBODY = (*MEMBERS, HANNA)
"""Everybody on the server; Hanna has not joined the community yet."""
