"""When and how somebody may be reached: the pure decision behind everything the bot sends to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import Invalid
from bot.domain.reminders import Lead
from bot.domain.schedules import instant_of, parse_hour
from bot.domain.times import read_time

WEEK = timedelta(days=7)
MOST_A_WEEK = 20
LONGEST_AWAY = timedelta(days=366)
_DAYS_AHEAD = 800
"""Longer than anybody may be away; a search that finds no free moment in it ends."""


class Weight(StrEnum):
    """How much a message matters to its reader."""

    ASKED = "asked"  # the answer to something they did themselves: comes at once
    URGENT = "urgent"  # of no use later: waits for the end of quiet hours only if it is still of use then
    ORDINARY = "ordinary"  # everything else: obeys all habits


class Channel(StrEnum):
    """Where somebody wants what is not urgent."""

    DM = "dm"
    THREAD = "thread"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Away:
    """Local dates, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Habits:
    """When and how somebody wants to be reached. Hours are on the wall in `zone` (IANA); Monday is day 0.

    Quiet hours that begin and end at the same time are none.
    """

    zone: str
    quiet_from: time = time(21)
    quiet_until: time = time(7)
    working_days: frozenset[int] = frozenset(range(7))
    channel: Channel = Channel.DM
    weekly_cap: int = 5
    away: Away | None = None
    reminders: frozenset[Lead] = frozenset(Lead)

    def wants(self, lead: Lead) -> bool:
        """Whether they want a reminder so long before a meeting; whoever wants none at all wants none of them."""
        return self.channel is not Channel.NONE and lead in self.reminders

    def local(self, instant: datetime) -> datetime:
        """Return an instant as the clocks there show it."""
        return instant.astimezone(ZoneInfo(self.zone))

    def is_quiet(self, instant: datetime) -> bool:
        """Whether an instant falls into the quiet hours."""
        at = self.local(instant).time().replace(tzinfo=None)
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    def is_away(self, instant: datetime) -> bool:
        """Whether they said they are away on that day."""
        return self.away is not None and self.away.covers(self.local(instant).date())

    def quiet_end(self, instant: datetime) -> datetime:
        """Return when the quiet hours around an instant end (UTC)."""
        local = self.local(instant)
        day = local.date()
        if local.time().replace(tzinfo=None) >= self.quiet_until:
            day += timedelta(days=1)
        return max(instant_of(datetime.combine(day, self.quiet_until), self.zone), instant + timedelta(minutes=1))

    def next_day(self, instant: datetime) -> datetime:
        """Return the first moment of the next local day (UTC)."""
        return instant_of(datetime.combine(self.local(instant).date() + timedelta(days=1), time()), self.zone)


@dataclass(frozen=True, slots=True)
class Send:
    """It goes out now."""


@dataclass(frozen=True, slots=True)
class Wait:
    """It goes out at `until`, if it is still true then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """It does not go out at all."""


def decide(
    habits: Habits,
    weight: Weight,
    now: datetime,
    *,
    sent: Sequence[datetime] = (),
    useful_until: datetime | None = None,
) -> Send | Wait | Drop:
    """Return what becomes of a message at `now`, before which `sent` went out to the same person unasked.

    What would wait beyond `useful_until` is dropped, or, if it is urgent, sent all the same.
    """
    if weight is Weight.ASKED:
        return Send()
    if weight is Weight.ORDINARY and habits.channel is Channel.NONE:
        return Drop()
    free = _free_from(habits, weight, now, sorted(sent))
    if free == now:
        return Send()
    if free is None or (useful_until is not None and free >= useful_until):
        return Send() if weight is Weight.URGENT else Drop()
    return Wait(free)


def _free_from(habits: Habits, weight: Weight, now: datetime, sent: Sequence[datetime]) -> datetime | None:
    """Return the first moment from `now` on that no habit speaks against."""
    at, last = now, now + timedelta(days=_DAYS_AHEAD)
    while at < last:
        if weight is Weight.ORDINARY:
            recent = [one for one in sent if one > at - WEEK]
            if len(recent) >= habits.weekly_cap:
                at = recent[-habits.weekly_cap] + WEEK
                continue
            if habits.is_away(at) or habits.local(at).weekday() not in habits.working_days:
                at = habits.next_day(at)
                continue
        if not habits.is_quiet(at):
            return at
        at = habits.quiet_end(at)
    return None


def changed(
    habits: Habits, *, quiet_from: str, quiet_until: str, working_days: Sequence[int], channel: str, weekly_cap: str
) -> Habits:
    """Return habits with what was filled in.

    Raises Invalid `schedule.hour_unreadable`, `profile.no_day`, `profile.cap_unreadable`, `profile.no_waking_hour`.
    """
    begin, end = parse_hour(quiet_from), parse_hour(quiet_until)
    if not working_days:
        raise Invalid("profile.no_day")
    digits = weekly_cap.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3 and 1 <= int(digits) <= MOST_A_WEEK):
        raise Invalid("profile.cap_unreadable", most=MOST_A_WEEK, typed=weekly_cap)
    quiet = (end.hour * 60 + end.minute - begin.hour * 60 - begin.minute) % (24 * 60)
    if quiet > 20 * 60:
        raise Invalid("profile.no_waking_hour", typed=f"{quiet_from} - {quiet_until}")
    return replace(
        habits,
        quiet_from=begin,
        quiet_until=end,
        working_days=frozenset(working_days),
        channel=Channel(channel),
        weekly_cap=int(digits),
    )


def wanting(habits: Habits, leads: Sequence[str]) -> Habits:
    """Return habits with these reminders before a meeting, none of the others; raises Invalid `button.stale`."""
    if not set(leads) <= set(Lead):
        raise Invalid("button.stale")
    return replace(habits, reminders=frozenset(Lead(lead) for lead in leads))


def read_away(first: str, last: str, *, now: datetime, zone: str, locale: str) -> Away:
    """Return the days somebody is away, as they typed them in their zone.

    Raises Invalid `profile.day_unreadable`, `profile.away_backwards`, `profile.away_over`, `profile.away_too_long`.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    begin = _read_day(first, now=now, zone=zone, locale=locale)
    end = _read_day(last, now=now, zone=zone, locale=locale)
    if end < begin:
        raise Invalid("profile.away_backwards", typed=f"{first} - {last}")
    if end < today:
        raise Invalid("profile.away_over", typed=last)
    if end - begin > LONGEST_AWAY:
        raise Invalid("profile.away_too_long", typed=f"{first} - {last}")
    return Away(begin, end)


def _read_day(typed: str, *, now: datetime, zone: str, locale: str) -> date:
    local = now.astimezone(ZoneInfo(zone))
    said = " ".join(typed.split())
    if said.casefold() in {"today", "now"}:
        return local.date()
    # A day is read as its noon, seen from the first moment of today, so that today's date counts as well.
    midnight = instant_of(datetime.combine(local.date(), time()), zone)
    for phrase in (f"{said} noon", said):
        try:
            reading = read_time(phrase, now=midnight, zone=zone, locale=locale)
        except Invalid:
            continue
        return reading.instant.astimezone(ZoneInfo(zone)).date()
    raise Invalid("profile.day_unreadable", typed=typed)
