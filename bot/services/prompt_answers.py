"""Answering a prompt privately: give, change, take back; then all answers become one post, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Conflict, NotFound
from bot.domain.identifiers import Tier
from bot.domain.ids import CommunityId
from bot.domain.people import Actor, Place, Standing
from bot.domain.prompt_answers import (
    OPEN_FOR,
    POST,
    Answer,
    Compiled,
    Round,
    RoundState,
    check_answer,
    compiling,
    enough,
    forgetting,
    unlinking,
)
from bot.domain.prompts import Sending
from bot.domain.timers import Timer
from bot.services import answer_box, support
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.identifier_check import check
from bot.services.notices import tell_facilitators
from bot.services.public_text import refuse_identifiers
from data import audit, posts, prompt_answers, prompts, settings, timers
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Paper:
    """A round as one member sees it: what they wrote (None if nothing), and where its post stands once there is one.

    `count` is how many may be posted so far, for facilitators only; None for everybody else.
    """

    round: Round
    mine: Answer | None = None
    count: int | None = None
    post_url: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was stored; `doubtful` is what in it may identify somebody, if perhaps only together.

    Where its words may be words of distress it is held: kept, and not posted unless its writer says so (`share`).
    """

    paper: Paper
    replaced: bool
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """What the post of a round shows, and in which channel its prompt stands."""

    round: Round
    answers: Sequence[Compiled]
    channel_id: int | None


async def open_round(writer: Writer, sending: Sending, now: datetime) -> None:
    """Let a prompt that was just chosen be answered privately for some days, with names if its community has it so."""
    named = (await settings.find(writer, sending.community_id)).answer_names
    made = await prompt_answers.add(writer, sending, named=named, closes_at=now + OPEN_FOR)
    await timers.plan(writer, [compiling(made)])


async def look(context: ServiceContext, actor: Actor, sending_id: int) -> Paper:
    """Return a round as this member sees it. Raises NotFound `answer.gone`."""
    async with context.database.read() as reader:
        standing = (await admit(reader, actor)).standing
        return await _paper(context, reader, actor, await _find(reader, actor.community_id, sending_id), standing)


async def give(context: ServiceContext, actor: Actor, sending_id: int, typed: str) -> Given:
    """Store a member's answer in place of the one they had.

    Raises Invalid for a text that is empty, too long or surely identifies somebody, NotFound `answer.gone`, and
    Conflict `answer.too_late` or `answer.key_lost`.
    """
    text = check_answer(typed)
    await refuse_identifiers(text)
    doubtful = tuple(text[one.start : one.end] for one in await check(text) if one.tier is Tier.CONFIRM)
    held = support.concern_of(text) is not None
    async with context.database.write() as writer:
        standing = (await admit(writer, actor)).standing
        found = await _open(context, writer, actor, sending_id, typed)
        before = await answer_box.of_member(context, writer, found, actor.member_id)
        await answer_box.put(context, writer, found, actor.member_id, Answer(text, held=held))
        paper = await _paper(context, writer, actor, found, standing)
        return Given(paper, before is not None, doubtful)


async def share(context: ServiceContext, actor: Actor, sending_id: int) -> Paper:
    """Let a held answer be posted with the others, as its writer wishes. Raises as `give` does."""
    async with context.database.write() as writer:
        standing = (await admit(writer, actor)).standing
        found = await _open(context, writer, actor, sending_id, "")
        mine = await answer_box.of_member(context, writer, found, actor.member_id)
        if mine is not None:
            await answer_box.put(context, writer, found, actor.member_id, Answer(mine.text))
        return await _paper(context, writer, actor, found, standing)


async def take_back(context: ServiceContext, actor: Actor, sending_id: int) -> Paper:
    """Delete a member's answer; harmless if there is none. Raises as `give` does."""
    async with context.database.write() as writer:
        standing = (await admit(writer, actor)).standing
        found = await _open(context, writer, actor, sending_id, "")
        await answer_box.take_out(context, writer, found, actor.member_id)
        return await _paper(context, writer, actor, found, standing)


