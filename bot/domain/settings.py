"""What a community sets for itself: one value with a default for each setting, and what may be chosen for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from bot.domain.agenda import USUAL_DAYS
from bot.domain.errors import Invalid
from bot.domain.ids import MemberId
from bot.domain.reminders import Lead

_PERSON: Final = re.compile(r"[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """How a community wants it; the defaults hold until its facilitators choose."""

    reminders: frozenset[Lead] = frozenset(Lead)
    """Which reminders go out before a meeting."""
    offer_hours: int = 12
    """How long a free seat is kept for the next on the waitlist, at most."""
    rescue: bool = False
    """Whether two members are asked about an unanswered case without a facilitator's tap."""
    answer_names: bool = False
    """Whether private answers to a prompt are posted with names; fixed for each prompt when it is chosen."""
    prompt_holidays: bool = True
    """Whether scheduled prompts are skipped on public holidays of the country of their zone."""
    turn_to: MemberId | None = None
    """A member whom a private list of help names."""
    digest_to_duty: bool = False
    """Whether only the facilitator on duty gets the weekly digest."""
    pairing_weeks: int = 0
    """Every how many weeks study buddies are paired by themselves; 0 for never."""
    agenda_days: int = USUAL_DAYS
    """How many days before a meeting its agenda is posted; 0: never."""
    pictures: bool = False
    """Whether a case may have pictures."""


class Area(StrEnum):
    """What settings are about; the screen shows one area at a time, four menus at most."""

    MEETINGS = "meetings"
    ENERGY = "energy"
    PROMPTS = "prompts"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `name` is the field of CommunitySettings and the column; `options` maps what is stored to values.

    Where `several` may be chosen, so may none, and the value is a frozenset. A `person` is one member or None, and has
    no options: the file holds their number.
    """

    name: str
    area: Area
    options: Mapping[str, object] = field(default_factory=dict[str, object])
    several: bool = False
    person: bool = False

    def takes(self, code: str) -> bool:
        """Whether this may be chosen, as the file holds it."""
        return bool(_PERSON.fullmatch(code)) if self.person else code in self.options

    def codes(self, settings: CommunitySettings) -> tuple[str, ...]:
        """Return what is chosen, as the file holds it, in the order of the options."""
        value = getattr(settings, self.name)
        if self.person:
            return () if value is None else (str(int(value)),)
        return tuple(code for code, one in self.options.items() if (one in value if self.several else one == value))

    def chosen(self, settings: CommunitySettings, codes: Sequence[str]) -> CommunitySettings:
        """Return settings with this one chosen; raises Invalid (`settings.unknown_choice`) for what is no option."""
        if not all(self.takes(code) for code in codes) or len(codes) not in self._counts():
            raise Invalid("settings.unknown_choice")
        if self.person:
            return replace(settings, **{self.name: MemberId(int(codes[0])) if codes else None})
        values = [self.options[code] for code in codes]
        return replace(settings, **{self.name: frozenset(values) if self.several else values[0]})

    def _counts(self) -> range:
        """How many may be chosen at once."""
        if self.several:
            return range(len(self.options) + 1)
        return range(0 if self.person else 1, 2)


SETTINGS: Sequence[Setting] = (
    Setting("reminders", Area.MEETINGS, {lead.value: lead for lead in Lead}, several=True),
    Setting("offer_hours", Area.MEETINGS, {str(hours): hours for hours in (1, 2, 4, 12, 24, 48)}),
    Setting("agenda_days", Area.MEETINGS, {str(days): days for days in (0, 1, 2, 3, 5, 7, 14)}),
    Setting("rescue", Area.ENERGY, {"tap": False, "auto": True}),
    Setting("answer_names", Area.PROMPTS, {"without": False, "with": True}),
    Setting("prompt_holidays", Area.PROMPTS, {"skip": True, "post": False}),
    Setting("turn_to", Area.PROMPTS, person=True),
    Setting("digest_to_duty", Area.ENERGY, {"all": False, "duty": True}),
    Setting("pairing_weeks", Area.ENERGY, {str(weeks): weeks for weeks in (0, 2, 4, 6, 8, 12)}),
    Setting("pictures", Area.CASES, {"off": False, "on": True}),
)


def find_setting(name: str) -> Setting:
    """Return a setting by name; raises Invalid (`settings.unknown_choice`)."""
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    raise Invalid("settings.unknown_choice")
