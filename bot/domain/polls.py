"""How a group decides: polls, their deadlines, and what may be seen of them. How votes are counted: `voting`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import few
from bot.domain.errors import Invalid
from bot.domain.few import FEWEST_SHOWN
from bot.domain.ids import CommunityId, MemberId, OptionId, PollId, TopicId
from bot.domain.timers import PlannedTimer
from bot.domain.topics import tidy
from bot.domain.voting import RULES, Attitude, Chosen, Count, Marks, Method, Option, Tally

LONGEST_EXTENSION = timedelta(days=7)
GRACE = timedelta(minutes=10)
"""How long after everybody has voted a poll stays open, so that the last one can still change their mind."""
REASON_LIMIT = 300
CLOSE_TIMER = "poll.close"
COMPLETE_TIMER = "poll.complete"
"""Closes a poll in which everybody has voted."""
REMIND_TIMER = "poll.remind"
"""Shares out the reminders of a poll to those who have not voted."""
REMINDER_TIMER = "poll.reminder"
"""Reminds one member."""
REMINDER_LEAD = timedelta(hours=24)
UNLINK_TIMER = "poll.unlink"
"""Destroys the key of an anonymous poll that has closed."""
POST = "poll"
"""The kind of the public message that shows a poll."""
RESULT_POST = "poll.result"
"""The kind of the short message that tells of the result: an edit of the poll's own message notifies nobody."""


class Results(StrEnum):
    """When totals may be seen; fixed when the poll is opened."""

    LIVE = "live"
    AFTER_VOTE = "after-vote"  # to whoever has voted
    AT_CLOSE = "at-close"


class Ending(StrEnum):
    """What becomes of a poll at its deadline."""

    CLOSE = "close"
    EXTEND = "extend"
    LAPSE = "lapse"


class PollState(StrEnum):
    """Whether votes are taken."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to a community. `question` is None in a poll over topics: the words for it are the reader's.

    `closes_at` is the deadline; `closed_at` is when it really closed (earlier when a facilitator closed it).
    `left_out` counts backlog topics that did not fit on the ballot. `quorum` is a share in percent of the members who
    can vote, of whom there were `electorate` when it closed; `extended` once it was given more time for want of a
    quorum, `lapsed` if it closed without one. An `anonymous` poll keeps no name beside a ballot.
    """

    id: PollId
    community_id: CommunityId
    question: str | None
    method: Method
    results: Results
    state: PollState
    opened_by: MemberId | None
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    left_out: int
    options: tuple[Option, ...]
    anonymous: bool = False
    quorum: int | None = None
    extended: bool = False
    lapsed: bool = False
    electorate: int | None = None

    @property
    def about_topics(self) -> bool:
        """Whether the options are topics of the backlog."""
        return self.question is None

    def takes_votes(self, now: datetime) -> bool:
        """Whether a vote arriving at `now` counts; the deadline rules, even before the poll was seen to close."""
        return self.state is PollState.OPEN and now < self.closes_at

    def option(self, option_id: OptionId) -> Option:
        """Return one of the options; raises Invalid for an id that is not on this ballot."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise Invalid("poll.not_on_the_ballot")


@dataclass(frozen=True, slots=True)
class NewPoll:
    """A poll that is to be opened; `options` are texts, with the topic where it is one, in the ballot's order."""

    question: str | None
    method: Method
    results: Results
    opened_at: datetime
    closes_at: datetime
    options: tuple[tuple[str, TopicId | None], ...]
    left_out: int = 0
    anonymous: bool = False
    quorum: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A whole ballot: the marks, and the reason of whoever objects or has reservations."""

    marks: Marks
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be shown of a poll now; `tally` is None while its results are withheld.

    `withheld` are the options whose figures are not shown, and with all of them the rounds, because they would tell
    too much of an anonymous poll; `too_few` where for that reason nothing is shown. `reasons` are in no order.
    """

    voters: int
    tally: Tally | None
    withheld: frozenset[OptionId] = frozenset()
    too_few: bool = False
    reasons: tuple[str, ...] = ()


def mark(poll: Poll, chosen: Chosen) -> Marks:
    """Return a ballot for `poll`; raises Invalid for options that are not on it or that its method refuses."""
    for option_id in chosen:
        poll.option(option_id)
    return RULES[poll.method].read(chosen)


def ballot_of(poll: Poll, chosen: Chosen, reason: str | None) -> Vote:
    """Return a whole ballot; raises Invalid as `mark` does, and for an objection without a reason.

    A reason without an objection or reservation is dropped.
    """
    marks = mark(poll, chosen)
    if poll.method is not Method.CONSENT or all(given == Attitude.CONSENT for given in marks.values()):
        return Vote(marks)
    if len(marks) < len(poll.options):
        raise Invalid("poll.not_all_marked")
    why = tidy(reason or "")
    if not why and Attitude.OBJECTION in marks.values():
        raise Invalid("poll.objection_without_reason")
    if len(why) > REASON_LIMIT:
        raise Invalid("poll.reason_too_long", limit=REASON_LIMIT, length=len(why), typed=reason)
    return Vote(marks, why or None)


def count(poll: Poll, ballots: Iterable[Marks]) -> Tally:
    """Return the poll's result as its method counts it."""
    return RULES[poll.method].count(poll.options, ballots)


