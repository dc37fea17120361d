"""What happened next in a released case: told below it at the times that its author set, or now, or not at all.

Nothing here stores who the author is, and nothing is told while a post of the case is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import sequels as rules
from bot.domain.cases import CaseState, Sequel
from bot.domain.errors import Conflict, NotAllowed, NotFound
from bot.domain.ids import CaseId, CommunityId
from bot.domain.people import Actor, Community, Place
from bot.domain.posts import Post
from bot.domain.sequels import SequelState, Told
from bot.domain.timers import NotNow, Timer
from bot.services.access import admit
from bot.services.cases.sealing import author_of
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from data import case_posts, cases, communities, posts, sequels, timers
from data.cases import StoredCase
from data.database import Reader, Writer
from data.vault import VaultError


@dataclass(frozen=True, slots=True)
class SequelView:
    """A sequel as its post shows it, out of how many parts; `case_post` is the post of its case."""

    sequel: Told
    parts: int
    community: Community
    case_post: Post | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the author of a case sees: all its sequels, those still sealed with their text too."""

    case_id: CaseId
    title: str
    sequels: tuple[Told, ...]


async def plan_all(
    context: ServiceContext,
    writer: Writer,
    community_id: CommunityId,
    case_id: CaseId,
    told_later: Sequence[Sequel],
    now: datetime,
    hours_of: str | None,
) -> None:
    """Store the sequels of a case that is being released, sealed, each with its timer; see `rules.due_times`."""
    due_times = rules.due_times(told_later, now, hours_of)
    for number, (sequel, due_at) in enumerate(zip(told_later, due_times, strict=True), start=2):
        sealed = context.vault.encrypt(sequel.text)
        stored = await sequels.add(writer, community_id, case_id, number, sealed, due_at)
        await timers.plan(writer, [rules.telling(stored)])


async def tell(context: ServiceContext, timer: Timer) -> None:
    """Put a sequel that has come due in clear and owe it as a post below its case; what was called off stays silent.

    Raises NotNow while a post of its case is hidden.
    """
    async with context.database.write() as writer:
        one = await sequels.find(writer, timer.community_id, timer.subject_id)
        if one is None or one.state is not SequelState.PLANNED:
            return
        stored = await cases.find(writer, timer.community_id, one.case_id)
        if stored is None or stored.state is not CaseState.RELEASED:
            return
        if await _is_hidden(writer, timer.community_id, one.case_id):
            raise NotNow(context.clock.now() + rules.HELD_UP)
        if one.due_at > context.clock.now():
            return  # it was given a later time, which has a timer of its own
        await _put_out_until(context, writer, one)


async def view(context: ServiceContext, community_id: CommunityId, sequel_id: int) -> SequelView:
    """Return a sequel for the post that the bot keeps; raises NotFound `sequel.unknown`."""
    async with context.database.read() as reader:
        one = await sequels.find(reader, community_id, sequel_id)
        community = await communities.find(reader, community_id)
        if one is None or community is None:
            raise NotFound("sequel.unknown")
        post = await posts.find(reader, community_id, CASE_POST, one.case_id)
        all_ = await _not_withdrawn(reader, community_id, one.case_id)
    return SequelView(one, len(all_) + 1, community, post)


async def to_come(context: ServiceContext, community_id: CommunityId, case_id: CaseId) -> Told | None:
    """Return the sequel that is told next, for the post of its case."""
    async with context.database.read() as reader:
        return next(iter(await _planned(reader, community_id, case_id)), None)


async def look(context: ServiceContext, actor: Actor, case_id: CaseId) -> Plan:
    """Return the sequels of the author's own case; raises NotFound `talk.unknown`, NotAllowed `talk.author_only`."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await _plan(context, reader, await _own(context, reader, actor, case_id))


async def tell_now(context: ServiceContext, actor: Actor, sequel_id: int) -> Plan:
    """Tell a sequel at once, and before it any that were to precede it.

    Raises Conflict `sequel.hidden` while a post of the case is hidden, NotFound `sequel.unknown`, and as `look`.
    """
    async with context.database.write() as writer:
        await admit(writer, actor)
        one, stored = await _own_sequel(context, writer, actor, sequel_id)
        if await _is_hidden(writer, actor.community_id, one.case_id):
            raise Conflict("sequel.hidden")
        if one.state is SequelState.PLANNED:
            await _put_out_until(context, writer, one)
        return await _plan(context, writer, stored)


async def move(context: ServiceContext, actor: Actor, sequel_id: int, when: str) -> Plan:
    """Give a sequel another time; those after it are told no earlier. A length counts from now.

    Raises what `sequels.timing` raises, and as `tell_now`.
    """
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        now = context.clock.now()
        after, at = rules.timing(when, now, admission.zone, actor.locale)
        one, stored = await _own_sequel(context, writer, actor, sequel_id)
        planned = await _planned(writer, actor.community_id, one.case_id)
        earlier = [other.due_at for other in planned if other.number < one.number]
        if at is not None and stored.author_id is None:
            at = max(now, rules.at_usual_hour(at, admission.community.zone))
        due_at = max([at or now + (after or timedelta()), *earlier])
        for other in planned:
            if other.id == one.id or (other.number > one.number and other.due_at < due_at):
                await sequels.move(writer, actor.community_id, other.id, due_at)
                moved = await sequels.find(writer, actor.community_id, other.id)
                if moved is not None:
                    await timers.cancel(writer, actor.community_id, rules.OUT, other.id)
                    await timers.plan(writer, [rules.telling(moved)])
        await posts.keep(writer, actor.community_id, CASE_POST, one.case_id, Place.CASES)
        return await _plan(context, writer, stored)


async def withdraw(context: ServiceContext, actor: Actor, sequel_id: int) -> Plan:
    """Drop a sequel that was not told yet, every word of it; harmless when repeated. Raises as `tell_now`."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        one, stored = await _own_sequel(context, writer, actor, sequel_id)
        if one.state is SequelState.PLANNED:
            await sequels.drop(writer, actor.community_id, one.id, SequelState.WITHDRAWN)
            await timers.cancel(writer, actor.community_id, rules.OUT, one.id)
            await posts.keep(writer, actor.community_id, CASE_POST, one.case_id, Place.CASES)
        return await _plan(context, writer, stored)


