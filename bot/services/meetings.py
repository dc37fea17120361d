"""What people do with meetings: schedule, look, answer, cancel; each function is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import agenda as agendas
from bot.domain import attendance, reminders
from bot.domain import meetings as rules
from bot.domain.errors import NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import AgendaItem, Answer, Meeting, MeetingState, Roll, Rsvp
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.polls import POST as POLL_POST
from bot.domain.posts import Post
from bot.domain.series import Repeat, read_rule
from bot.services.access import admit, entry_of, let_in
from bot.services.context import ServiceContext
from bot.services.presenter_watch import warn_of_refusal
from bot.services.public_text import refuse_identifiers
from data import agenda, answers, audit, communities, meetings, polls, posts, series, settings, timers
from data.database import Reader, Writer

POST = "meeting"
"""Kind of the post that is a meeting's card."""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """All that a card shows; `post` is the card itself, None before it was ever owed.

    `answerable` tells whether answers are taken still: not once the meeting began or was cancelled; `running` whether
    it has begun and is not over. `repeat` is how its series repeats, or will once a draft is posted.
    """

    community: Community
    meeting: Meeting
    roll: Roll
    agenda: tuple[AgendaItem, ...]
    post: Post | None
    answerable: bool
    repeat: Repeat | None = None

    @property
    def concerned(self) -> tuple[MemberId, ...]:
        """Whom a change concerns: who may come, and who presents."""
        return rules.concerned(self.roll, self.agenda)

    running: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: `changed` is False if this person had given it before.

    Somebody who said Going and got no seat is on the waitlist (`view.roll.place_of`).
    """

    view: MeetingView
    answer: Answer
    changed: bool


async def look_at(reader: Reader, community: Community, meeting: Meeting, now: datetime) -> MeetingView:
    """Gather what a card shows at `now`, in the caller's snapshot."""
    roll, items, post = await reader.ask(
        answers.of_meeting(community.id, meeting.id),
        agenda.items(community.id, meeting.id),
        posts.showing(community.id, POST, meeting.id),
    )
    return await _view(reader, community, meeting, roll, items, post, now)


async def _view(
    reader: Reader,
    community: Community,
    meeting: Meeting,
    roll: Roll,
    items: Sequence[AgendaItem],
    post: Post | None,
    now: datetime,
) -> MeetingView:
    stands = meeting.state is MeetingState.SCHEDULED
    answerable = stands and now < meeting.begins_at
    running = stands and not answerable and meeting.ended_at is None
    repeat = await _repeat(reader, meeting)
    return MeetingView(community, meeting, roll, tuple(items), post, answerable, repeat, running)


async def _repeat(reader: Reader, meeting: Meeting) -> Repeat | None:
    if meeting.series_id is None:
        return None if meeting.repeat is None else read_rule(meeting.repeat)
    found = await series.find(reader, meeting.community_id, meeting.series_id)
    return None if found is None or found.ended else found.repeat


async def card(ctx: ServiceContext, community_id: CommunityId, meeting_id: MeetingId) -> MeetingView | None:
    """Return what the public card shows now, None for a draft or a meeting that is not there."""
    async with ctx.database.read() as reader:
        community, meeting, roll, items, post = await reader.ask(
            communities.by_id(community_id),
            meetings.by_id(community_id, meeting_id),
            answers.of_meeting(community_id, meeting_id),
            agenda.items(community_id, meeting_id),
            posts.showing(community_id, POST, meeting_id),
        )
        if community is None or meeting is None or meeting.state is MeetingState.DRAFT:
            return None
        return await _view(reader, community, meeting, roll, items, post, ctx.clock.now())


async def upcoming(ctx: ServiceContext, actor: Actor, *, limit: int = 25) -> list[Meeting]:
    """Return the scheduled meetings that have not ended, the next one first."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        return await meetings.upcoming(reader, admission.community.id, ctx.clock.now(), limit=limit)


async def coming_up(ctx: ServiceContext, actor: Actor, *, limit: int = 8) -> list[MeetingView]:
    """Return the upcoming meetings with all that is known of each."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        now = ctx.clock.now()
        found = await meetings.upcoming(reader, admission.community.id, now, limit=limit)
        return [await look_at(reader, admission.community, meeting, now) for meeting in found]


async def show(ctx: ServiceContext, actor: Actor, typed: str | None) -> MeetingView:
    """Return the meeting that was named, the next one if none was.

    Raises what `rules.find` raises.
    """
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        now = ctx.clock.now()
        meeting = await named(reader, admission.community.id, typed, now)
        return await look_at(reader, admission.community, meeting, now)


