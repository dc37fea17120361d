"""What kinds of barriers and results are called, and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.commitments import Barrier, Result

BARRIERS: Mapping[Barrier, str] = {
    Barrier.TIME: "Too little time",
    Barrier.TEAM: "The team, or who is missing in it",
    Barrier.PATIENTS: "What patients wish or can do",
    Barrier.COST: "Money",
    Barrier.HABIT: "Habit, mine or others'",
    Barrier.ACCESS: "Tests, medicines or referrals out of reach",
    Barrier.UNSURE: "I am not sure enough that it is right",
}

RESULTS: Mapping[Result, str] = {
    Result.DONE: "Done",
    Result.PARTLY: "Partly",
    Result.NO: "No",
    Result.DROPPED: "Dropped",
}

CERTAINTY: Mapping[int, str] = {
    1: "1: hardly",
    2: "2: a little",
    3: "3: about half",
    4: "4: quite",
    5: "5: very",
}

ERRORS: Mapping[str, str] = {
    "commit.missing": "Say in a sentence what you will change.",
    "commit.too_long": "That is {length} characters; {limit} fit. Nothing was stored:",
    "commit.too_many": "You have {limit} commitments that go on already. Fewer are kept better: finish or drop one in "
    "`/my commitments` first.",
    "commit.gone": "This commitment is not there any more. `/my commitments` shows yours.",
    "commit.unreadable": "The words of this commitment cannot be read any more: the key that sealed them is gone.",
    "commit.over": "You have told how this one ended, so it stays as it is. `/commit` begins a new one.",
    "commit.not_told": "Say first how it went, with one of the four buttons.",
    "commit.moved_on": "This commitment changed at this very moment. Look at it again before you share it.",
}
