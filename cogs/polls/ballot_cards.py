"""What a voter reads: the ballot, the receipt, and that it is too late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import OptionId
from bot.domain.polls import Poll, PollState, Results, Vote
from bot.domain.voting import DOTS, MOST_POINTS, Chosen, Method, Option
from bot.services.polls import Cast, TooLate
from bot.texts import Translate
from bot.ui.words import clip, escape, when
from cogs.polls import tallies
from cogs.polls.cards import name_of
from cogs.polls.squeeze import squeezed

_REVIEW = 700
"""Characters for the draft; a message has 2,000 in all."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a ballot's message holds: what is chosen, which option is being marked, and the reason given."""

    chosen: Chosen
    focus: OptionId | None = None
    reason: str | None = None


def ballot(t: Translate, poll: Poll, mine: Vote | None, draft: Draft | None = None) -> str:
    """Return what stands above a ballot's menus: what is hidden and what is not, what counts now, what is drafted."""
    lines = [
        f"**{escape(clip(name_of(t, poll), 120))}**",
        f"{how(t, poll)} {t('You can change it until {closes}.', closes=when(poll.closes_at))}",
        hidden(t, poll),
    ]
    if mine is not None:
        lines.append(t("Your vote now: {choices}.", choices=tallies.chosen(t, poll, mine)))
    if draft is not None:
        lines += _drafted(t, poll, draft)
    return "\n\n".join(lines)


def how(t: Translate, poll: Poll) -> str:
    """Return how this ballot is filled in."""
    return {
        Method.SINGLE: t("Choose one, then tap **Cast my vote**."),
        Method.APPROVAL: t("Choose as many as you like, then tap **Cast my vote**."),
        Method.RANKED: t(
            "Choose your favourite, then the next best, as far as you like; then tap **Cast my vote**. "
            "What you leave out comes last."
        ),
        Method.DOTS: t(
            "You have {dots} dots. Each choice places one, several on one option if you like; then tap "
            "**Cast my vote**.",
            dots=DOTS,
        ),
        Method.SCORE: t(
            "Give each option 0 to {most} points, {most} being the most; then tap **Cast my vote**. "
            "What you leave out gets 0.",
            most=MOST_POINTS,
        ),
        Method.CONSENT: t(
            "Say where you stand, then tap **Cast my vote**. An objection holds the proposal and needs a reason."
        ),
    }[poll.method]


def hidden(t: Translate, poll: Poll) -> str:
    """Return exactly what is hidden of a vote and what is not."""
    if poll.anonymous:
        said = t(
            "This poll is anonymous. Until it closes I keep your vote sealed, under a code in place of your name, so "
            "that you can change it. When it closes, the key is destroyed: then nobody can tell how you voted, and "
            "neither can I. Numbers under 3 are not shown. Not hidden: how many have voted; that you tapped here, "
            "which Discord knows; and if all vote alike, what they chose."
        )
    else:
        said = {
            Results.LIVE: t("Totals are shown while the poll is open, so they change with your vote; never names."),
            Results.AFTER_VOTE: t("Totals are shown to those who have voted, so they change with votes; never names."),
            Results.AT_CLOSE: t("Only totals are shown, once the poll has closed; never names."),
        }[poll.results]
        said += " " + t("I keep your choice under your name, so that you can change it.")
    if poll.method is Method.CONSENT:
        said += " " + t("Reasons are shown to everybody when the poll has closed, without names.")
    # In small print where nothing is promised that one would not expect.
    return said if poll.anonymous else f"-# {said}"


def _drafted(t: Translate, poll: Poll, draft: Draft) -> list[str]:
    """Return the whole draft for review: one line an option where order or marks matter."""
    if not draft.chosen:
        return _asked(t, poll, draft)
    if poll.method in (Method.SINGLE, Method.APPROVAL):
        marks = dict.fromkeys(draft.chosen, 1)
        return [t("Chosen, not cast yet: {choices}.", choices=tallies.chosen(t, poll, Vote(marks)))]
    lines = squeezed(lambda length: _as_lines(t, poll, draft.chosen, length), _REVIEW)
    return [f"{t('Not cast yet:')}\n{lines}", *_asked(t, poll, draft)]


def _as_lines(t: Translate, poll: Poll, chosen: Chosen, length: int) -> list[str]:
    known: dict[OptionId, Option] = {option.id: option for option in poll.options}
    if poll.method is Method.RANKED:
        return [tallies.marked(t, poll, known[one], rank, length) for rank, one in enumerate(chosen, start=1)]
    if poll.method is Method.DOTS:
        placed = list(chosen)
        distinct = list(dict.fromkeys(placed))
        return [f"- {tallies.marked(t, poll, known[one], placed.count(one), length)}" for one in distinct]
    if not isinstance(chosen, Mapping):
        return []
    return [
        f"- {tallies.marked(t, poll, option, chosen[option.id], length)}"
        for option in poll.options
        if option.id in chosen
    ]


def _asked(t: Translate, poll: Poll, draft: Draft) -> list[str]:
    """Return what the buttons below ask now."""
    if draft.focus is None:
        return []
    name = escape(clip(poll.option(draft.focus).text, 60))
    if poll.method is Method.CONSENT:
        return [t("Where do you stand on **{option}**?", option=name)]
    return [t("How many points for **{option}**?", option=name)]


def receipt(t: Translate, cast: Cast) -> str:
    """Return what a voter reads after casting: what is counted now, and until when it may change."""
    choices = tallies.chosen(t, cast.poll, cast.vote)
    said = t("Your vote is changed. It counts for {choices} now.", choices=choices)
    if not cast.replaced:
        said = t("Your vote is in. It counts for {choices}.", choices=choices)
    lines = [said, t("You can change it until {closes}.", closes=when(cast.poll.closes_at))]
    if cast.poll.results is Results.AFTER_VOTE:
        lines.append(t("As you have voted, `/poll results` shows you how it stands."))
    return "\n".join(lines)


def too_late(t: Translate, late: TooLate) -> str:
    """Return what somebody reads who votes after the deadline, with the state of things."""
    poll = late.view.poll
    lines = [t("This poll takes no more votes: it closed {closed}.", closed=when(poll.closed_at or poll.closes_at))]
    if late.mine is not None:
        lines.append(t("Your vote for {choices} counts.", choices=tallies.chosen(t, poll, late.mine)))
    elif poll.anonymous and poll.state is PollState.CLOSED:
        lines.append(t("It was anonymous, so nobody can tell any more whether or how you voted."))
    else:
        lines.append(t("You had not voted in it, so nothing of yours is counted."))
    if poll.state is PollState.OPEN:
        lines.append(t("The result is being counted and appears in a moment."))
    else:
        lines.append(tallies.outcome(t, late.view))
    return "\n".join(lines)
