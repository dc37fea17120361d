"""What a poll looks like: its public message, the ballot, results and lists."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.polls import RULES, Count, Marks, Option, Poll, PollState, Results, Tally
from bot.services.poll_openings import Opened
from bot.services.polls import Cast, Listed, PollView, TooLate
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when
from cogs.polls.squeeze import ROOM, squeezed

OPEN_COLOUR = discord.Colour(0x3B7DD8)
CLOSED_COLOUR = discord.Colour(0x5F6B7A)
_NAMED = 4


def name_of(t: Translate, poll: Poll) -> str:
    """Return the question as its author typed it, or the one that every poll over topics asks."""
    return poll.question or t("Which topic shall we take next?")


def headline(t: Translate, view: PollView) -> str:
    """Return the first lines of a poll's message: what is asked and until when, or what came out."""
    poll = view.poll
    question = escape(name_of(t, poll))
    if poll.state is PollState.OPEN:
        return t(
            "**Poll: {question}**\nTap **Vote** to choose in private. Open until {closes}.",
            question=question,
            closes=when(poll.closes_at),
        )
    return t("**Poll closed: {question}**", question=question) + "\n" + outcome(t, view)


def outcome(t: Translate, view: PollView) -> str:
    """Return a closed poll's result in one sentence; a tie is called a tie."""
    tally = view.shown.tally
    if tally is None or not tally.winners:
        nothing = t("Nobody voted, so nothing was decided.")
        return f"{nothing} {t('The topics stay in the backlog.')}" if view.poll.about_topics else nothing
    winners = _enumerated(t, tally.winners)
    if tally.is_tie:
        return t("It is a tie between {winners}: {share}.", winners=winners, share=_share(t, tally, each=True))
    return t("{winner} comes first: {share}.", winner=winners, share=_share(t, tally, each=False))


def news(t: Translate, view: PollView) -> str:
    """Return the short message that tells everybody how a poll ended."""
    lines = [t("The poll **{question}** has closed.", question=escape(name_of(t, view.poll))), outcome(t, view)]
    if view.jump_url:
        lines.append(f"[{t('All counts are on its message.')}]({view.jump_url})")
    return "\n".join(lines)


def body(t: Translate, view: PollView) -> discord.Embed:
    """Return the options with what may be shown of their counts, and how the poll works."""
    poll = view.poll
    is_open = poll.state is PollState.OPEN
    parts = [_options(t, view), _state(t, view)]
    if is_open:
        parts.append(_how(t, poll))
    else:
        parts += _bookings(t, view)
    if poll.left_out and is_open:
        parts.append(
            t.n(
                "The best supported topics are on the ballot; {n} more waits in the backlog.",
                "The best supported topics are on the ballot; {n} more wait in the backlog.",
                poll.left_out,
            )
        )
    return discord.Embed(
        description="\n\n".join(part for part in parts if part), colour=OPEN_COLOUR if is_open else CLOSED_COLOUR
    )


def voted(t: Translate, n: int) -> str:
    """Return how many have voted, in words and number."""
    return t.n("{n} member has voted.", "{n} members have voted.", n) if n else t("Nobody has voted yet.")


def ballot(t: Translate, poll: Poll, mine: Marks | None, chosen: Marks | None = None) -> str:
    """Return what stands above a ballot's menu: what is hidden and what is not, what counts now, what is `chosen`."""
    how = t("Choose one, then tap **Cast my vote**.")
    if RULES[poll.method].most_choices(len(poll.options)) > 1:
        how = t("Choose as many as you like, then tap **Cast my vote**.")
    hidden = t("Only totals are shown, once the poll has closed; never names.")
    if poll.results is Results.LIVE:
        hidden = t("Totals are shown while the poll is open, so they change with your vote; never names.")
    kept = t("I keep your choice under your name, so that you can change it.")
    lines = [
        f"**{escape(name_of(t, poll))}**",
        f"{how} {t('You can change it until {closes}.', closes=when(poll.closes_at))}",
        f"{hidden} {kept}",
    ]
    if mine is not None:
        lines.append(t("Your vote now: {choices}.", choices=_chosen(t, poll, mine)))
    if chosen:
        lines.append(t("Chosen, not cast yet: {choices}.", choices=_chosen(t, poll, chosen)))
    return "\n\n".join(lines)


def receipt(t: Translate, cast: Cast) -> str:
    """Return what a voter reads after casting: what is counted now, and until when it may change."""
    choices = _chosen(t, cast.poll, cast.marks)
    said = t("Your vote is changed. It counts for {choices} now.", choices=choices)
    if not cast.replaced:
        said = t("Your vote is in. It counts for {choices}.", choices=choices)
    return f"{said}\n{t('You can change it until {closes}.', closes=when(cast.poll.closes_at))}"


def too_late(t: Translate, late: TooLate) -> str:
    """Return what somebody reads who votes after the deadline, with the state of things."""
    poll = late.view.poll
    lines = [
        t("This poll takes no more votes: it closed {closed}.", closed=when(poll.closed_at or poll.closes_at)),
        t("Your vote for {choices} counts.", choices=_chosen(t, poll, late.mine))
        if late.mine is not None
        else t("You had not voted in it, so nothing of yours is counted."),
    ]
    if poll.state is PollState.OPEN:
        lines.append(t("The result is being counted and appears in a moment."))
    else:
        lines.append(outcome(t, late.view))
    return "\n".join(lines)


