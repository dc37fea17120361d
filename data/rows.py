"""Conversions between columns and values; the only place that knows how an instant is stored."""

from __future__ import annotations

from datetime import UTC, datetime


def from_instant(instant: datetime) -> int:
    """Return an aware instant as whole UTC seconds, fractions dropped; raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    return int(instant.timestamp())


def from_instant_or_none(instant: datetime | None) -> int | None:
    """Return the same, or None for None."""
    return None if instant is None else from_instant(instant)


def to_instant(seconds: int) -> datetime:
    """Return stored UTC seconds as an aware instant in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def to_instant_or_none(seconds: int | None) -> datetime | None:
    """Return the same, or None for NULL."""
    return None if seconds is None else to_instant(seconds)