async def compile_now(context: ServiceContext, actor: Actor, sending_id: int) -> Paper:
    """End a round before its time (facilitators); one that has ended stays as it is.

    Raises NotFound `answer.gone`, and Conflict `answer.too_few`, which leaves it open.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        standing = (await admit(writer, actor, Standing.FACILITATOR)).standing
        found = await _find(writer, actor.community_id, sending_id)
        if found.state is RoundState.OPEN:
            if not enough(found, await answer_box.of_all(context, writer, found)):
                raise Conflict("answer.too_few", closes=found.closes_at)
            await _end(context, writer, found, now)
            await audit.add(writer, actor.community_id, "answers.compiled", actor.member_id, now, subject_id=found.id)
        paper = await _paper(context, writer, actor, await _find(writer, actor.community_id, sending_id), standing)
    answer_box.forget(context, actor.community_id, sending_id)
    return paper


async def compile_due(context: ServiceContext, timer: Timer) -> None:
    """End a round whose time has come; harmless if it has ended."""
    now = context.clock.now()
    async with context.database.write() as writer:
        found = await prompt_answers.find(writer, timer.community_id, timer.subject_id)
        if found is not None and found.state is RoundState.OPEN and found.closes_at <= now:
            await _end(context, writer, found, now)


async def forget_links(context: ServiceContext, timer: Timer) -> None:
    """Destroy the key of a round that has ended; doing it again does no harm."""
    async with context.database.read() as reader:
        found = await prompt_answers.find(reader, timer.community_id, timer.subject_id)
    if found is None or found.state is not RoundState.OPEN:
        answer_box.forget(context, timer.community_id, timer.subject_id)


async def forget(context: ServiceContext, community_id: CommunityId, sending_id: int) -> bool:
    """Delete compiled answers past their time, from the bytes of the file too; return False if to be tried again."""
    async with context.database.write() as writer:
        found = await prompt_answers.find(writer, community_id, sending_id)
        if found is not None and await prompt_answers.forget(writer, community_id, sending_id):
            await posts.keep(writer, community_id, POST, sending_id, Place.GENERAL)
    return await context.database.empty_log()


async def erase(writer: Writer, community_id: CommunityId, sending_id: int) -> None:
    """Delete compiled answers whose post was flagged and erased."""
    await prompt_answers.forget(writer, community_id, sending_id)


async def board(context: ServiceContext, community_id: CommunityId, sending_id: int) -> Board | None:
    """Return what the post of a round shows, or None if there is no such round."""
    async with context.database.read() as reader:
        found = await prompt_answers.find(reader, community_id, sending_id)
        return None if found is None else await _board(reader, found)


async def read(context: ServiceContext, actor: Actor, sending_id: int) -> Board:
    """Return all answers of a compiled round to a member. Raises NotFound `answer.gone` (also while it is hidden)."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        found = await _find(reader, actor.community_id, sending_id)
        post = await posts.find(reader, actor.community_id, POST, sending_id)
        if post is None or post.hidden:
            raise NotFound("answer.gone")
        return await _board(reader, found)


async def _end(context: ServiceContext, writer: Writer, found: Round, now: datetime) -> None:
    answers, is_readable = await answer_box.empty(context, writer, found)
    if not is_readable:
        await tell_facilitators(context, writer, found.community_id, "answer.lost", str(found.id))
    is_enough = enough(found, [Answer(one.text) for one in answers])
    await prompt_answers.settle(writer, found, RoundState.COMPILED if is_enough else RoundState.LAPSED, now)
    if is_enough:
        await prompt_answers.add_compiled(writer, found, answers)
        await posts.keep(writer, found.community_id, POST, found.id, Place.GENERAL)
        await timers.plan(writer, [forgetting(found, now)])
    await timers.plan(writer, [unlinking(found, now)])


async def _board(reader: Reader, found: Round) -> Board:
    sending = await prompts.find_sending(reader, found.community_id, found.id)
    answers = await prompt_answers.compiled(reader, found)
    return Board(found, answers, sending.channel_id if sending is not None else None)


async def _paper(context: ServiceContext, reader: Reader, actor: Actor, found: Round, standing: Standing) -> Paper:
    if found.state is not RoundState.OPEN:
        post = await posts.find(reader, actor.community_id, POST, found.id)
        return Paper(found, post_url=post.jump_url if post is not None else None)
    mine = await answer_box.of_member(context, reader, found, actor.member_id)
    count = None
    if standing is Standing.FACILITATOR:
        count = sum(not one.held for one in await answer_box.of_all(context, reader, found))
    return Paper(found, mine, count)


async def _open(context: ServiceContext, reader: Reader, actor: Actor, sending_id: int, typed: str) -> Round:
    found = await _find(reader, actor.community_id, sending_id)
    if not found.takes_answers(context.clock.now()):
        raise Conflict("answer.too_late", typed=typed)
    return found


async def _find(reader: Reader, community_id: CommunityId, sending_id: int) -> Round:
    found = await prompt_answers.find(reader, community_id, sending_id)
    if found is None:
        raise NotFound("answer.gone")
    return found
