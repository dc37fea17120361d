"""Prompts on a real file: what is read back, what the schema refuses, what stays apart."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.ids import CommunityId, ScheduleId
from bot.domain.prompts import Kind, Prompt, PromptKey, PromptSchedule, SendingState
from bot.domain.schedules import Rhythm, Schedule
from data import prompts

HERE, THERE = CommunityId(1), CommunityId(2)
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ORDER = PromptSchedule(
    ScheduleId(0),
    HERE,
    Schedule(Rhythm(2, frozenset({1, 4})), time(8, 5), "Australia/Perth", date(2026, 3, 3)),
    4711,
    Kind.EVIDENCE,
)
QUESTION = Prompt(PromptKey("bank:small-win"), Kind.WARM_UP, "What went better than expected?")


@pytest.fixture(autouse=True)
def seeded(community):
    """All tests have both communities."""


async def test_a_schedule_is_read_back_as_it_was_stored(database):
    async with database.write() as writer:
        stored = await prompts.add_schedule(writer, ORDER, NOW)
        plain = await prompts.add_schedule(writer, replace(ORDER, channel_id=None, kind=None), NOW)
        await prompts.set_active(writer, replace(plain, active=False, revision=3))
    async with database.read() as reader:
        assert await prompts.schedules(reader, HERE) == [stored, replace(plain, active=False, revision=3)]
        assert await prompts.find_schedule(reader, HERE, stored.id) == stored
        assert await prompts.find_schedule(reader, THERE, stored.id) is None
        assert await prompts.schedules(reader, THERE) == []


async def test_the_id_of_a_removed_schedule_is_not_used_again(database):
    async with database.write() as writer:
        gone = await prompts.add_schedule(writer, ORDER, NOW)
        await prompts.remove_schedule(writer, gone)
        assert (await prompts.add_schedule(writer, ORDER, NOW)).id > gone.id


async def test_a_turn_has_one_prompt_only(database):
    async with database.write() as writer:
        order = await prompts.add_schedule(writer, ORDER, NOW)
        first = await prompts.add_sending(
            writer, HERE, QUESTION, None, NOW, schedule_id=order.id, turn="2026-03-03T08:05"
        )
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            await prompts.add_sending(writer, HERE, QUESTION, None, NOW, schedule_id=order.id, turn="2026-03-03T08:05")
        assert await prompts.sending_of_turn(writer, HERE, order.id, "2026-03-03T08:05") == first
        assert await prompts.sending_of_turn(writer, THERE, order.id, "2026-03-03T08:05") is None


async def test_what_was_sent_outlives_its_schedule_and_still_counts(database):
    async with database.write() as writer:
        order = await prompts.add_schedule(writer, ORDER, NOW)
        sending = await prompts.add_sending(writer, HERE, QUESTION, None, NOW, schedule_id=order.id, turn="x")
        await prompts.settle(writer, sending, SendingState.SENT, 1, 2)
        await prompts.remove_schedule(writer, order)
        left = await prompts.find_sending(writer, HERE, sending.id)
        assert left is not None
        assert (left.schedule_id, left.channel_id, left.message_id) == (None, 1, 2)
        assert (await prompts.history(writer, HERE)).prompts == {QUESTION.key: NOW}


async def test_a_sending_that_ended_stays_as_it_is(database):
    async with database.write() as writer:
        sending = await prompts.add_sending(writer, HERE, QUESTION, 5, NOW)
        await prompts.settle(writer, sending, SendingState.SENT, 5, 6)
        await prompts.settle(writer, sending, SendingState.FAILED)
        found = await prompts.find_sending(writer, HERE, sending.id)
        assert found is not None
        assert found.state is SendingState.SENT


async def test_history_tells_the_last_time_of_each_prompt_and_kind_without_failures(database):
    later = NOW + timedelta(weeks=1)
    other = Prompt(PromptKey("own:1"), Kind.WARM_UP, "Which room do you like best?")
    async with database.write() as writer:
        await prompts.add_sending(writer, HERE, QUESTION, None, NOW)
        await prompts.add_sending(writer, HERE, QUESTION, None, later)
        await prompts.add_sending(writer, HERE, other, None, NOW)
        failed = await prompts.add_sending(writer, HERE, replace(other, kind=Kind.SUPPORT), None, later)
        await prompts.settle(writer, failed, SendingState.FAILED)
        await prompts.add_sending(writer, THERE, other, None, later)
        found = await prompts.history(writer, HERE)
    assert found.prompts == {QUESTION.key: later, other.key: NOW}
    assert found.kinds == {Kind.WARM_UP: later}


async def test_own_prompts_are_the_communitys_alone(database):
    async with database.write() as writer:
        mine = await prompts.add_own(writer, HERE, Kind.SUPPORT, "Who needs a hand this week?", NOW)
        assert await prompts.own(writer, THERE) == []
        assert not await prompts.remove_own(writer, THERE, mine.id)
        assert await prompts.own(writer, HERE) == [mine]
        assert await prompts.remove_own(writer, HERE, mine.id)
        assert not await prompts.remove_own(writer, HERE, mine.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE prompt_schedule SET kind = 'joke'",
        "UPDATE prompt_schedule SET weekdays = '7'",
        "UPDATE prompt_schedule SET weekdays = ''",
        "UPDATE prompt_schedule SET interval_weeks = 0",
        "UPDATE prompt_schedule SET wall_time = '8:00'",
        "UPDATE prompt_own SET text = 'short'",
        "UPDATE prompt_own SET kind = 'joke'",
        "UPDATE prompt_sending SET state = 'sent'",
        "UPDATE prompt_sending SET state = 'lost'",
    ],
)
async def test_the_schema_refuses_what_the_rules_do_not_know(database, statement):
    async with database.write() as writer:
        await prompts.add_schedule(writer, ORDER, NOW)
        await prompts.add_own(writer, HERE, Kind.SUPPORT, "Who needs a hand this week?", NOW)
        await prompts.add_sending(writer, HERE, QUESTION, None, NOW)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            await writer.run(statement)


async def test_every_kind_can_be_stored(database):
    async with database.write() as writer:
        for kind in Kind:
            await prompts.add_schedule(writer, replace(ORDER, kind=kind), NOW)
            await prompts.add_own(writer, HERE, kind, "Who needs a hand this week?", NOW)
            await prompts.add_sending(writer, HERE, replace(QUESTION, kind=kind), None, NOW)
