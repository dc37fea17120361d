"""What members commit to: their own, private and sealed, unless they share it.

Nobody but its owner ever reads a commitment here; facilitators see a count, and nothing under three.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, cast

from bot.domain import commitments as rules
from bot.domain.commitments import POST, Barrier, Check, Commitment, Report, Result, Words
from bot.domain.errors import Conflict, NotFound
from bot.domain.follow_ups import due
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor, Community, Place
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.public_text import refuse_identifiers
from data import commitments, communities, posts, timers
from data.commitments import SealedCommitment
from data.database import Reader, Writer
from data.vault import Vault, VaultError

TWICE = timedelta(days=1)
"""The very same change within this time is the same commitment: a form was sent twice."""


async def begin(ctx: ServiceContext, actor: Actor) -> None:
    """Let a member begin a new commitment; raises Conflict (`commit.too_many`) before they type it."""
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        _check_room(await _all_of(ctx, reader, actor.community_id, actor.member_id))


async def make(ctx: ServiceContext, actor: Actor, words: Words, typed_due: str) -> Commitment:
    """Store a commitment, sealed, with the two times at which its owner is asked.

    Raises Invalid (`text.identifier`, and what `due` raises), Conflict (`commit.too_many`).
    """
    await refuse_identifiers(words.change, words.patients)
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor)
        due_at = due(typed_due, now, admission.zone, actor.locale)
        own = await _all_of(ctx, writer, actor.community_id, actor.member_id)
        for one in own:
            if one.words is not None and one.words.change == words.change and now - one.made_at < TWICE:
                return one
        _check_room(own)
        checks = rules.checks(now, admission.zone)
        commitment_id = await commitments.add(
            writer,
            actor.community_id,
            actor.member_id,
            _seal(ctx.vault, words),
            now=now,
            due_at=due_at,
            checks=checks,
        )
        made = await own_one(ctx, writer, actor, commitment_id)
        await timers.plan(writer, [rules.asking(made, check) for check in made.checks])
        return made


async def mine(ctx: ServiceContext, actor: Actor) -> list[Commitment]:
    """Return a member's own commitments, those that go on first."""
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        return await _all_of(ctx, reader, actor.community_id, actor.member_id)


async def look(ctx: ServiceContext, actor: Actor, commitment_id: int) -> Commitment:
    """Return one of a member's own; raises NotFound (`commit.gone`)."""
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        return await own_one(ctx, reader, actor, commitment_id)


async def change(ctx: ServiceContext, actor: Actor, commitment_id: int, words: Words, typed_due: str) -> Commitment:
    """Replace what one's own commitment says; what was added in own words and the times of asking stay.

    Without a `typed_due` the day stays too.

    Raises as `make` and `look`, Conflict (`commit.over`).
    """
    await refuse_identifiers(words.change, words.patients)
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor)
        before = await own_one(ctx, writer, actor, commitment_id)
        _check_open(before)
        kept = before.words
        told = words if kept is None else _with(words, kept.obstacles, kept.support)
        due_at = due(typed_due, now, admission.zone, actor.locale) if typed_due.strip() else before.due_at
        return await _rewrite(ctx, writer, actor, before, told, due_at=due_at)


async def add_words(ctx: ServiceContext, actor: Actor, commitment_id: int, obstacles: str, support: str) -> Commitment:
    """Add in own words what may get in the way and what would help.

    Raises Invalid (`commit.too_long`, `text.identifier`), as `look`, Conflict (`commit.over`).
    """
    in_the_way, helpful = rules.tidy("obstacles", obstacles), rules.tidy("support", support)
    await refuse_identifiers(in_the_way, helpful)
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        before = await own_one(ctx, writer, actor, commitment_id)
        _check_open(before)
        if before.words is None:
            raise NotFound("commit.unreadable")
        told = _with(before.words, in_the_way, helpful)
        return await _rewrite(ctx, writer, actor, before, told, due_at=before.due_at)


async def share(ctx: ServiceContext, actor: Actor, commitment_id: int, *, shared: bool) -> Commitment:
    """Post one's own commitment for all, after the identifier check, or take it back; a repeated tap changes nothing.

    Raises Invalid (`text.identifier`), NotFound (`commit.gone`, `commit.unreadable`).
    """
    told = (await look(ctx, actor, commitment_id)).words
    if told is None:
        raise NotFound("commit.unreadable")
    await refuse_identifiers(*([told.change, told.patients] if shared else []))
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        before = await own_one(ctx, writer, actor, commitment_id)
        if before.words != told:
            raise Conflict("commit.moved_on")
        if before.shared is not shared:
            await commitments.share(writer, actor.community_id, commitment_id, shared=shared)
            await posts.keep(writer, actor.community_id, POST, commitment_id, Place.GENERAL)
        return await own_one(ctx, writer, actor, commitment_id)


