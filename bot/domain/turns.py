"""Turns: who presented and who chaired, so that the same few do not carry a group. An offer, never a ranking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.rota import week_of

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held: who started its run sheet, if it had one, and who scheduled it."""

    starts_at: datetime
    started_by: MemberId | None
    organiser_id: MemberId


@dataclass(frozen=True, slots=True)
class Turn:
    """At how many meetings of the last year one person presented, and how many they chaired."""

    member_id: MemberId
    presented: int
    chaired: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Who had turns, and who has not presented and is not away; both in the order in which they joined."""

    turns: tuple[Turn, ...]
    to_offer: tuple[MemberId, ...]


def chair(held: Held, rota: Mapping[date, MemberId], zone: str) -> MemberId:
    """Return who chaired a meeting: who started its run sheet, else whose week of the rota it was, else its organiser.

    Weeks of the rota are those on the wall in the community's `zone` (IANA).
    """
    return held.started_by or rota.get(week_of(held.starts_at, zone)) or held.organiser_id


def chaired(held: Iterable[Held], rota: Mapping[date, MemberId], zone: str) -> dict[MemberId, int]:
    """Return how many of these meetings each person chaired."""
    counts: dict[MemberId, int] = {}
    for one in held:
        who = chair(one, rota, zone)
        counts[who] = counts.get(who, 0) + 1
    return counts


def balance(
    members: Sequence[MemberId],
    presented: Mapping[MemberId, int],
    chaired_by: Mapping[MemberId, int],
    away: Collection[MemberId],
) -> Balance:
    """Return the turns of everybody who is in; `members` are in the order in which they joined."""
    turns = [Turn(one, presented.get(one, 0), chaired_by.get(one, 0)) for one in members]
    had = tuple(turn for turn in turns if turn.presented or turn.chaired)
    waiting = tuple(turn.member_id for turn in turns if not turn.presented and turn.member_id not in away)
    return Balance(had, waiting)