def disclose(poll: Poll, votes: Sequence[Vote], *, has_voted: bool = False) -> Disclosure:
    """Return what a reader, facilitators included, may see of `poll` now; `has_voted` says whether they have."""
    voters = len(votes)
    is_open = poll.state is PollState.OPEN
    if is_open and poll.results is not Results.LIVE and not (poll.results is Results.AFTER_VOTE and has_voted):
        return Disclosure(voters, None)
    if poll.anonymous and 0 < voters < FEWEST_SHOWN:
        return Disclosure(voters, None, too_few=True)
    tally = count(poll, [vote.marks for vote in votes])
    reasons = () if is_open else tuple(sorted(vote.reason for vote in votes if vote.reason))
    hidden = withheld(poll, tally)
    return Disclosure(voters, _unranked(poll, tally, hidden), hidden, reasons=reasons)


def _unranked(poll: Poll, tally: Tally, hidden: Collection[OptionId]) -> Tally:
    """Return a tally in whose order nothing tells of a hidden figure: after those that are shown, as on the ballot.

    Who comes first is told anyway. "The best first" would tell, of one vote for the last of two options, whose it is.
    """
    if not hidden:
        return tally
    first = {option.id for option in tally.winners}
    places = {option.id: place for place, option in enumerate(poll.options)}

    def rank(line: Count) -> tuple[bool, bool, int, int]:
        is_hidden = line.option.id in hidden
        return line.option.id not in first, is_hidden, 0 if is_hidden else -line.votes, places[line.option.id]

    return replace(tally, counts=tuple(sorted(tally.counts, key=rank)))


def withheld(poll: Poll, tally: Tally) -> frozenset[OptionId]:
    """Return the options whose figures must not be shown: in anonymous polls, those under FEWEST_SHOWN.

    Where the hidden figures could be worked out from the others, the smallest that would be shown are hidden too.
    Rounds and attitudes add up to the voters in too many ways: in those polls no figure is shown.
    """
    if not poll.anonymous:
        return frozenset()
    if poll.method in (Method.RANKED, Method.CONSENT):
        return frozenset(option.id for option in poll.options)
    if poll.method is Method.SINGLE:
        places = few.withheld([line.votes for line in tally.counts])
        return frozenset(tally.counts[place].option.id for place in places)
    return frozenset(line.option.id for line in tally.counts if line.votes < FEWEST_SHOWN)


def quorum_needs(quorum: int, electorate: int) -> int:
    """Return how many must vote for `quorum` percent of `electorate`."""
    return -(-quorum * electorate // 100)


def ending(poll: Poll, voters: int, electorate: int) -> Ending:
    """Return what becomes of `poll` at its deadline."""
    if poll.quorum is None or voters >= quorum_needs(poll.quorum, electorate):
        return Ending.CLOSE
    return Ending.LAPSE if poll.extended else Ending.EXTEND


def extended_deadline(poll: Poll, now: datetime) -> datetime:
    """Return the second deadline of a poll without a quorum: as much time again, at most LONGEST_EXTENSION."""
    return max(now, poll.closes_at) + min(poll.closes_at - poll.opened_at, LONGEST_EXTENSION)


def closing(poll: Poll) -> PlannedTimer:
    """Return the timer that closes `poll` at its deadline; it never expires, for a result must not be lost."""
    return PlannedTimer(
        kind=CLOSE_TIMER,
        community_id=poll.community_id,
        subject_id=poll.id,
        dedupe_key=f"poll:{poll.id}:close:{poll.closes_at:%Y-%m-%dT%H:%M:%SZ}",
        due_at=poll.closes_at,
    )


def reminding(poll: Poll) -> list[PlannedTimer]:
    """Return the timer that shares out reminders a day before the deadline; none for a poll as short as that."""
    due_at = poll.closes_at - REMINDER_LEAD
    if due_at <= poll.opened_at:
        return []
    return [
        PlannedTimer(
            kind=REMIND_TIMER,
            community_id=poll.community_id,
            subject_id=poll.id,
            dedupe_key=f"poll:{poll.id}:remind:{poll.closes_at:%Y-%m-%dT%H:%M:%SZ}",
            due_at=due_at,
            expires_at=poll.closes_at,
        )
    ]


def reminders(poll: Poll, now: datetime, people: Iterable[MemberId]) -> list[PlannedTimer]:
    """Return a reminder for each of `people`; each has its own key, so a crash neither loses nor doubles one."""
    return [
        PlannedTimer(
            kind=REMINDER_TIMER,
            community_id=poll.community_id,
            subject_id=poll.id,
            member_id=member_id,
            dedupe_key=f"poll:{poll.id}:remind:{poll.closes_at:%Y-%m-%dT%H:%M:%SZ}:{member_id}",
            due_at=now,
            expires_at=poll.closes_at,
        )
        for member_id in people
    ]


def completing(poll: Poll, now: datetime) -> PlannedTimer:
    """Return the timer that closes `poll` because everybody has voted by `now`."""
    return PlannedTimer(
        kind=COMPLETE_TIMER,
        community_id=poll.community_id,
        subject_id=poll.id,
        dedupe_key=f"poll:{poll.id}:complete:{now:%Y-%m-%dT%H:%M:%SZ}",
        due_at=now + GRACE,
        expires_at=poll.closes_at,
    )


def unlinking(poll: Poll, now: datetime) -> PlannedTimer:
    """Return the timer that destroys the key of `poll`; it never expires."""
    return PlannedTimer(
        kind=UNLINK_TIMER,
        community_id=poll.community_id,
        subject_id=poll.id,
        dedupe_key=f"poll:{poll.id}:unlink",
        due_at=now,
    )
