"""Which prompt comes next, and until when a scheduled one may still come."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import prompts as rules
from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CommunityId, PromptId, ScheduleId
from bot.domain.prompts import History, Kind, OwnPrompt, Phase, Prompt, PromptKey, PromptSchedule, choose
from bot.domain.schedules import WORKING_DAYS, Rhythm, begin
from data.prompt_bank import bundled

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 366 * 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds))
HERE = CommunityId(1)


def prompt(name: str, kind: Kind = Kind.WARM_UP, phase: Phase = Phase.ANY) -> Prompt:
    return Prompt(PromptKey(name), kind, f"What about {name}?", phase)


def played(pairs: list[tuple[datetime, Prompt]]) -> History:
    return History({one.key: at for at, one in pairs}, {one.kind: at for at, one in pairs})


def run(order: PromptSchedule, since: datetime, weeks: int) -> list[tuple[datetime, Prompt]]:
    """What a schedule posts from the bundled bank in so many weeks."""
    past: list[tuple[datetime, Prompt]] = []
    for each in order.schedule.after(since):
        if each.instant >= since + timedelta(weeks=weeks):
            return past
        past.append(
            (
                each.instant,
                choose(bundled(), played(past), community_id=order.community_id, now=each.instant, kind=order.kind),
            )
        )
    raise AssertionError("schedules do not end")


@settings(max_examples=25, deadline=None)
@given(
    community=st.integers(1, 2**63 - 1),
    zone=st.sampled_from(["Australia/Perth", "Europe/London", "America/St_Johns", "Pacific/Auckland"]),
    rhythm=st.sampled_from(
        [Rhythm(1, WORKING_DAYS), Rhythm(1, frozenset({1, 3})), Rhythm(1, frozenset({0})), Rhythm(2, frozenset({4}))]
    ),
    at=st.integers(7, 20).map(time),
    since=MOMENTS,
)
def test_no_prompt_comes_twice_in_26_weeks_of_any_schedule(community, zone, rhythm, at, since):
    order = PromptSchedule(ScheduleId(1), CommunityId(community), begin(rhythm, at, zone, since), None, None)
    past = run(order, since, 60)
    assert_no_repeat(past)


@settings(max_examples=10, deadline=None)
@given(kind=st.sampled_from(Kind), since=MOMENTS)
def test_a_weekly_schedule_of_one_kind_never_repeats_and_never_runs_dry(kind, since):
    order = PromptSchedule(
        ScheduleId(1), HERE, begin(Rhythm(1, frozenset({2})), time(8), "Europe/London", since), None, kind
    )
    past = run(order, since, 120)
    assert len(past) in {119, 120, 121}, "a turn each week; the clocks may move one over the edge"
    assert {one.kind for _, one in past} == {kind}
    assert_no_repeat(past)


def assert_no_repeat(past: list[tuple[datetime, Prompt]]) -> None:
    seen: dict[str, datetime] = {}
    for at, one in past:
        if one.key in seen:
            assert at - seen[one.key] > timedelta(weeks=26) - timedelta(days=1)
            assert at.date() - seen[one.key].date() >= timedelta(weeks=26)
        seen[one.key] = at


def test_kinds_take_turns():
    order = PromptSchedule(
        ScheduleId(1), HERE, begin(Rhythm(1, frozenset({1})), time(8), "Europe/London", NOW), None, None
    )
    past = run(order, NOW, 28)
    assert set(Counter(one.kind for _, one in past).values()) == {4}
    assert len({one.kind for _, one in past[:7]}) == 7


def test_the_choice_is_the_same_for_the_same_day_and_order_does_not_matter():
    one = choose(bundled(), History(), community_id=HERE, now=NOW)
    other = choose(tuple(reversed(bundled())), History(), community_id=HERE, now=NOW + timedelta(hours=9))
    assert one == other


def test_communities_do_not_march_in_step():
    firsts = {choose(bundled(), History(), community_id=CommunityId(n), now=NOW).key for n in range(100)}
    assert len(firsts) > 50


def test_what_suits_the_phase_comes_first_but_the_rest_is_not_lost():
    some = [prompt("a", phase=Phase.SETTLED), prompt("b", phase=Phase.FORMING), prompt("c")]
    history = played([(NOW - timedelta(weeks=30), some[2])])
    early = choose(some, history, community_id=HERE, now=NOW, phase=Phase.FORMING)
    assert early.key == "b"
    history = played([(NOW, some[1]), (NOW, some[2])])
    assert choose(some, history, community_id=HERE, now=NOW, phase=Phase.FORMING).key == "a"


def test_an_own_prompt_comes_before_the_banks_when_its_kinds_turn_comes():
    own = OwnPrompt(PromptId(7), Kind.EVIDENCE, "Which local pathway puzzles you?").prompt
    assert own.key == "own:7"
    assert own.own
    assert choose([*bundled(), own], History(), community_id=HERE, now=NOW, kind=Kind.EVIDENCE) == own


def test_when_all_are_resting_the_day_of_the_first_is_told():
    one, other = prompt("a"), prompt("b")
    history = played([(NOW - timedelta(weeks=3), one), (NOW - timedelta(weeks=1), other)])
    with pytest.raises(Conflict) as refusal:
        choose([one, other], history, community_id=HERE, now=NOW, kind=Kind.WARM_UP)
    assert refusal.value.code == "prompt.none_left"
    assert refusal.value.params["free_from"] == NOW + timedelta(weeks=23)


def test_a_group_is_forming_for_its_first_twelve_weeks():
    assert rules.phase_at(NOW, NOW + timedelta(weeks=11)) is Phase.FORMING
    assert rules.phase_at(NOW, NOW + timedelta(weeks=12)) is Phase.SETTLED


@pytest.mark.parametrize("at", [time(7), time(8), time(12), time(20, 59)])
def test_hours_of_the_day_are_fine(at):
    rules.check_hour(at)


@pytest.mark.parametrize("at", [time(21), time(23, 59), time(0), time(3), time(6, 59)])
def test_hours_of_the_night_are_refused(at):
    with pytest.raises(Invalid, match=r"prompt\.hour_at_night"):
        rules.check_hour(at)


def standing(at: time = time(8), zone: str = "Australia/Perth", rhythm: Rhythm | None = None) -> PromptSchedule:
    rhythm = rhythm or Rhythm(1, WORKING_DAYS)
    return PromptSchedule(ScheduleId(1), HERE, begin(rhythm, at, zone, NOW), None, None)


def test_a_late_prompt_is_kept_for_four_hours_and_not_into_the_evening():
    morning = standing().schedule.next_after(NOW)
    assert rules.latest(morning, "Australia/Perth") == morning.instant + timedelta(hours=4)
    evening = standing(time(19, 30)).schedule.next_after(NOW)
    assert rules.latest(evening, "Australia/Perth") == evening.instant + timedelta(minutes=90)


def test_after_days_of_silence_only_what_is_still_fresh_is_next():
    order = standing()
    friday = order.schedule.next_after(NOW)
    assert friday.turn == "2026-01-02T08:00"
    tuesday_nine = datetime(2026, 1, 6, 1, tzinfo=UTC)
    assert rules.next_turn(order, friday.instant, tuesday_nine).turn == "2026-01-06T08:00"
    tuesday_one = datetime(2026, 1, 6, 5, tzinfo=UTC)
    assert rules.next_turn(order, friday.instant, tuesday_one).turn == "2026-01-07T08:00"
    assert rules.next_turn(order, friday.instant, friday.instant).turn == "2026-01-05T08:00"


def test_a_turn_is_found_again_by_its_name_and_not_after_a_resume():
    order = standing(zone="Europe/London")
    for each in order.schedule.upcoming(NOW, 60):
        assert order.schedule.occurrence(each.turn) == each
        assert order.turn_of(order.timer_key(each.turn)) == each.turn
        assert replace(order, revision=1).turn_of(order.timer_key(each.turn)) is None
        assert replace(order, id=ScheduleId(10)).turn_of(order.timer_key(each.turn)) is None


@pytest.mark.parametrize("text", ["", "short", "   a   b   ", "🙂" * 20, "?!" * 10, "x" * 241, "word " * 800])
def test_texts_outside_the_limits_are_refused(text):
    with pytest.raises(Invalid):
        rules.check_text(text)


def test_a_text_is_tidied():
    assert rules.check_text("  How do you\n\n do it?\t") == "How do you do it?"
    assert rules.same_words("How do you do it?", "how do YOU do it")


def test_the_same_order_twice_is_noticed():
    assert standing().same_order(standing())
    assert not standing().same_order(standing(time(9)))
    assert not standing().same_order(standing(zone="Asia/Singapore"))


def test_clinical_kinds_carry_the_line_about_patients():
    assert {kind for kind in Kind if not kind.clinical} == {Kind.WARM_UP, Kind.SUPPORT}


def test_a_kind_typed_by_hand_is_read_or_refused_with_those_there_are():
    assert rules.kind_named("follow-up") is Kind.FOLLOW_UP
    with pytest.raises(Invalid) as refusal:
        rules.kind_named("joke")
    assert refusal.value.code == "prompt.kind_unknown"
    assert "support" in str(refusal.value.params["kinds"])
