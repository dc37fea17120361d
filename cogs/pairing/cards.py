"""Study buddies in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.ids import MemberId
from bot.services.pairing import Mine, Overview, Round, Telling
from bot.texts import Translate
from bot.ui.words import escape, timestamp


def mine(t: Translate, found: Mine) -> str:
    """Return somebody's own screen."""
    buddy = found.buddy
    lines = [t("**Study buddy**")]
    if not buddy.wants:
        lines.append(
            t(
                "From time to time I pair those who wish it, two and two: a talk of half an hour, by call or in "
                "writing, with a question to begin with. You meet everybody before you meet anybody twice."
            )
        )
    elif buddy.snoozed_until is not None:
        lines.append(t("You sit out until {day}. **Pair me** ends that.", day=timestamp(buddy.snoozed_until, "D")))
    else:
        lines.append(t("You take part. I write to you privately when you are paired."))
    if found.latest is not None:
        lines.append(_latest(t, found))
    if buddy.apart:
        lines.append(t("Never paired with: {who}. Nobody else sees this.", who=_names(sorted(buddy.apart))))
    return "\n".join(lines)


def _latest(t: Translate, found: Mine) -> str:
    at = timestamp(found.latest.at, "D") if found.latest is not None else ""
    if not found.partners:
        return t("In the last round, on {day}, you sat out; it goes in turn.", day=at)
    opener = found.latest.opener if found.latest is not None else ""
    return t("Since {day} your buddy is {who}.\n> {opener}", day=at, who=_names(found.partners), opener=escape(opener))


def told(t: Translate, telling: Telling, server: str) -> str:
    """Return what one of a pair is told."""
    if not telling.partners:
        return t(
            "A new round of study buddies has begun in **{server}**, and this time you sit it out: we are not an even "
            "number, and it goes in turn. Next time you have a buddy again.",
            server=escape(server),
        )
    return t(
        "Your study buddy in **{server}** this time is {who}. Write to each other when it suits; half an hour is "
        "plenty. To begin with:\n> {opener}",
        server=escape(server),
        who=_names(telling.partners),
        opener=escape(telling.latest.opener),
    )


def overview(t: Translate, found: Overview) -> str:
    """Return the facilitator's screen: numbers, no names."""
    lines = [
        t.n(
            "{n} member would be paired now: who wishes it, does not snooze and is not away.",
            "{n} members would be paired now: all who wish it, do not snooze and are not away.",
            found.ready,
        )
    ]
    if found.latest is not None:
        lines.append(t("The last round was {ago}.", ago=timestamp(found.latest.at, "R")))
    if found.weeks:
        lines.append(t.n("A round comes every {n} week.", "A round comes every {n} weeks by itself.", found.weeks))
    else:
        lines.append(t("Rounds come at your tap; `/community settings` lets them come by themselves."))
    return "\n".join(lines)


def paired(t: Translate, made: Round, *, just_now: bool) -> str:
    """Say to a facilitator what came of a round; who is with whom, the pairs learn themselves."""
    if not just_now:
        return t("This is settled. They were paired {ago}.", ago=timestamp(made.at, "R"))
    return t.n(
        "{n} pair is told privately, with a question to begin with.",
        "{n} pairs are told privately, with a question to begin with.",
        sum(len(group) > 1 for group in made.groups),
    )


def _names(people: Sequence[MemberId]) -> str:
    return ", ".join(f"<@{person}>" for person in people)
