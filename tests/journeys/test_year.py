"""A year of ten people in four zones, through the whole bot: what reaches whom, and whether digests tell the truth."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.digest import CONTACT, Need
from bot.domain.reach import Weight
from bot.domain.reminders import PERSONAL
from bot.services.digest import Digest
from tests.journeys.answer_steps import compiled
from tests.journeys.world import World, text_of
from tests.journeys.year_steps import HEAVY, Year, begin, wishes

WEEKS = 52
FIRST_DIGEST = datetime(2026, 3, 9, 1, tzinfo=UTC)
"""09:00 in Perth, an hour after the first digest."""

TRUTH = {
    Need.RELEASE: "SELECT id FROM shared_case WHERE state = 'waiting'",
    Need.UNANSWERED: """
        SELECT id FROM shared_case WHERE state = 'released' AND decided_at <= :now - 48 * 3600
        AND id NOT IN (SELECT case_id FROM case_reply)
    """,
    Need.FEW_ANSWERS: """
        SELECT id FROM meeting WHERE state = 'scheduled' AND starts_at > :now AND starts_at <= :now + 7 * 86400
        AND (SELECT count(*) FROM rsvp WHERE meeting_id = meeting.id AND answer = 'going') < 4
    """,
    Need.POLL_CLOSING: """
        SELECT id FROM poll WHERE state = 'open' AND closes_at > :now AND closes_at <= :now + 72 * 3600
    """,
}
"""What must stand in a digest, asked of the store in other words than the bot's own."""


async def check(world: World, found: Digest) -> None:
    """Compare a digest with the store at the moment it is made."""
    told: dict[Need, set[int]] = defaultdict(set)
    for line in found.lines:
        told[Need.POLL_CLOSING if line.need is Need.QUORUM else line.need].add(line.subject_id)
    async with world.bot.context.database.read() as reader:
        for need, question in TRUTH.items():
            rows = await reader.all(
                question, **({"now": int(world.env.now().timestamp())} if ":now" in question else {})
            )
            assert told[need] == {row[0] for row in rows}, (need, world.env.now())


async def live(year: Year) -> list[int]:
    """Let a year pass; return the prompts to which somebody gave a heavy answer."""
    world, heavy = year.world, []
    for number in range(WEEKS):
        monday = FIRST_DIGEST + timedelta(weeks=number)
        await world.skip_to(monday)
        await year.deal_with_digest()
        if number % 2 == 0:
            await year.meet(monday + timedelta(days=year.chance.randrange(4, 12), hours=year.chance.randrange(24)))
        if number % 4 == 1:
            await year.vote(f"Question {number}?", anonymous=number % 8 == 1)
        if number % 5 == 2:
            author = year.chance.choice(year.active[1:])
            await year.share_case(author, f"Case of week {number}")
        if number % 9 == 4:
            await year.talk()
        await world.skip_to(monday + timedelta(days=1, hours=2))
        if number % 5 == 2:
            await year.release()
        if number % 3 == 0:
            is_heavy = number % 6 == 0
            answered = await year.answer_prompt(heavy=is_heavy)
            heavy += [answered] if is_heavy and answered is not None else []
    await world.skip_to(FIRST_DIGEST + timedelta(weeks=WEEKS))
    return heavy


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_year_brings_no_message_at_night_and_nobody_more_than_their_cap(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = await begin(world, monkeypatch, lambda found: check(world, found))
    heavy = await live(year)

    by_member: dict[int, list[datetime]] = defaultdict(list)
    for told in year.told:
        wish = wishes(year.people, told.member_id)
        if told.weight is not Weight.URGENT or told.kind != PERSONAL:
            # The last reminder before a meeting of the night goes to those who said that they come, or to nobody.
            assert not wish.is_quiet(told.at), told
        if told.weight is Weight.ORDINARY:
            by_member[told.member_id].append(told.at)
    for member_id, instants in by_member.items():
        cap = wishes(year.people, member_id).weekly_cap
        for at in instants:
            assert sum(at - timedelta(days=7) < one <= at for one in instants) <= cap, (member_id, at)
    assert len(year.told) > 200
    assert len(year.digests) >= WEEKS
    assert year.pressed > 50

    await check_prompts(world, heavy)
    contacted: dict[int, list[datetime]] = defaultdict(list)
    for told in year.told:
        if told.kind == CONTACT:
            contacted[told.member_id].append(told.at)
    assert contacted[year.people[-1].id], "the silent one was asked"
    for instants in contacted.values():
        assert all(later - earlier >= timedelta(days=60) for earlier, later in pairwise(instants))
    assert all(later - earlier >= timedelta(seconds=10) for earlier, later in pairwise(year.board_edits))


async def check_prompts(world: World, heavy: list[int]) -> None:
    """No prompt twice in 26 weeks, each at eight in Perth; answers of four in one post, heavy ones in none."""
    async with world.bot.context.database.read() as reader:
        sent: list[Any] = await reader.all("SELECT prompt_key, chosen_at FROM prompt_sending WHERE state = 'sent'")
        rounds = {row[0]: row[1] for row in await reader.all("SELECT sending_id, state FROM prompt_round")}
        skipped = int(str(await reader.value("SELECT count(*) FROM prompt_schedule WHERE skipped_at IS NOT NULL")))
    last: dict[str, int] = {}
    for key, chosen_at in ((row[0], row[1]) for row in sent):
        assert datetime.fromtimestamp(chosen_at, UTC).hour == 0
        assert chosen_at - last.get(key, -(10**12)) > 26 * 7 * 86400 - 86400, key
        last[key] = chosen_at
    assert WEEKS - 8 <= len(sent) < WEEKS, "all Tuesdays but for talk and holidays"
    assert skipped
    assert heavy
    posts = [text_of(one) for one in compiled(world)]
    kept = [post for post in posts if "answers, without names" in post]
    assert len(posts) == sum(state in {"compiled", "forgotten"} for state in rounds.values()) >= 12
    assert len(kept) == sum(state == "compiled" for state in rounds.values()) >= 6
    assert all("3 answers" in post or "4 answers" in post for post in kept)
    assert all("kept for 180 days, and are gone" in post for post in posts if post not in kept)
    assert not any(HEAVY in text_of(one) for one in world.messages("general"))
