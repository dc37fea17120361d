"""Flagging a message as a possible identifier: hidden in the same transaction, then put back or erased for good.

One mechanism for every post of ours: the post is marked hidden, and the postkeeper shows a placeholder whatever else
changes. Anybody else's message is deleted by a timer, which goes on trying, and tells the facilitators what is missing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import flags as rules
from bot.domain.cases import CaseState
from bot.domain.commitments import POST as COMMITMENT_POST
from bot.domain.errors import Invalid, NotFound
from bot.domain.flags import Flag, FlagState
from bot.domain.ids import CaseId, CommunityId, DiscussionId, FlagId, MemberId
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.pictures import POST as PICTURE_POST
from bot.domain.posts import Post
from bot.domain.prompt_answers import POST as ANSWERS_POST
from bot.domain.sequels import POST as SEQUEL_POST
from bot.services.access import admit
from bot.services.agenda import keep_with
from bot.services.cases import pictures, sequels
from bot.services.cases.erasing import erase_case
from bot.services.cases.sealing import author_of
from bot.services.cases.submission import CASE_POST
from bot.services.commitments import erase as erase_commitment
from bot.services.context import ServiceContext
from bot.services.discussions.erasing import erase_question
from bot.services.discussions.seeing import QUESTION_POST, keep_poll
from bot.services.prompt_answers import erase as erase_answers
from data import audit, case_library, case_posts, cases, communities, discussions, flags, posts, timers
from data.database import Reader, Writer
from data.vault import VaultError


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as whoever flagged it sees it; `parent_id` is the channel of a thread, `author_id` None for the bot."""

    channel_id: int
    parent_id: int | None
    message_id: int
    author_id: MemberId | None
    text: str


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag as cards show it; `post` is the post of ours that it hides, if it is one."""

    flag: Flag
    community: Community
    post: Post | None


class Verdict(StrEnum):
    """What became of a decision."""

    DONE = "done"
    ALREADY = "already"  # decided before, by this person or another
    OWN = "own"  # not an error: a refusal in the log would tell who wrote an anonymous case


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict and the flag after it."""

    verdict: Verdict
    view: FlagView


Eraser = Callable[[Writer, CommunityId, int], Awaitable[object]]


ERASERS: Mapping[str, Eraser] = {
    CASE_POST: erase_case,
    QUESTION_POST: erase_question,
    ANSWERS_POST: erase_answers,
    SEQUEL_POST: sequels.erase,
    PICTURE_POST: pictures.erase,
    COMMITMENT_POST: erase_commitment,
}
"""What is deleted from the store with a post of each kind; a kind that holds words of its own belongs in here."""


async def flag(context: ServiceContext, actor: Actor, seen: Seen) -> bool:
    """Hide a message of the case channel, or a post of members' words, and alert the facilitators.

    Return False if it was hidden already. Raises Invalid `flag.elsewhere` for any other message.
    """
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        post = await posts.by_message(writer, actor.community_id, seen.message_id)
        is_case = admission.community.channel_of(Place.CASES) in {seen.channel_id, seen.parent_id}
        if not is_case and (post is None or post.kind not in ERASERS):
            raise Invalid("flag.elsewhere")
        if post is not None and post.hidden:
            return False
        made = await flags.add(
            writer,
            actor.community_id,
            channel_id=seen.channel_id,
            message_id=seen.message_id,
            post_id=post.id if post else None,
            author_id=seen.author_id,
            flagger_id=actor.member_id,
            sealed=None if post else context.vault.encrypt(seen.text),
            now=context.clock.now(),
        )
        if made is None:
            return False
        if post is None:
            await timers.plan(writer, [rules.hiding(made)])
        else:
            await _hide(context, writer, post, hidden=True)
        await posts.keep(writer, actor.community_id, rules.POST, made.id, Place.FACILITATORS)
        return True