def opened(t: Translate, done: Opened) -> str:
    """Return what the facilitator reads who has just opened a poll."""
    poll = done.poll
    where = f"<#{done.channel_id}>" if done.channel_id is not None else t("the meetings channel")
    lines = [
        t("The poll **{question}** is open in {where}.", question=escape(name_of(t, poll)), where=where),
        t.n("{n} option is on the ballot.", "{n} options are on the ballot.", len(poll.options))
        + " "
        + t("It closes {closes}.", closes=when(poll.closes_at)),
    ]
    if poll.results is Results.AT_CLOSE:
        lines.append(t("Until then nobody sees totals, you included; only how many have voted."))
    if poll.left_out:
        lines.append(
            t.n(
                "A ballot has room for 25, so {n} topic with less support was left out.",
                "A ballot has room for 25, so {n} topics with less support were left out.",
                poll.left_out,
            )
        )
    return "\n".join(lines)


def listing(t: Translate, listed: Sequence[Listed]) -> discord.Embed:
    """Return the open polls and the last closed ones, each with a link to its message."""
    lines = [_line(t, one) for one in listed]
    return discord.Embed(title=t("Polls"), description=_fitted(lines), colour=OPEN_COLOUR)


def _line(t: Translate, listed: Listed) -> str:
    poll, view = listed.view.poll, listed.view
    question = escape(clip(name_of(t, poll), 90))
    link = f" [{t('Open message')}]({view.jump_url})" if view.jump_url else ""
    if poll.state is PollState.CLOSED:
        return t(
            "**{question}** closed {closed}. {outcome}{link}",
            question=question,
            closed=timestamp(poll.closed_at or poll.closes_at, "R"),
            outcome=outcome(t, view),
            link=link,
        )
    yours = t("Your vote is in.") if listed.voted else t("You have not voted yet.")
    return t(
        "**{question}** closes {closes}. {voted} {yours}{link}",
        question=question,
        closes=timestamp(poll.closes_at, "R"),
        voted=voted(t, view.shown.voters),
        yours=yours,
        link=link,
    )


def _fitted(lines: Sequence[str]) -> str:
    """Return as many lines as an embed has room for."""
    shown: list[str] = []
    room = ROOM
    for line in lines:
        room -= len(line) + 2
        if room < 0:
            break
        shown.append(line)
    return "\n\n".join(shown)


def _options(t: Translate, view: PollView) -> str:
    """Return the options, one a line: in the ballot's order, or the best first where counts are shown."""
    tally = view.shown.tally
    if tally is not None:
        return squeezed(lambda length: [_counted(t, count, tally, length) for count in tally.counts])
    numbered = list(enumerate(view.poll.options, start=1))
    return squeezed(lambda length: [f"{place}. {escape(clip(option.text, length))}" for place, option in numbered])


def _counted(t: Translate, count: Count, tally: Tally, length: int) -> str:
    text = escape(clip(count.option.text, length))
    votes = t.n("{n} vote", "{n} votes", count.votes) if count.votes else t("no votes")
    if count.option in tally.winners:
        text = f"**{text}**"
    return f"- {text}: {votes}"


def _state(t: Translate, view: PollView) -> str:
    poll, voters = view.poll, view.shown.voters
    if poll.state is PollState.CLOSED:
        took_part = t.n("{n} member voted.", "{n} members voted.", voters) if voters else ""
        closed = t("Closed {closed}.", closed=timestamp(poll.closed_at or poll.closes_at))
        return f"{took_part} {closed}".strip()
    told = voted(t, voters)
    return told if poll.results is Results.LIVE else f"{told} {t('Totals are shown when the poll closes.')}"


def _how(t: Translate, poll: Poll) -> str:
    if RULES[poll.method].most_choices(len(poll.options)) > 1:
        return t("Choose as many as you like. You can change your vote until the poll closes.")
    return t("Choose one. You can change your vote until the poll closes.")


def _bookings(t: Translate, view: PollView) -> list[str]:
    """Return which winners are booked for which meeting, or who can book them."""
    lines = [
        t(
            "**{topic}** is booked for the meeting **{meeting}**, {starts}.",
            topic=escape(option.text),
            meeting=escape(meeting.title),
            starts=when(meeting.starts_at),
        )
        for option in view.poll.options
        for topic_id, meeting in view.booked.items()
        if option.topic_id == topic_id
    ]
    if view.to_book and not lines:
        lines.append(t("A facilitator can book the winner for a meeting."))
    return ["\n".join(lines[:_NAMED])] if lines else []


def _share(t: Translate, tally: Tally, *, each: bool) -> str:
    if tally.voters == 1:
        return t("the one member who voted chose each") if each else t("the one member who voted chose it")
    if each:
        return t("{votes} of the {voters} who voted chose each", votes=tally.best, voters=tally.voters)
    return t("{votes} of the {voters} who voted chose it", votes=tally.best, voters=tally.voters)


def _enumerated(t: Translate, options: Sequence[Option], most_characters: int = 100) -> str:
    """Return the names of options, the first few of them, as part of a sentence."""
    names = [f"**{escape(clip(option.text, most_characters))}**" for option in options[:_NAMED]]
    if len(options) > _NAMED:
        names.append(t.n("{n} more", "{n} more", len(options) - _NAMED))
    if len(names) == 1:
        return names[0]
    return t("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])


def _chosen(t: Translate, poll: Poll, marks: Marks) -> str:
    """Return what a ballot chooses, short enough to stand twice in one message of 2,000 characters."""
    return _enumerated(t, [option for option in poll.options if option.id in marks], 60)
