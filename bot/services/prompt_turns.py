"""Choosing a prompt and noting what became of it: by hand, or because a schedule has come round.

A prompt is stored as chosen before its message goes out, in the transaction that chooses it. So whatever crashes,
the same prompt is sent again under the same nonce, and never another one beside it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId
from bot.domain.people import Actor, Place, Standing
from bot.domain.prompt_timing import Skip, fitting_kinds, occasion_in, reason_to_skip
from bot.domain.prompts import (
    Kind,
    Prompt,
    PromptSchedule,
    Sending,
    SendingState,
    choose,
    latest,
    next_turn,
    phase_at,
)
from bot.domain.schedules import Occurrence
from bot.domain.timers import PlannedTimer, Timer
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.notices import tell_facilitators
from bot.services.prompt_answers import open_round
from data import audit, communities, prompt_bank, prompt_timing, prompts, settings, timers
from data.database import Reader, Writer

TURN = "prompt.turn"
"""Timer of a schedule's next occurrence; its subject is the schedule."""
BY_HAND = "prompt.now"
"""Timer that posts what was asked for by hand if the process died before it could; its subject is the sending."""

_RESCUE_AFTER = timedelta(minutes=2)
_RESCUE_FOR = timedelta(minutes=30)


def check_bank() -> int:
    """Read the bank, so that a wrong file is told at start; return how many prompts it has.

    Raises data.prompt_bank.PromptBankError.
    """
    return len(prompt_bank.bundled())


async def choose_by_hand(context: ServiceContext, actor: Actor, kind: Kind | None) -> Sending:
    """Choose a prompt to be posted now, where prompts of this community usually go.

    Raises NotAllowed below facilitators and Conflict `prompt.none_left`.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        orders = await prompts.schedules(writer, actor.community_id)
        channel_id = orders[-1].channel_id if orders else None
        prompt = await _choose(writer, actor.community_id, kind, channel_id, now)
        sending = await prompts.add_sending(writer, actor.community_id, prompt, channel_id, now)
        await open_round(writer, sending, now)
        await audit.add(writer, actor.community_id, "prompt.posted", actor.member_id, now, subject_id=sending.id)
        rescue = now + _RESCUE_AFTER
        key = f"{BY_HAND}:{sending.id}"
        await timers.plan(
            writer,
            [PlannedTimer(BY_HAND, sending.community_id, sending.id, key, rescue, rescue + _RESCUE_FOR)],
        )
    return sending


async def waiting(context: ServiceContext, timer: Timer) -> Sending | None:
    """Return what was asked for by hand and may not have been posted yet, or None."""
    async with context.database.read() as reader:
        found = await prompts.find_sending(reader, timer.community_id, timer.subject_id)
    return found if found is not None and found.state is SendingState.CHOSEN else None


async def take_turn(context: ServiceContext, timer: Timer) -> Sending | None:
    """Choose the prompt for a schedule's turn, or find the one chosen before; plan the turn after it.

    Returns None where there is nothing to post: the schedule is paused or gone, the turn is too late, it was posted
    already, it is a public holiday, the group is talking already, or all prompts rest (of which the facilitators are
    told, once a week).
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        order = await prompts.find_schedule(writer, timer.community_id, timer.subject_id)
        turn = order.turn_of(timer.dedupe_key) if order is not None and order.active else None
        if order is None or turn is None:
            return None
        occurrence = order.schedule.occurrence(turn)
        await plan_next(writer, order, occurrence.instant, now)
        sending = await prompts.sending_of_turn(writer, order.community_id, order.id, turn)
        if sending is not None and sending.state is not SendingState.CHOSEN:
            return None
        if now > latest(occurrence, order.schedule.zone):
            if sending is not None:
                await prompts.settle(writer, sending, SendingState.SKIPPED)
            return None
        if sending is None:
            because = await _reason_to_skip(writer, order, occurrence, now)
            if because is not None:
                await prompt_timing.note_skip(writer, order.community_id, order.id, because, now)
                return None
        return sending or await _choose_for(context, writer, order, turn, now)


