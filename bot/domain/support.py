"""Where somebody finds help: services for doctors, crisis lines and emergency numbers, by country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.distress import Concern
from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A service: how to reach it, and when. Some are for the writer alone, not for whoever worries about a patient."""

    name: str
    reach: str
    when: str
    own_only: bool = False


@dataclass(frozen=True, slots=True)
class HelpPack:
    """What there is in a country (ISO 3166 code); `emergency` is its emergency number."""

    country: str
    name: str
    emergency: str
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What is offered to one person.

    `pack` is None where their country is not known; `elsewhere` are the other countries; `person_id` is the human whom
    their community has named.
    """

    concern: Concern
    pack: HelpPack | None
    elsewhere: tuple[HelpPack, ...]
    person_id: MemberId | None = None

    @property
    def lines(self) -> tuple[HelpLine, ...]:
        """The services that suit whom it is about."""
        if self.pack is None:
            return ()
        return tuple(one for one in self.pack.lines if self.concern is Concern.OWN or not one.own_only)


def help_for(
    concern: Concern, packs: Sequence[HelpPack], country: str | None, person_id: MemberId | None = None
) -> Help:
    """Return what to offer somebody in a country."""
    pack = next((one for one in packs if one.country == country), None)
    return Help(concern, pack, tuple(one for one in packs if one is not pack), person_id)