async def erase_of_case(writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Drop every word of the sequels of a case within the transaction that erases it."""
    for one in await sequels.of_case(writer, community_id, case_id):
        await erase(writer, community_id, one.id)


async def erase(writer: Writer, community_id: CommunityId, sequel_id: int) -> None:
    """Drop every word of a sequel; its post keeps the placeholder."""
    await sequels.drop(writer, community_id, sequel_id, SequelState.ERASED)
    await timers.cancel(writer, community_id, rules.OUT, sequel_id)


async def _put_out_until(context: ServiceContext, writer: Writer, last: Told) -> None:
    """Put in clear what is planned of a case up to and with `last`, in order.

    What was sealed with a key that is gone can be told by nobody any more, and is dropped.
    """
    for one in await _planned(writer, last.community_id, last.case_id):
        sealed = await sequels.sealed_of(writer, one.community_id, one.id)
        if one.number > last.number or sealed is None:
            continue
        await timers.cancel(writer, one.community_id, rules.OUT, one.id)
        try:
            text = context.vault.decrypt(sealed)
        except VaultError:
            await sequels.drop(writer, one.community_id, one.id, SequelState.WITHDRAWN)
            continue
        await sequels.put_out(writer, one.community_id, one.id, text, context.clock.now())
        await posts.keep(writer, one.community_id, rules.POST, one.id, Place.CASES)
    await posts.keep(writer, last.community_id, CASE_POST, last.case_id, Place.CASES)


async def _is_hidden(reader: Reader, community_id: CommunityId, case_id: CaseId) -> bool:
    """Return whether the post of a case, or any below it, is hidden."""
    own = await posts.find(reader, community_id, CASE_POST, case_id)
    below = await case_posts.below(reader, community_id, case_id)
    return any(post.hidden for post in (own, *below) if post is not None)


async def _planned(reader: Reader, community_id: CommunityId, case_id: CaseId) -> list[Told]:
    found = await sequels.of_case(reader, community_id, case_id)
    return [one for one in found if one.state is SequelState.PLANNED]


async def _not_withdrawn(reader: Reader, community_id: CommunityId, case_id: CaseId) -> list[Told]:
    found = await sequels.of_case(reader, community_id, case_id)
    return [one for one in found if one.state is not SequelState.WITHDRAWN]


async def _own_sequel(context: ServiceContext, reader: Reader, actor: Actor, sequel_id: int) -> tuple[Told, StoredCase]:
    one = await sequels.find(reader, actor.community_id, sequel_id)
    if one is None:
        raise NotFound("sequel.unknown")
    return one, await _own(context, reader, actor, one.case_id)


async def _own(context: ServiceContext, reader: Reader, actor: Actor, case_id: CaseId) -> StoredCase:
    stored = await cases.find(reader, actor.community_id, case_id)
    if stored is None or stored.state is not CaseState.RELEASED:
        raise NotFound("talk.unknown")
    if author_of(context.vault, stored) != actor.member_id:
        raise NotAllowed("talk.author_only")
    return stored


async def _plan(context: ServiceContext, reader: Reader, stored: StoredCase) -> Plan:
    found: list[Told] = []
    for one in await sequels.of_case(reader, stored.community_id, stored.id):
        sealed = await sequels.sealed_of(reader, stored.community_id, one.id)
        found.append(one if sealed is None else replace(one, text=_opened(context, sealed)))
    return Plan(stored.id, stored.text.story.title if stored.text else "", tuple(found))


def _opened(context: ServiceContext, sealed: bytes) -> str:
    try:
        return context.vault.decrypt(sealed)
    except VaultError:
        raise NotFound("case.unreadable") from None
