"""A result in words: what came out, how each option did, the rounds, the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.ids import OptionId
from bot.domain.polls import Disclosure, Poll, PollState, Vote, quorum_needs
from bot.domain.runoff import Round, TieBreak
from bot.domain.voting import MOST_POINTS, Attitude, Count, Method, Option, Tally
from bot.services.polls import PollView
from bot.texts import Translate
from bot.ui.words import clip, escape

_NAMED = 4
_FIELD = 900
"""Characters for rounds, and for reasons: an embed has 6,000 in all."""


def outcome(t: Translate, view: PollView) -> str:
    """Return a closed poll's result in a sentence or two; a tie is called a tie."""
    poll, shown = view.poll, view.shown
    if poll.lapsed:
        said = t("Too few voted for its quorum, so the poll has lapsed and nothing was decided.")
    elif shown.too_few:
        said = t("Fewer than 3 members voted in an anonymous poll, so I show nothing of it, and nothing was decided.")
    elif shown.tally is None or not shown.voters:
        said = t("Nobody voted, so nothing was decided.")
    elif poll.method is Method.CONSENT:
        return _consent(t, poll, shown, shown.tally)
    elif shown.tally.winners:
        return _first(t, poll, shown, shown.tally)
    else:
        said = t("Nothing was decided.")
    return f"{said} {t('The topics stay in the backlog.')}" if poll.about_topics else said


def _first(t: Translate, poll: Poll, shown: Disclosure, tally: Tally) -> str:
    names = enumerated(t, tally.winners)
    if shown.withheld & {option.id for option in tally.winners}:
        said = t("{winner} comes first.", winner=names)
        if tally.is_tie:
            said = t("It is a tie between {winners}.", winners=names)
    elif tally.is_tie:
        said = t("It is a tie between {winners}: {share}.", winners=names, share=_share(t, poll, tally))
    else:
        said = t("{winner} comes first: {share}.", winner=names, share=_share(t, poll, tally))
    if poll.method is Method.RANKED and tally.borda_winners != tally.winners:
        said += " " + t("By Borda points it would be {winners}.", winners=enumerated(t, tally.borda_winners))
    return said


def _consent(t: Translate, poll: Poll, shown: Disclosure, tally: Tally) -> str:
    if tally.winners and others_unopposed(shown, tally):
        return t.n(
            "{proposals} has the most consent, and nobody objects.",
            "{proposals} have the most consent, and nobody objects.",
            len(tally.winners),
            proposals=enumerated(t, tally.winners),
        )
    if tally.winners:
        return t("Nobody objects to {proposals}.", proposals=enumerated(t, tally.winners))
    if len(poll.options) == 1:
        return t("Somebody objects to {proposal}, so it is not adopted.", proposal=enumerated(t, poll.options))
    return t("Somebody objects to each proposal, so none is adopted.")


def others_unopposed(shown: Disclosure, tally: Tally) -> bool:
    """Return whether it is known that nobody objects to some other proposal either, so that this is not why one won."""
    return not shown.withheld and any(
        count.spread[0] == 0 and count.option not in tally.winners for count in tally.counts
    )


def _share(t: Translate, poll: Poll, tally: Tally) -> str:
    each = tally.is_tie
    match poll.method:
        case Method.RANKED:
            counting = tally.voters - tally.rounds[-1].exhausted
            values = {"votes": tally.best, "counting": counting}
            if each:
                return t("each has {votes} of the {counting} votes that count in the last round", **values)
            return t.n(
                "{votes} of the {counting} votes that count after {n} round",
                "{votes} of the {counting} votes that count after {n} rounds",
                len(tally.rounds),
                **values,
            )
        case Method.DOTS:
            said = t.n("{n} dot", "{n} dots", tally.best)
        case Method.SCORE:
            said = t.n("{n} point", "{n} points", tally.best)
        case _:
            return _chose(t, tally, each=each)
    said = t("{figure} each", figure=said) if each else said
    return t.n("{figure} from {n} member", "{figure} from {n} members", tally.voters, figure=said)


def _chose(t: Translate, tally: Tally, *, each: bool) -> str:
    if tally.voters == 1:
        return t("the one member who voted chose each") if each else t("the one member who voted chose it")
    if each:
        return t("{votes} of the {voters} who voted chose each", votes=tally.best, voters=tally.voters)
    return t("{votes} of the {voters} who voted chose it", votes=tally.best, voters=tally.voters)


def counted(t: Translate, poll: Poll, shown: Disclosure, tally: Tally, count: Count, length: int) -> str:
    """Return one option's line: its name and how it did."""
    text = escape(clip(count.option.text, length))
    if count.option in tally.winners:
        text = f"**{text}**"
    figures = figure(t, poll, count, tally)
    if count.option.id in shown.withheld:
        figures = "" if poll.method in (Method.RANKED, Method.CONSENT) else t("fewer than 3, or not shown")
    return f"- {text}: {figures}" if figures else f"- {text}"


def figure(t: Translate, poll: Poll, count: Count, tally: Tally) -> str:
    """Return how an option did, in words and numbers."""
    match poll.method:
        case Method.DOTS:
            return t.n("{n} dot", "{n} dots", count.votes) if count.votes else t("no dots")
        case Method.SCORE:
            mean = f"{count.votes / tally.voters:.1f}" if tally.voters else "0.0"
            return t.n("{n} point", "{n} points", count.votes) + t(
                " ({mean} of {most} on average)", mean=mean, most=MOST_POINTS
            )
        case Method.CONSENT:
            objections, reservations, consents = count.spread
            return t(
                "{consents} consent, {reservations} with reservations, {objections} object",
                consents=consents,
                reservations=reservations,
                objections=objections,
            )
        case Method.RANKED:
            return _votes(t, count.votes) + t(" in its last round, {points} by Borda points", points=count.borda)
        case _:
            return _votes(t, count.votes)