async def restore(context: ServiceContext, actor: Actor, flag_id: FlagId) -> Decision:
    """Bring a flagged message back: a post shows itself again, what another message said is said again by the bot.

    A case is not brought back by its own author: as with its release, a second person looks. Raises NotFound
    `flag.unknown`, NotAllowed `people.facilitators_only`.
    """
    async with context.database.write() as writer:
        view = await _look(writer, actor, flag_id)
        if view.post is not None and await _is_own(context, writer, actor, view.post):
            return Decision(Verdict.OWN, view)
        if not await _decided(context, writer, actor, view, FlagState.RESTORED):
            return Decision(Verdict.ALREADY, view)
        if view.post is not None:
            await _hide(context, writer, view.post, hidden=False)
        else:
            await timers.cancel(writer, actor.community_id, rules.HIDE, flag_id)
            await timers.plan(writer, [rules.restoring(view.flag, context.clock.now())])
        return Decision(Verdict.DONE, await _view(writer, actor.community_id, flag_id))


async def erase(context: ServiceContext, actor: Actor, flag_id: FlagId) -> Decision:
    """Erase what a flagged message said, in the store too and from the bytes of the file; the placeholder stays.

    What others wrote in the thread stays, positions go with the post. Authors may erase what is theirs. Raises
    NotFound `flag.unknown`, NotAllowed `people.facilitators_only`.
    """
    async with context.database.write() as writer:
        view = await _look(writer, actor, flag_id)
        if not await _decided(context, writer, actor, view, FlagState.ERASED):
            return Decision(Verdict.ALREADY, view)
        post = view.post
        if post is not None:
            if post.kind in ERASERS:
                await ERASERS[post.kind](writer, actor.community_id, post.subject_id)
            await posts.keep(writer, actor.community_id, post.kind, post.subject_id, post.place)
            case_id = await case_posts.case_of(writer, actor.community_id, post)
            if case_id is not None:
                told = rules.telling(view.flag, case_id, context.clock.now(), whole=post.kind == CASE_POST)
                await timers.plan(writer, [told])
        await timers.plan(writer, [rules.scrubbing(view.flag, context.clock.now())])
        return Decision(Verdict.DONE, await _view(writer, actor.community_id, flag_id))


async def _hide(context: ServiceContext, writer: Writer, post: Post, *, hidden: bool) -> None:
    """Hide a post or bring it back, its title on agendas too.

    What stands below a case goes with it, unless it has a flag of its own.
    """
    await posts.hide(writer, post.community_id, post.id, hidden=hidden)
    discussion = None
    if post.kind == CASE_POST:
        for below in await case_posts.below(writer, post.community_id, CaseId(post.subject_id)):
            own = await flags.last_state(writer, post.community_id, below.id)
            if own not in {FlagState.OPEN, FlagState.ERASED}:
                await posts.hide(writer, post.community_id, below.id, hidden=hidden)
        discussion = await discussions.of_case(writer, post.community_id, CaseId(post.subject_id))
    elif post.kind == QUESTION_POST:
        discussion = await discussions.find(writer, post.community_id, DiscussionId(post.subject_id))
    await keep_poll(writer, discussion)
    await keep_with(writer, post.community_id, discussion, context.clock.now())


async def look(context: ServiceContext, actor: Actor, flag_id: FlagId) -> tuple[FlagView, str | None]:
    """Return a flag to a facilitator, and what a message said that is none of our posts while that is kept."""
    async with context.database.read() as reader:
        view = await _look(reader, actor, flag_id)
        return view, await _unsealed(context, reader, view.flag)


async def view(context: ServiceContext, community_id: CommunityId, flag_id: FlagId) -> FlagView:
    """Return a flag for the card that the bot keeps; raises NotFound `flag.unknown`."""
    async with context.database.read() as reader:
        return await _view(reader, community_id, flag_id)


