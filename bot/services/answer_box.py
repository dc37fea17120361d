"""Where private answers lie until they are compiled: sealed in one piece, or encrypted each under its writer.

The one place that knows the difference. What the seal promises, and what not: docs/anonymity.md.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId, MemberId
from bot.domain.prompt_answers import SLOT, Answer, Compiled, Round
from bot.services.context import ServiceContext
from data import prompt_answers
from data.ballot_keys import BallotKey, BallotKeys
from data.database import Reader, Writer
from data.vault import VaultError

_HELD, _POSTED = "held", "post"


async def of_member(context: ServiceContext, reader: Reader, found: Round, member_id: MemberId) -> Answer | None:
    """Return what a member has written in an open round; None if nothing, or if nobody can tell any more."""
    if found.named:
        return (await _named(context, reader, found)).get(member_id)
    key = _key(context, found)
    return None if key is None else (await _unsealed(reader, found, key)).get(key.pseudonym(member_id))


async def of_all(context: ServiceContext, reader: Reader, found: Round) -> list[Answer]:
    """Return all answers of an open round, without their writers."""
    if found.named:
        return list((await _named(context, reader, found)).values())
    key = _key(context, found)
    return [] if key is None else list((await _unsealed(reader, found, key)).values())


async def put(context: ServiceContext, writer: Writer, found: Round, member_id: MemberId, answer: Answer) -> None:
    """Store a member's answer in place of the one they had.

    Raises Conflict (`answer.key_lost`) if the key of a round without names is gone, as after a restored backup.
    """
    if found.named:
        # Whether it is held lies within: in clear it would tell that somebody was offered help.
        mark = _HELD if answer.held else _POSTED
        await prompt_answers.keep_named(writer, found, member_id, context.vault.encrypt(f"{mark}\n{answer.text}"))
        return
    key = _key(context, found)
    if key is None:
        if await prompt_answers.box(writer, found) is not None:
            raise Conflict("answer.key_lost", typed=answer.text)
        key = _keys(context).make(found.community_id, found.id)
    answers = await _unsealed(writer, found, key)
    answers[key.pseudonym(member_id)] = answer
    await prompt_answers.keep_box(writer, found, _sealed(key, answers))


async def take_out(context: ServiceContext, writer: Writer, found: Round, member_id: MemberId) -> bool:
    """Delete a member's answer; return whether they had one."""
    if found.named:
        had = member_id in await prompt_answers.named(writer, found)
        await prompt_answers.drop_named(writer, found, member_id)
        return had
    key = _key(context, found)
    if key is None:
        return False
    answers = await _unsealed(writer, found, key)
    had = answers.pop(key.pseudonym(member_id), None) is not None
    await prompt_answers.keep_box(writer, found, _sealed(key, answers) if answers else None)
    return had


async def empty(context: ServiceContext, writer: Writer, found: Round) -> tuple[list[Compiled], bool]:
    """Take all answers out of a round that ends: those that may be posted, shuffled; False if they cannot be read.

    What is held goes with the box. The key is destroyed after the commit (`forget`): before it, a crash would lose
    the answers.
    """
    if found.named:
        named = await _named(context, writer, found)
        answers = [Compiled(one.text, member_id) for member_id, one in named.items() if not one.held]
        is_readable = len(named) == len(await prompt_answers.named(writer, found))
        await prompt_answers.drop_named(writer, found)
    else:
        answers = [Compiled(one.text) for one in await of_all(context, writer, found) if not one.held]
        is_readable = _key(context, found) is not None or await prompt_answers.box(writer, found) is None
        await prompt_answers.keep_box(writer, found, None)
    secrets.SystemRandom().shuffle(answers)
    return answers, is_readable


def forget(context: ServiceContext, community_id: CommunityId, sending_id: int) -> None:
    """Destroy the key of a round; harmless if it is gone or there never was one."""
    _keys(context).destroy(community_id, sending_id)


def _keys(context: ServiceContext) -> BallotKeys:
    return context.ballot_keys.within("answers")


def _key(context: ServiceContext, found: Round) -> BallotKey | None:
    return _keys(context).find(found.community_id, found.id)


def _sealed(key: BallotKey, answers: Mapping[str, Answer]) -> bytes:
    return key.seal({name: (_HELD if one.held else _POSTED, one.text) for name, one in answers.items()}, SLOT)


async def _unsealed(reader: Reader, found: Round, key: BallotKey) -> dict[str, Answer]:
    sealed = await prompt_answers.box(reader, found)
    if sealed is None:
        return {}
    return {name: Answer(text or "", mark == _HELD) for name, (mark, text) in key.unseal(sealed).items()}


async def _named(context: ServiceContext, reader: Reader, found: Round) -> dict[MemberId, Answer]:
    """Return the answers that can be read, by member."""
    answers: dict[MemberId, Answer] = {}
    for member_id, sealed in (await prompt_answers.named(reader, found)).items():
        try:
            mark, _, text = context.vault.decrypt(sealed).partition("\n")
        except VaultError:
            continue
        answers[member_id] = Answer(text, mark == _HELD)
    return answers