def _votes(t: Translate, n: int) -> str:
    return t.n("{n} vote", "{n} votes", n) if n else t("no votes")


def rounds(t: Translate, poll: Poll, shown: Disclosure) -> str:
    """Return how the runoff went, round by round; only who went out where figures are not shown."""
    if shown.tally is None or len(shown.tally.rounds) < 2:
        return ""
    names = {option.id: escape(clip(option.text, 30)) for option in poll.options}
    in_full = len(poll.options) <= 6 and not shown.withheld
    lines = [
        _round(t, number, one, names, in_full=in_full, hidden=bool(shown.withheld))
        for number, one in enumerate(shown.tally.rounds, start=1)
    ]
    return _as_fits(lines)


def _round(t: Translate, number: int, one: Round, names: Mapping[OptionId, str], *, in_full: bool, hidden: bool) -> str:
    head = t("Round {number}", number=number)
    ordered = sorted(one.votes, key=lambda option: -one.votes[option])
    if in_full or (not one.out and not hidden):
        head += ": " + ", ".join(f"{names[option]} {one.votes[option]}" for option in ordered)
        if one.exhausted:
            head += ", " + t("no longer counting {n}", n=one.exhausted)
    if not one.out:
        return f"{head}."
    out = t("{options} out", options=", ".join(names[option] for option in one.out))
    why = tie_break(t, one.why)
    return f"{head}. {out}" + (f" ({why})." if why else ".")


def tie_break(t: Translate, why: TieBreak) -> str:
    """Return why options went out that were not simply last."""
    return {
        TieBreak.FEWEST: "",
        TieBreak.TOGETHER: t("together they have fewer than the next"),
        TieBreak.EARLIER: t("a tie: fewer in an earlier round"),
        TieBreak.BORDA: t("a tie: fewer Borda points"),
        TieBreak.EQUAL: t("a tie in everything: they go together"),
    }[why]


def reasons(t: Translate, shown: Disclosure) -> str:
    """Return the reasons of those who object or have reservations, without names."""
    return _as_fits([f"- {escape(reason)}" for reason in shown.reasons])


def _as_fits(lines: Sequence[str]) -> str:
    text = "\n".join(lines)
    shown = list(lines)
    while len(text) > _FIELD and len(shown) > 1:
        shown.pop(len(shown) // 2)
        half = len(shown) // 2
        text = "\n".join([*shown[:half], "…", *shown[half:]])
    return clip(text, _FIELD)


def quorum(t: Translate, view: PollView) -> str:
    """Return what a poll's quorum asks, or how it was met; nothing for a poll without one."""
    poll, all_ = view.poll, view.electorate
    if poll.quorum is None or all_ is None:
        return ""
    values = {"share": poll.quorum, "needed": quorum_needs(poll.quorum, all_), "all": all_}
    if poll.state is PollState.CLOSED:
        return t("Its quorum was {share} %: {needed} of the {all} who could vote.", **values)
    asked = t("It needs {share} % to vote: {needed} of the {all} members who can.", **values)
    if poll.extended:
        return f"{asked} {t('Too few had voted by its first deadline, so it has more time, once.')}"
    return asked


def enumerated(t: Translate, options: Sequence[Option], most_characters: int = 100) -> str:
    """Return the names of options, the first few of them, as part of a sentence."""
    return together(t, [f"**{escape(clip(option.text, most_characters))}**" for option in options])


def together(t: Translate, names: Sequence[str]) -> str:
    """Return the first few of `names` as part of a sentence."""
    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        shown.append(t.n("{n} more", "{n} more", len(names) - _NAMED))
    if len(shown) == 1:
        return shown[0]
    return t("{some} and {last}", some=", ".join(shown[:-1]), last=shown[-1])


def chosen(t: Translate, poll: Poll, vote: Vote) -> str:
    """Return what a ballot says, short enough to stand twice in one message of 2,000 characters."""
    touched = [option for option in poll.options if option.id in vote.marks]
    if poll.method is Method.RANKED:
        touched.sort(key=lambda option: vote.marks[option.id])
    if poll.method in (Method.SINGLE, Method.APPROVAL):
        return enumerated(t, touched, 50)
    names = [marked(t, poll, option, vote.marks[option.id], 40) for option in touched]
    return together(t, names)


def marked(t: Translate, poll: Poll, option: Option, mark: int, length: int) -> str:
    """Return an option with the mark a ballot gives it."""
    name = f"**{escape(clip(option.text, length))}**"
    if poll.method is Method.RANKED:
        return f"{mark}. {name}"
    return f"{name}: {mark_name(t, poll.method, mark)}"


def mark_name(t: Translate, method: Method, mark: int) -> str:
    """Return what a mark is called."""
    match method:
        case Method.DOTS:
            return t.n("{n} dot", "{n} dots", mark)
        case Method.SCORE:
            return t("{mark} of {most}", mark=mark, most=MOST_POINTS)
        case Method.CONSENT:
            return attitude_name(t, Attitude(mark))
        case _:
            return str(mark)


def attitude_name(t: Translate, attitude: Attitude) -> str:
    """Return what an attitude is called."""
    return {
        Attitude.CONSENT: t("Consent"),
        Attitude.RESERVATIONS: t("Reservations"),
        Attitude.OBJECTION: t("Objection"),
    }[attitude]