async def answer(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, choice: Answer) -> Answered:
    """Store what somebody answers, or put them on the waitlist; a repeated tap changes nothing.

    A seat that this frees is offered to the next in the same transaction. Raises NotFound (`meeting.gone`), Conflict
    (`meeting.began`, `meeting.was_cancelled`).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        entry, found, roll, items, post = await writer.ask(
            entry_of(actor),
            meetings.by_id(actor.community_id, meeting_id),
            answers.of_meeting(actor.community_id, meeting_id),
            agenda.items(actor.community_id, meeting_id),
            posts.showing(actor.community_id, POST, meeting_id),
        )
        community, meeting = let_in(actor, entry).community, _posted(found)
        roll = await _settle(writer, meeting, roll, now)
        taken = rules.take_answer(meeting, roll, actor.member_id, choice, now)
        if isinstance(taken, Rsvp):
            await answers.save_answer(writer, meeting, taken, now)
        elif taken is not None:
            await answers.save_wait(writer, meeting, taken, now)
        if taken is not None:
            roll = await _settle(writer, meeting, await answers.roll(writer, community.id, meeting.id), now)
            await keep_card(writer, meeting)
            if choice is Answer.NO:
                await warn_of_refusal(writer, meeting, items, actor.member_id, now)
        return Answered(await _view(writer, community, meeting, roll, items, post, now), choice, taken is not None)


async def settle_waitlist(writer: Writer, meeting: Meeting, now: datetime) -> bool:
    """Take lapsed offers back and offer free seats to the next in the queue; return whether anything changed."""
    roll = await answers.roll(writer, meeting.community_id, meeting.id)
    return await _settle(writer, meeting, roll, now) is not roll


async def _settle(writer: Writer, meeting: Meeting, roll: Roll, now: datetime) -> Roll:
    """Settle the waitlist and return the roll after it: the very same if nothing changed."""
    if not roll.waiting:
        return roll
    longest = timedelta(hours=(await settings.find(writer, meeting.community_id)).offer_hours)
    offers = rules.settle_waitlist(meeting, roll, now, longest)
    if not offers.lapsed and not offers.made:
        return roll
    for wait in offers.lapsed:
        await answers.stop_waiting(writer, meeting, wait.member_id)
    for wait in offers.made:
        await answers.save_wait(writer, meeting, wait, now)
    await timers.plan(writer, reminders.offers(meeting, offers.made, now))
    return await answers.roll(writer, meeting.community_id, meeting.id)


async def ask_to_cancel(
    ctx: ServiceContext, actor: Actor, typed: str, reason: str | None
) -> tuple[MeetingView, str | None]:
    """Return the meeting a facilitator means to cancel, and the reason as it would be told.

    Raises what `rules.find` raises, Conflict (`meeting.was_cancelled`, `meeting.began`), Invalid
    (`meeting.reason_too_long`, `text.identifier`).
    """
    now = ctx.clock.now()
    told = rules.cancel_reason(reason)
    await refuse_identifiers(told)
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await named(reader, admission.community.id, typed, now)
        rules.check_open(meeting, now)
        return await look_at(reader, admission.community, meeting, now), told


async def cancel(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, reason: str | None) -> MeetingView:
    """Cancel a meeting: its reminders stop, everybody who meant to come is told once, the event follows.

    Cancelling a cancelled meeting changes nothing. Raises NotFound (`meeting.gone`), Conflict (`meeting.began`),
    Invalid (`meeting.reason_too_long`, `text.identifier`).
    """
    now = ctx.clock.now()
    why = rules.cancel_reason(reason)
    await refuse_identifiers(why)
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, admission.community.id, meeting_id)
        if meeting.state is not MeetingState.CANCELLED:
            rules.check_open(meeting, now)
            await meetings.cancel(writer, meeting, why, now)
            await audit.add(
                writer, meeting.community_id, "meeting.cancelled", actor.member_id, now, subject_id=meeting.id
            )
            meeting = await posted(writer, admission.community.id, meeting_id)
            roll = await answers.roll(writer, meeting.community_id, meeting.id)
            await timers.cancel(writer, meeting.community_id, "meeting.", meeting.id)
            items = await agenda.of_meeting(writer, meeting.community_id, meeting.id)
            told = reminders.cancellations(meeting, rules.concerned(roll, items), now)
            await timers.plan(writer, [*told, reminders.event_sync(meeting, now)])
            await keep_agenda(writer, meeting)
            await keep_polls(writer, meeting)
        return await look_at(writer, admission.community, meeting, now)


async def launch(writer: Writer, meeting: Meeting, now: datetime) -> None:
    """Promise everything that a newly scheduled meeting brings: card, reminders, Discord event."""
    await promise(writer, meeting, now)
    await post_card(writer, meeting)
    await keep_polls(writer, meeting)


async def promise(writer: Writer, meeting: Meeting, now: datetime, *, moved: bool = False) -> None:
    """Plan what comes by time: reminders, agenda, Discord event, beginning, end; planning again changes nothing.

    The agenda of a meeting that was `moved` is posted at once where its day has passed.
    """
    days = (await settings.find(writer, meeting.community_id)).agenda_days
    await timers.plan(
        writer,
        [
            *reminders.rounds(meeting, now),
            *agendas.posting(meeting, days, now, at_once=moved),
            reminders.event_sync(meeting, now),
            reminders.beginning(meeting),
            attendance.first_look(meeting),
            attendance.ending(meeting),
        ],
    )


async def begin(ctx: ServiceContext, community_id: CommunityId, meeting_id: MeetingId) -> None:
    """Have the card and the agenda say that the meeting began."""
    async with ctx.database.write() as writer:
        await keep_agenda(writer, await posted(writer, community_id, meeting_id))


async def keep_card(writer: Writer, meeting: Meeting) -> None:
    """Have the public card, if it is due at all, show what is true after this transaction."""
    if meeting.series_id is None or await posts.find(writer, meeting.community_id, POST, meeting.id) is not None:
        await post_card(writer, meeting)


async def keep_agenda(writer: Writer, meeting: Meeting) -> None:
    """Have all that shows a meeting's agenda, its card and its own post if that stands, show what is true."""
    await keep_card(writer, meeting)
    if await posts.find(writer, meeting.community_id, agendas.POST, meeting.id) is not None:
        await posts.keep(writer, meeting.community_id, agendas.POST, meeting.id, Place.MEETINGS)


