"""Prompts: questions that keep a group talking, and which of them comes next.

Everything here is a pure function of what it is given, so the choice for a community on a day is always the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NewType

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CommunityId, PromptId, ScheduleId
from bot.domain.schedules import Occurrence, Schedule, instant_of

REST: Final = timedelta(weeks=26)
"""How long a prompt rests in a community before it may come again."""
SHORTEST_TEXT: Final = 10
LONGEST_TEXT: Final = 240
"""Characters of a prompt: it stands as an embed's title (256 at most) and must fit a phone without scrolling."""
MOST_OWN: Final = 200
MOST_SCHEDULES: Final = 10
DAY_BEGINS: Final = time(7)
DAY_ENDS: Final = time(21)
"""Scheduled prompts keep to the day of the schedule's zone: from `DAY_BEGINS`, before `DAY_ENDS`."""
GRACE: Final = timedelta(hours=4)
"""How late a scheduled prompt may still be posted; later than this it is skipped, not piled up."""
FORMING_FOR: Final = timedelta(weeks=12)

PromptKey = NewType("PromptKey", str)
"""Names a prompt for good: `bank:<id>` from the files, `own:<number>` from the community."""
SendingId = NewType("SendingId", int)


class Kind(StrEnum):
    """What a prompt is for; the values are what people choose and what is stored."""

    WARM_UP = "warm-up"
    CASE_INVITATION = "case-invitation"
    COMMON_PROBLEM = "common-problem"
    EVIDENCE = "evidence"
    REFLECTION = "reflection"
    FOLLOW_UP = "follow-up"
    SUPPORT = "support"

    @property
    def clinical(self) -> bool:
        """Whether answers may touch on patients, so that the line about identifiable details belongs with it."""
        return self not in {Kind.WARM_UP, Kind.SUPPORT}


class Phase(StrEnum):
    """The time of a group's life that a prompt suits best."""

    ANY = "any"
    FORMING = "forming"
    SETTLED = "settled"