async def posted(context: ServiceContext, sending: Sending, channel_id: int, message_id: int) -> None:
    """Note where a chosen prompt stands now."""
    async with context.database.write() as writer:
        await prompts.settle(writer, sending, SendingState.SENT, channel_id, message_id)
        if sending.schedule_id is None:
            await timers.cancel(writer, sending.community_id, BY_HAND, sending.id)


async def failed(context: ServiceContext, sending: Sending) -> None:
    """Note that a prompt asked for by hand could not be posted; it may be chosen again at once."""
    async with context.database.write() as writer:
        await prompts.settle(writer, sending, SendingState.FAILED)
        await timers.cancel(writer, sending.community_id, BY_HAND, sending.id)


async def plan_next(writer: Writer, order: PromptSchedule, after: datetime, now: datetime) -> None:
    """Plan a schedule's next turn after an instant, one only: what was missed is skipped, not piled up.

    The timer has no expiry of its own. `take_turn` finds out that it is late, and goes on to plan the next; a timer
    that silently expired would end the schedule.
    """
    turn = next_turn(order, after, now)
    key = order.timer_key(turn.turn)
    await timers.plan(writer, [PlannedTimer(TURN, order.community_id, order.id, key, turn.instant)])


def rationale_of(sending: Sending) -> str:
    """Return why a prompt of the bank is asked; empty for a community's own."""
    return next((one.rationale for one in prompt_bank.bundled() if one.key == sending.prompt.key), "")


async def _choose_for(
    context: ServiceContext, writer: Writer, order: PromptSchedule, turn: str, now: datetime
) -> Sending | None:
    try:
        prompt = await _choose(writer, order.community_id, order.kind, order.channel_id, now)
    except Conflict:
        year, week, _ = now.isocalendar()
        await tell_facilitators(
            context,
            writer,
            order.community_id,
            "prompt.schedule_ran_dry",
            f"{order.id}:{year}-{week:02}",
            kind="" if order.kind is None else order.kind.value,
        )
        return None
    sending = await prompts.add_sending(
        writer, order.community_id, prompt, order.channel_id, now, schedule_id=order.id, turn=turn
    )
    await open_round(writer, sending, now)
    return sending


async def _choose(
    reader: Reader, community_id: CommunityId, kind: Kind | None, channel_id: int | None, now: datetime
) -> Prompt:
    own = [one.prompt for one in await prompts.own(reader, community_id)]
    history = await prompts.history(reader, community_id)
    channel_id = await _channel(reader, community_id, channel_id)
    situation = await prompt_timing.situation(reader, community_id, channel_id, now)
    return choose(
        [*prompt_bank.bundled(), *own],
        history,
        community_id=community_id,
        now=now,
        kind=kind,
        phase=phase_at(await prompts.begun_at(reader, community_id), now),
        fitting=fitting_kinds(occasion_in(situation, now), history),
    )


async def _reason_to_skip(reader: Reader, order: PromptSchedule, occurrence: Occurrence, now: datetime) -> Skip | None:
    channel_id = await _channel(reader, order.community_id, order.channel_id)
    messages = 0
    if channel_id is not None:
        messages = await prompt_timing.talk_since(reader, order.community_id, channel_id, now)
    keeps_holidays = (await settings.find(reader, order.community_id)).prompt_holidays
    return reason_to_skip(occurrence, order.schedule.zone, messages, keeps_holidays=keeps_holidays)


async def _channel(reader: Reader, community_id: CommunityId, chosen: int | None) -> int | None:
    """Return where prompts go: the channel that was chosen, else the general one (None while that is missing)."""
    if chosen is not None:
        return chosen
    community = await communities.find(reader, community_id)
    return community.channel_of(Place.GENERAL) if community is not None else None
