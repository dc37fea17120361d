"""A moment as it was understood, and how it is shown back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.times.places import city_of
from bot.domain.times.words import MONTHS, WEEKDAYS


def american(locale: str) -> bool:
    """Whether the locale writes month first and twelve hours; only en-US does."""
    return locale.replace("_", "-").casefold() == "en-us"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means: an aware UTC `instant`, and the IANA `zone` it was read in."""

    instant: datetime
    zone: str

    @property
    def wall(self) -> datetime:
        """The same moment as clocks in `zone` show it (aware)."""
        return self.instant.astimezone(ZoneInfo(self.zone))

    @property
    def value(self) -> str:
        """A canonical string of at most 100 characters that `read_time` reads back exactly.

        Meant as the value behind an autocomplete choice. RFC 9557, such as
        "2026-12-01T19:30+08:00[Australia/Perth]".
        """
        wall = self.wall
        return f"{wall:%Y-%m-%dT%H:%M}{_offset(wall, ':')}[{self.zone}]"

    def label(self, locale: str) -> str:
        """The reading in full, which `read_time` reads back too if somebody edits it.

        "Tue 1 December 2026, 19:30 (Perth)", or "Tue, December 1, 2026, 7:30 PM (Perth)" in
        en-US. The distance from UTC is added when that hour comes twice that night. Weekday and
        month are English words for now. For places without Discord timestamps only.
        """
        wall = self.wall
        weekday = WEEKDAYS[wall.weekday()][0][:3].capitalize()
        month = MONTHS[wall.month - 1][0].capitalize()
        where = city_of(self.zone)
        if wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset():
            where = f"{where}, UTC{_offset(wall, ':')}"
        if american(locale):
            half = "AM" if wall.hour < 12 else "PM"
            clock = f"{wall.hour % 12 or 12}:{wall.minute:02} {half}"
            return f"{weekday}, {month} {wall.day}, {wall.year}, {clock} ({where})"
        return f"{weekday} {wall.day} {month} {wall.year}, {wall:%H:%M} ({where})"


def _offset(wall: datetime, separator: str) -> str:
    minutes = round((wall.utcoffset() or timedelta()).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{separator}{abs(minutes) % 60:02}"


def instants_of(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """The UTC instants at which clocks in `zone` show the naive `wall`.

    One normally, two when clocks go back over it, none when they jump over it.
    """
    rules = ZoneInfo(zone)
    found: list[datetime] = []
    for fold in (0, 1):
        instant = wall.replace(tzinfo=rules, fold=fold).astimezone(UTC)
        if instant not in found and instant.astimezone(rules).replace(tzinfo=None) == wall:
            found.append(instant)
    return tuple(found)


def beside_gap(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """For a wall time that is jumped over: the instants as much before and after the jump."""
    rules = ZoneInfo(zone)
    both = {wall.replace(tzinfo=rules, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(both))
