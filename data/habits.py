"""When and how people want to be reached, and what was sent to them, as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.domain.ids import CommunityId, MemberId, TimerId
from bot.domain.reach import WEEK, Away, Channel, Habits
from bot.domain.reminders import Lead
from data.connection import Query
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

_COLUMNS = (
    "habit.quiet_from, habit.quiet_until, habit.working_days, habit.channel, habit.weekly_cap, habit.away_from, "
    "habit.away_until, habit.reminders"
)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _read(zone: str, row: sqlite3.Row) -> Habits:
    """Return the habits in a row whose columns from 2 on are _COLUMNS, all of them NULL for the defaults."""
    if row[2] is None:
        return Habits(zone)
    quiet_from, quiet_until, days, channel, cap, first, last, wanted = tuple(row)[2:]
    return Habits(
        zone=zone,
        quiet_from=_time(quiet_from),
        quiet_until=_time(quiet_until),
        working_days=frozenset(int(day) for day in days),
        channel=Channel(channel),
        weekly_cap=cap,
        away=None if first is None else Away(date.fromisoformat(first), date.fromisoformat(last)),
        reminders=frozenset(Lead(lead) for lead in wanted.split()),
    )


async def find(reader: Reader, community_id: CommunityId, member_id: MemberId) -> Habits:
    """Return somebody's habits in a community: the defaults, in its zone, for whoever never said anything."""
    row = await reader.one(
        f"""
        SELECT community.id, coalesce(member.zone, community.zone), {_COLUMNS} FROM community
        LEFT JOIN member ON member.community_id = community.id AND member.id = :member
        LEFT JOIN habit ON habit.community_id = community.id AND habit.member_id = :member
        WHERE community.id = :community
        """,
        community=community_id,
        member=member_id,
    )
    return Habits("UTC") if row is None else _read(row[1], row)


def all_active(community_id: CommunityId) -> Query[dict[MemberId, Habits]]:
    """Ask for the habits of everybody who is in, in the order they joined."""
    return Query(
        f"""
        SELECT member.id, coalesce(member.zone, community.zone), {_COLUMNS} FROM member
        JOIN community ON community.id = member.community_id
        LEFT JOIN habit ON habit.community_id = member.community_id AND habit.member_id = member.id
        WHERE member.community_id = :community AND member.state = 'active' ORDER BY member.joined_at, member.id
        """,
        {"community": community_id},
        lambda rows: {MemberId(row[0]): _read(row[1], row) for row in rows},
    )


async def of_active(reader: Reader, community_id: CommunityId) -> Mapping[MemberId, Habits]:
    """Return the habits of everybody who is in, in the order they joined."""
    return (await reader.ask(all_active(community_id)))[0]


async def here(reader: Reader, community_id: CommunityId, now: datetime) -> list[MemberId]:
    """Return everybody who is in and has not said that they are away today: whom a quorum counts."""
    return here_among(await of_active(reader, community_id), now)


def here_among(found: Mapping[MemberId, Habits], now: datetime) -> list[MemberId]:
    """Return those who have not said that they are away today."""
    return [member_id for member_id, habits in found.items() if not habits.is_away(now)]


async def save(writer: Writer, community_id: CommunityId, member_id: MemberId, habits: Habits) -> None:
    """Store somebody's habits; their zone is stored with their entry."""
    away = habits.away
    await writer.run(
        """
        INSERT INTO habit (community_id, member_id, quiet_from, quiet_until, working_days, channel, weekly_cap,
                           away_from, away_until, reminders)
        VALUES (:community, :member, :quiet_from, :quiet_until, :days, :channel, :cap, :away_from, :away_until,
                :reminders)
        ON CONFLICT (community_id, member_id) DO UPDATE SET
            quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
            working_days = excluded.working_days, channel = excluded.channel, weekly_cap = excluded.weekly_cap,
            away_from = excluded.away_from, away_until = excluded.away_until,
            reminders = excluded.reminders
        """,
        community=community_id,
        member=member_id,
        quiet_from=_minutes(habits.quiet_from),
        quiet_until=_minutes(habits.quiet_until),
        days="".join(str(day) for day in sorted(habits.working_days)),
        channel=habits.channel,
        cap=habits.weekly_cap,
        away_from=away.first.isoformat() if away else None,
        away_until=away.last.isoformat() if away else None,
        reminders=" ".join(lead for lead in Lead if lead in habits.reminders),
    )


async def sent_since(
    reader: Reader, community_id: CommunityId, member_id: MemberId, since: datetime
) -> list[tuple[TimerId, datetime]]:
    """Return what was sent to somebody unasked since an instant: for which timer, and when."""
    rows = await reader.all(
        """
        SELECT timer_id, sent_at FROM sending
        WHERE community_id = :community AND member_id = :member AND sent_at > :since ORDER BY sent_at
        """,
        community=community_id,
        member=member_id,
        since=from_instant(since),
    )
    return [(TimerId(row[0]), to_instant(row[1])) for row in rows]


async def note_sending(
    writer: Writer, community_id: CommunityId, member_id: MemberId, timer_id: TimerId, now: datetime
) -> None:
    """Count a message towards somebody's week, once for each timer; forget what no week holds any more."""
    await writer.run(
        "DELETE FROM sending WHERE community_id = :community AND member_id = :member AND sent_at <= :past",
        community=community_id,
        member=member_id,
        past=from_instant(now - WEEK - timedelta(days=1)),
    )
    await writer.run(
        """
        INSERT INTO sending (timer_id, community_id, member_id, sent_at) VALUES (:timer, :community, :member, :now)
        ON CONFLICT (timer_id) DO NOTHING
        """,
        timer=timer_id,
        community=community_id,
        member=member_id,
        now=from_instant(now),
    )


async def take_back_sending(writer: Writer, community_id: CommunityId, timer_id: TimerId) -> None:
    """Count no longer what could not be sent."""
    await writer.run(
        "DELETE FROM sending WHERE community_id = :community AND timer_id = :timer",
        community=community_id,
        timer=timer_id,
    )