async def post_card(writer: Writer, meeting: Meeting) -> None:
    """Owe the community the card, or have it show what is true after this transaction."""
    await posts.keep(writer, meeting.community_id, POST, meeting.id, Place.MEETINGS)


async def announce(ctx: ServiceContext, community_id: CommunityId, meeting_id: MeetingId) -> None:
    """Post the card of an occurrence whose time has come near."""
    async with ctx.database.write() as writer:
        await post_card(writer, await posted(writer, community_id, meeting_id))


async def keep_polls(writer: Writer, meeting: Meeting) -> None:
    """Have the polls whose winners this meeting takes up, or no longer does, say so."""
    for poll_id in await polls.closed_over_agenda_of(writer, meeting.community_id, meeting.id):
        await posts.keep(writer, meeting.community_id, POLL_POST, poll_id, Place.MEETINGS)


async def posted(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Meeting:
    """Return a meeting of this community that was ever posted, or raise NotFound (`meeting.gone`)."""
    return _posted(await meetings.find(reader, community_id, meeting_id))


def _posted(meeting: Meeting | None) -> Meeting:
    if meeting is None or meeting.state is MeetingState.DRAFT:
        raise NotFound("meeting.gone")
    return meeting


async def named(reader: Reader, community_id: CommunityId, typed: str | None, now: datetime) -> Meeting:
    """Return the meeting somebody names, upcoming ones first; the next one if nothing was typed.

    Raises what `rules.find` raises.
    """
    ahead = await meetings.upcoming(reader, community_id, now)
    if typed is None or not typed.strip():
        if not ahead:
            raise NotFound("meeting.none_upcoming")
        return ahead[0]
    return rules.find(typed, ahead, await meetings.known(reader, community_id, now))


async def named_or_begun(reader: Reader, community_id: CommunityId, typed: str | None, now: datetime) -> Meeting | None:
    """Return the meeting somebody names, those that have begun first, the latest of one title before the earlier ones.

    If nothing was typed it is the one that began last, None if none has. Raises what `rules.find` raises.
    """
    begun = await meetings.begun(reader, community_id, now)
    if typed is None or not typed.strip():
        return begun[0] if begun else None
    latest = {meeting.title: meeting for meeting in reversed(begun)}
    return rules.find(typed, latest.values(), await meetings.known(reader, community_id, now))
