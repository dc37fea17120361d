"""What a community sets for itself: one value with a default for each setting, and what may be chosen for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.errors import Invalid
from bot.domain.reminders import Lead


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """How a community wants it; the defaults hold until its facilitators choose."""

    reminders: frozenset[Lead] = frozenset(Lead)
    """Which reminders go out before a meeting."""
    offer_hours: int = 12
    """How long a free seat is kept for the next on the waitlist, at most."""
    rescue: bool = False
    """Whether two members are asked about an unanswered case without a facilitator's tap."""


class Area(StrEnum):
    """What settings are about; the screen shows one area at a time, four menus at most."""

    MEETINGS = "meetings"
    ENERGY = "energy"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `name` is the field of CommunitySettings and the column; `options` maps what is stored to values.

    Where `several` may be chosen, so may none, and the value is a frozenset.
    """

    name: str
    area: Area
    options: Mapping[str, object]
    several: bool = False

    def codes(self, settings: CommunitySettings) -> tuple[str, ...]:
        """Return what is chosen, as the file holds it, in the order of the options."""
        value = getattr(settings, self.name)
        return tuple(code for code, one in self.options.items() if (one in value if self.several else one == value))

    def chosen(self, settings: CommunitySettings, codes: Sequence[str]) -> CommunitySettings:
        """Return settings with this one chosen; raises Invalid (`settings.unknown_choice`) for what is no option."""
        if not set(codes) <= set(self.options) or (not self.several and len(codes) != 1):
            raise Invalid("settings.unknown_choice")
        values = [self.options[code] for code in codes]
        return replace(settings, **{self.name: frozenset(values) if self.several else values[0]})


SETTINGS: Sequence[Setting] = (
    Setting("reminders", Area.MEETINGS, {lead.value: lead for lead in Lead}, several=True),
    Setting("offer_hours", Area.MEETINGS, {str(hours): hours for hours in (1, 2, 4, 12, 24, 48)}),
    Setting("rescue", Area.ENERGY, {"tap": False, "auto": True}),
)


def find_setting(name: str) -> Setting:
    """Return a setting by name; raises Invalid (`settings.unknown_choice`)."""
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    raise Invalid("settings.unknown_choice")
