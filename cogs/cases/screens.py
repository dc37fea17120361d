"""What the author alone sees while a case is being written: values in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.case_checks import Check, Remark
from bot.domain.cases import Case, CaseState, Draft
from bot.services.cases.checking import Checked
from bot.services.cases.results import Result
from bot.services.cases.submission import Submitted
from bot.texts import Translate
from bot.ui.sentences import NOT_CLINICAL
from bot.ui.words import clip, escape, timestamp, when
from cogs.cases.sentences import KINDS, PARTS

MOST_IN_MESSAGE = 2000


def saved(t: Translate, draft: Draft) -> str:
    """Return the screen between the two forms."""
    return "\n".join(
        [
            t("**Part 1 of 2 is saved.** Next: what you tried, and your question."),
            _kept_line(t, draft),
            f"-# {t(NOT_CLINICAL)}",
        ]
    )


def offer(t: Translate, draft: Draft | None, news: Sequence[Result]) -> str:
    """Return what `/case share` opens with when something is there already."""
    lines = [result(t, one) for one in news]
    if draft is not None:
        lines.append(
            t("You have a case begun: **{title}**. Go on with it?", title=escape(clip(draft.story.title, 100)))
        )
        lines.append(_kept_line(t, draft))
    return clip("\n".join(lines), MOST_IN_MESSAGE)


def check(t: Translate, checked: Checked) -> str:
    """Return the private check: what was found, where, and what to write instead."""
    found = checked.check
    foot = [
        t("Only you see this, and nothing is posted yet. The whole case is below, as colleagues would read it."),
        _kept_line(t, checked.draft),
        f"-# {t(NOT_CLINICAL)}",
    ]
    if checked.model_silent:
        foot.insert(0, f"-# {t('The name model did not answer, so the rules alone looked for names.')}")
    head = _headline(t, found)
    room = MOST_IN_MESSAGE - sum(len(line) + 1 for line in (*head, *foot)) - 60
    return "\n".join([*head, *_listed(t, found, room), "", *foot])


def _headline(t: Translate, found: Check) -> list[str]:
    must, questioned = len(found.must_go), len(found.questioned)
    if not must and not questioned:
        return [
            t("**The check found no common identifiers.**"),
            t("It cannot know what is rare where you work. Read the case once as the patient's neighbour would."),
        ]
    lines: list[str] = []
    if must:
        lines.append(t.n("**{n} detail has to go before you can submit.**", "**{n} details have to go.**", must))
    if questioned:
        lines.append(
            t.n(
                "**{n} detail to look at:** redact it, or keep it and say why when you submit.",
                "**{n} details to look at:** redact them, or keep them and say why when you submit.",
                questioned,
            )
        )
    return lines


def _listed(t: Translate, found: Check, room: int) -> Iterable[str]:
    remarks = [*found.must_go, *found.questioned]
    lines: list[str] = []
    for shown, remark in enumerate(remarks):
        line = _line(t, remark)
        if sum(len(one) + 1 for one in lines) + len(line) > room:
            lines.append(t.n("- and {n} more", "- and {n} more", len(remarks) - shown))
            return lines
        lines.append(line)
    if found.hints:
        quoted = ", ".join(f"“{escape(clip(remark.quote, 30))}”" for remark in found.hints[:5])
        hint = f"-# {t('Probably fine, worth a glance: {details}', details=quoted)}"
        if sum(len(one) + 1 for one in lines) + len(hint) <= room:
            lines.append(hint)
    return lines


def _line(t: Translate, remark: Remark) -> str:
    return t(
        "- {part}: “{quote}” looks like {kind} → {proposal}",
        part=t(PARTS[remark.part]),
        quote=escape(clip(" ".join(remark.quote.split()), 60)),
        kind=t(KINDS.get(remark.finding.kind, "a possible identifier")),
        proposal=escape(remark.finding.proposal) or t("leave it out"),
    )


def handed_in(t: Translate, submitted: Submitted) -> str:
    """Return the thanks after handing in, with what happens next."""
    lines = [
        t("**Thank you. Your case is with the facilitators.** Nothing is public until one of them releases it."),
        t("I will tell you the result in a direct message; `/case share` shows it too."),
    ]
    if submitted.anonymous:
        lines.append(t("It will be posted for a member. The facilitators are not told who wrote it either."))
    if submitted.follow_up_at is not None:
        lines.append(
            t("I will ask you what happened {at}. `/case followup` changes that.", at=when(submitted.follow_up_at))
        )
    if submitted.by_facilitator:
        lines.append(
            t(
                "As you are a facilitator yourself: somebody else has to release it. If you are the only one, give a "
                "colleague the Facilitator role in the server's settings (Members); they can then release it."
            )
        )
    return "\n".join(lines)


def own_case(t: Translate) -> str:
    """Return the private answer to an author who taps Release on their own case."""
    return t(
        "You wrote this case, so a second person has to release it. If no other facilitator is here, give a colleague "
        "the Facilitator role in the server's settings (Members); they can then release it from this card. "
        "Only you see this answer."
    )


def result(t: Translate, one: Result) -> str:
    """Return what became of a case, for its author alone."""
    title = escape(clip(one.title, 100)) if one.title else t("Case {n}", n=one.case_id)
    if one.state is CaseState.RELEASED:
        line = t("Your case **{title}** was released {ago}.", title=title, ago=timestamp(one.decided_at, "R"))
        if one.jump_url is not None:
            return f"{line} {t('[Read it]({url})', url=one.jump_url)}"
        return f"{line} {t('It is in {forum}.', forum=f'<#{one.forum_id}>')}" if one.forum_id else line
    lines = [
        t("Your case **{title}** was not released ({ago}).", title=title, ago=timestamp(one.decided_at, "R")),
        t("Why: {reason}", reason=escape(one.reason or "")),
    ]
    if one.kept_until is not None:
        lines.append(
            t(
                "Its text is kept for you, encrypted, and is gone {until}. **Edit and send again** opens it.",
                until=timestamp(one.kept_until, "R"),
            )
        )
    return "\n".join(lines)


def _kept_line(t: Translate, draft: Draft) -> str:
    return t(
        "Your draft is kept encrypted, for you alone, and is gone {until}.", until=timestamp(draft.expires_at, "R")
    )


def decided_before(t: Translate, case: Case) -> str:
    """Return the private answer to whoever decided second."""
    who = f"<@{case.decided_by}>"
    ago = timestamp(case.decided_at or case.submitted_at, "R")
    if case.state in (CaseState.RELEASED, CaseState.ERASED):
        return t("This case was already released by {who} {ago}. Nothing was changed.", who=who, ago=ago)
    return t("This case was already declined by {who} {ago}. Nothing was changed.", who=who, ago=ago)