async def shown(
    ctx: ServiceContext, community_id: CommunityId, commitment_id: int
) -> tuple[Community, Commitment | None] | None:
    """Return what the post of a shared commitment shows: nothing of one that was taken back or erased."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, community_id)
        stored = await commitments.find(reader, community_id, commitment_id)
        if community is None:
            return None
        return community, opened(ctx.vault, stored) if stored is not None and stored.shared else None


async def erase_of(writer: Writer, community_id: CommunityId, member_id: MemberId) -> None:
    """Erase all that somebody committed to, posts included."""
    shared = await commitments.shared_of(writer, community_id, member_id)
    await commitments.erase_of(writer, community_id, member_id)
    for commitment_id in shared:
        await posts.keep(writer, community_id, POST, commitment_id, Place.GENERAL)


async def erase(writer: Writer, community_id: CommunityId, commitment_id: int) -> None:
    """Erase a commitment whose post was flagged."""
    await commitments.erase(writer, community_id, commitment_id)


async def own_one(ctx: ServiceContext, reader: Reader, actor: Actor, commitment_id: int) -> Commitment:
    """Return one of somebody's own in the caller's snapshot; raises NotFound (`commit.gone`) for anybody else's."""
    stored = await commitments.find(reader, actor.community_id, commitment_id)
    if stored is None or stored.member_id != actor.member_id:
        raise NotFound("commit.gone")
    return opened(ctx.vault, stored)


def opened(vault: Vault, stored: SealedCommitment) -> Commitment:
    """Return a commitment as its owner reads it."""
    return Commitment(
        stored.id,
        stored.community_id,
        stored.member_id,
        _words(vault, stored.sealed),
        stored.made_at,
        stored.due_at,
        stored.ended,
        stored.shared,
        tuple(Check(one.weeks, one.asked_at, one.state, _report(vault, one.sealed)) for one in stored.checks),
    )


def seal_report(vault: Vault, report: Report) -> bytes:
    """Return what somebody said as bytes that only the holder of the key can read."""
    return vault.encrypt(json.dumps(asdict(report), ensure_ascii=False))


def _seal(vault: Vault, words: Words) -> bytes:
    return vault.encrypt(json.dumps(asdict(words), ensure_ascii=False))


def _words(vault: Vault, sealed: bytes) -> Words | None:
    try:
        held = cast("dict[str, Any]", json.loads(vault.decrypt(sealed)))
    except VaultError:
        return None
    held["barriers"] = tuple(Barrier(one) for one in held["barriers"])
    return Words(**held)


def _report(vault: Vault, sealed: bytes | None) -> Report | None:
    if sealed is None:
        return None
    try:
        held = cast("dict[str, Any]", json.loads(vault.decrypt(sealed)))
    except VaultError:
        return None
    held["result"] = Result(held["result"])
    return Report(**held)


def _with(words: Words, obstacles: str, support: str) -> Words:
    return Words(words.change, words.patients, words.certainty, words.barriers, obstacles, support)


def _check_room(own: list[Commitment]) -> None:
    if sum(not one.ended for one in own) >= rules.MOST_OPEN:
        raise Conflict("commit.too_many", limit=rules.MOST_OPEN)


def _check_open(commitment: Commitment) -> None:
    if commitment.ended:
        raise Conflict("commit.over")


async def _rewrite(
    ctx: ServiceContext, writer: Writer, actor: Actor, before: Commitment, words: Words, *, due_at: datetime
) -> Commitment:
    await commitments.rewrite(writer, actor.community_id, before.id, _seal(ctx.vault, words), due_at)
    if before.shared:
        await posts.keep(writer, actor.community_id, POST, before.id, Place.GENERAL)
    return await own_one(ctx, writer, actor, before.id)


async def _all_of(
    ctx: ServiceContext, reader: Reader, community_id: CommunityId, member_id: MemberId
) -> list[Commitment]:
    return [opened(ctx.vault, one) for one in await commitments.of_member(reader, community_id, member_id)]