async def author_of_erased(
    context: ServiceContext, community_id: CommunityId, case_id: CaseId
) -> tuple[MemberId, Community, bool] | None:
    """Return whom to tell, of which community, and whether it was the whole case; None if nobody can be told."""
    async with context.database.read() as reader:
        stored = await cases.find(reader, community_id, case_id)
        community = await communities.find(reader, community_id)
        if stored is None or community is None or stored.state not in {CaseState.RELEASED, CaseState.ERASED}:
            return None
        try:
            return author_of(context.vault, stored), community, stored.state is CaseState.ERASED
        except NotFound:  # sealed with a key that is gone
            return None


async def is_erased(context: ServiceContext, post: Post) -> bool:
    """Return whether what a hidden post showed was erased."""
    async with context.database.read() as reader:
        last = await flags.last_state(reader, post.community_id, post.id)
        return last is FlagState.ERASED or await case_posts.is_erased(reader, post)


async def hidden(context: ServiceContext, community_id: CommunityId, flag_id: FlagId) -> None:
    """Note that the message of a flag is gone from its channel."""
    async with context.database.write() as writer:
        await flags.mark_hidden(writer, community_id, flag_id, context.clock.now())
        await posts.keep(writer, community_id, rules.POST, flag_id, Place.FACILITATORS)


async def to_say_again(
    context: ServiceContext, community_id: CommunityId, flag_id: FlagId
) -> tuple[FlagView, str] | None:
    """Return what a restored message said, or None if there is nothing to say: it was never gone, or is said."""
    async with context.database.read() as reader:
        found = await _view(reader, community_id, flag_id)
        text = await _unsealed(context, reader, found.flag)
    if found.flag.state is not FlagState.RESTORED or found.flag.hidden_at is None or text is None:
        return None
    return found, text


async def forget(context: ServiceContext, community_id: CommunityId, flag_id: FlagId) -> None:
    """Drop what a restored message said."""
    async with context.database.write() as writer:
        await flags.forget_text(writer, community_id, flag_id)


async def scrub(context: ServiceContext) -> bool:
    """Clear deleted words from the bytes of the file and its log; return False if it has to be tried again."""
    async with context.database.write() as writer:
        await case_library.tidy(writer)
    return await context.database.empty_log()


async def _decided(context: ServiceContext, writer: Writer, actor: Actor, view: FlagView, state: FlagState) -> bool:
    """Settle a flag, note it and have its card show it; return False if it was settled before."""
    now, flag = context.clock.now(), view.flag
    if not await flags.settle(writer, actor.community_id, flag.id, state, actor.member_id, now):
        return False
    await audit.add(
        writer, actor.community_id, f"flag.{state}", actor.member_id, now, member_id=flag.author_id, subject_id=flag.id
    )
    await posts.keep(writer, actor.community_id, rules.POST, flag.id, Place.FACILITATORS)
    return True


async def _is_own(context: ServiceContext, reader: Reader, actor: Actor, post: Post) -> bool:
    case_id = await case_posts.case_of(reader, actor.community_id, post)
    stored = await cases.find(reader, actor.community_id, case_id) if case_id is not None else None
    if stored is None or stored.state is not CaseState.RELEASED:
        return False
    return author_of(context.vault, stored) == actor.member_id


async def _unsealed(context: ServiceContext, reader: Reader, flag: Flag) -> str | None:
    sealed = await flags.sealed_of(reader, flag.community_id, flag.id)
    if sealed is None:
        return None
    try:
        return context.vault.decrypt(sealed)
    except VaultError:
        return None


async def _look(reader: Reader, actor: Actor, flag_id: FlagId) -> FlagView:
    await admit(reader, actor, Standing.FACILITATOR)
    return await _view(reader, actor.community_id, flag_id)


async def _view(reader: Reader, community_id: CommunityId, flag_id: FlagId) -> FlagView:
    found = await flags.find(reader, community_id, flag_id)
    community = await communities.find(reader, community_id)
    if found is None or community is None:
        raise NotFound("flag.unknown")
    post = await posts.by_id(reader, community_id, found.post_id) if found.post_id is not None else None
    return FlagView(found, community, post)