class SendingState(StrEnum):
    """chosen: the row stands, the message may or may not; the others are final."""

    CHOSEN = "chosen"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question. `rationale` says why it is asked or names its source; own prompts may have none."""

    key: PromptKey
    kind: Kind
    text: str
    phase: Phase = Phase.ANY
    rationale: str = ""

    @property
    def own(self) -> bool:
        """Whether the community wrote it."""
        return self.key.startswith("own:")


@dataclass(frozen=True, slots=True)
class OwnPrompt:
    """A prompt a community added for itself."""

    id: PromptId
    kind: Kind
    text: str

    @property
    def prompt(self) -> Prompt:
        """The same as something that can be chosen."""
        return Prompt(PromptKey(f"own:{self.id}"), self.kind, self.text)


@dataclass(frozen=True, slots=True)
class PromptSchedule:
    """A standing order: post a prompt in a channel (None: the general one) whenever `schedule` comes round.

    `revision` rises with each resume, so that timers planned before a pause never meet those planned after it.
    """

    id: ScheduleId
    community_id: CommunityId
    schedule: Schedule
    channel_id: int | None
    kind: Kind | None
    active: bool = True
    revision: int = 0

    def paused(self) -> PromptSchedule:
        """The same order, standing still."""
        return replace(self, active=False)

    def resumed(self) -> PromptSchedule:
        """The same order, running again under a new revision."""
        return replace(self, active=True, revision=self.revision + 1)

    def timer_key(self, turn: str) -> str:
        """Return the name of the promise to post at a turn; planning it again is harmless."""
        return f"prompt:{self.id}:{self.revision}:{turn}"

    def turn_of(self, timer_key: str) -> str | None:
        """Return the turn that a timer was planned for, or None if it was planned before the last resume."""
        prefix = self.timer_key("")
        return timer_key.removeprefix(prefix) if timer_key.startswith(prefix) else None

    def same_order(self, other: PromptSchedule) -> bool:
        """Whether both would post the same on the same days, so that a second one is a slip of the hand."""
        return (
            self.schedule.rhythm == other.schedule.rhythm
            and (self.schedule.at, self.schedule.zone) == (other.schedule.at, other.schedule.zone)
            and (self.channel_id, self.kind) == (other.channel_id, other.kind)
            and (self.schedule.rhythm.interval_weeks == 1 or self.schedule.start == other.schedule.start)
        )


@dataclass(frozen=True, slots=True)
class Sending:
    """A prompt chosen for posting: kept before the message goes out, with the words as they were then."""

    id: SendingId
    community_id: CommunityId
    prompt: Prompt
    channel_id: int | None
    state: SendingState
    message_id: int | None = None
    schedule_id: ScheduleId | None = None

    @property
    def nonce(self) -> str:
        """What Discord recognises a repeated sending by (at most 25 characters)."""
        return f"prompt-{self.id}"

    @property
    def jump_url(self) -> str | None:
        """A link to the message, or None until it was sent."""
        if self.channel_id is None or self.message_id is None:
            return None
        return f"https://discord.com/channels/{self.community_id}/{self.channel_id}/{self.message_id}"


@dataclass(frozen=True, slots=True)
class History:
    """When each prompt and each kind was last chosen in a community (aware UTC)."""

    prompts: Mapping[str, datetime] = field(default_factory=dict[str, datetime])
    kinds: Mapping[Kind, datetime] = field(default_factory=dict[Kind, datetime])


def kind_named(typed: str) -> Kind:
    """The kind with this value. Raises Invalid `prompt.kind_unknown`."""
    try:
        return Kind(typed)
    except ValueError:
        raise Invalid("prompt.kind_unknown", kinds=[kind.value for kind in Kind], typed=typed) from None


def check_text(text: str) -> str:
    """The text on one line with single spaces. Raises Invalid `prompt.text_too_short` or `prompt.text_too_long`."""
    tidy = " ".join(text.split())
    if len(tidy) < SHORTEST_TEXT or not _letters(tidy):
        raise Invalid("prompt.text_too_short", limit=SHORTEST_TEXT, typed=text)
    if len(tidy) > LONGEST_TEXT:
        raise Invalid("prompt.text_too_long", limit=LONGEST_TEXT, length=len(tidy), typed=text)
    return tidy


def check_hour(at: time) -> None:
    """Refuse night hours for scheduled prompts. Raises Invalid `prompt.hour_at_night`.

    A post in a channel pings nobody, but phones of members who follow the channel still light up.
    """
    if not DAY_BEGINS <= at < DAY_ENDS:
        raise Invalid("prompt.hour_at_night", typed=f"{at:%H:%M}")


def same_words(one: str, other: str) -> bool:
    """Whether two prompts ask the same, letter case and punctuation aside."""
    return _letters(one) == _letters(other)


def phase_at(begun_at: datetime, now: datetime) -> Phase:
    """The phase of a community that was set up at `begun_at`."""
    return Phase.FORMING if now - begun_at < FORMING_FOR else Phase.SETTLED


def choose(
    prompts: Iterable[Prompt],
    history: History,
    *,
    community_id: CommunityId,
    now: datetime,
    kind: Kind | None = None,
    phase: Phase = Phase.SETTLED,
    fitting: Collection[Kind] = (),
) -> Prompt:
    """The prompt whose turn it is: never one chosen in the last 26 weeks, the same for the same arguments.

    Without a wish for a kind, the `fitting` ones come first, and of them the kind that has waited longest. Within a
    kind: those that suit the phase before those that do not, then the community's own before the bank's (somebody wrote
    them for this group), then those that have waited longest. What is still even is settled by a hash of community, day
    and prompt, so two communities do not march through the bank in step. Raises Conflict `prompt.none_left` when all
    are resting.
    """
    wished = [prompt for prompt in prompts if kind is None or prompt.kind is kind]
    free = [prompt for prompt in wished if not _resting(history.prompts.get(prompt.key), now)]
    if not free:
        rested = [history.prompts[prompt.key] + REST for prompt in wished]
        raise Conflict("prompt.none_left", kind=kind, free_from=min(rested, default=None))
    never = datetime.min.replace(tzinfo=UTC)
    day = now.date()

    def lot(name: str) -> bytes:
        return hashlib.sha256(f"{community_id}:{day:%Y-%m-%d}:{name}".encode()).digest()

    turn = min(
        {prompt.kind for prompt in free},
        key=lambda each: (each not in fitting, history.kinds.get(each, never), lot(each)),
    )

    def rank(prompt: Prompt) -> tuple[bool, bool, datetime, bytes]:
        suits = prompt.phase in {Phase.ANY, phase}
        return (not suits, not prompt.own, history.prompts.get(prompt.key, never), lot(prompt.key))

    return min((prompt for prompt in free if prompt.kind is turn), key=rank)


def latest(occurrence: Occurrence, zone: str) -> datetime:
    """The instant after which a scheduled prompt is no longer posted: some hours late, or the evening."""
    evening = instant_of(datetime.combine(occurrence.local.date(), DAY_ENDS), zone)
    return min(occurrence.instant + GRACE, evening)


def next_turn(order: PromptSchedule, after: datetime, now: datetime) -> Occurrence:
    """The first occurrence after an instant that can still be kept at `now`; all that cannot are skipped."""
    since = max(after, now - GRACE - timedelta(days=1))
    return next(each for each in order.schedule.after(since) if latest(each, order.schedule.zone) >= now)


def _resting(last: datetime | None, now: datetime) -> bool:
    """Whole days are compared: an hour gained or lost by daylight saving must not cost a prompt its turn."""
    return last is not None and now.date() - last.date() < REST


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
