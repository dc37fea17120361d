"""What colleagues and facilitators see of a case: values in, messages out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import discord

from bot.domain.case_checks import Check
from bot.domain.cases import NEXT, REASON_LIMIT, Case, CaseState, CaseText, Overruling, Part, Sequel
from bot.services.cases.release import CaseView
from bot.texts import Translate
from bot.ui.additions import MOST_IN_EMBEDS
from bot.ui.courier import Outgoing
from bot.ui.sentences import NOT_CLINICAL
from bot.ui.words import clip, escape, lookalike, timestamp, written
from cogs.cases.sentences import KINDS, PARTS, STAGES

MOST_IN_DESCRIPTION = 4096
MOST_OF_TITLE = 120
MOST_IN_POST_NAME = 100
MOST_KEPT_ON_CARD = 3
"""Details kept by the author that the queue card quotes; all of them stand on the screen before the release."""


def case_embeds(t: Translate, text: CaseText, room: int) -> list[discord.Embed]:
    """Return a case in two embeds of at most `room` characters together, the question first.

    The parts of a case are short enough (`domain.cases.LIMITS`) that nothing is cut; cutting is the last resort.
    """
    for write in (escape, lookalike):
        bodies = _bodies(t, text, write)
        if sum(map(len, bodies)) <= room and max(map(len, bodies)) <= MOST_IN_DESCRIPTION:
            break
    share = room // len(bodies)
    if sum(map(len, bodies)) > room:
        bodies = [clip(body, share) for body in bodies]
    return [discord.Embed(description=body) for body in bodies]


def _bodies(t: Translate, text: CaseText, write: Callable[[str], str]) -> list[str]:
    first = [(Part.QUESTION, text.ask.question), (Part.CONTEXT, text.story.context)]
    second = [(Part.FINDINGS, text.story.findings), (Part.TRIED, text.ask.tried)]
    head, tail = (
        "\n\n".join(f"**{t(PARTS[part])}**\n{write(body)}" for part, body in parts if body) for parts in (first, second)
    )
    return [body for body in (f"{patient_line(t, text)}\n\n{head}", tail) if body]


def patient_line(t: Translate, text: CaseText) -> str:
    """Return who it is about, as finely as a case may say."""
    return f"{t(STAGES[text.story.stage])} · {t(text.ask.area.value)}"


def sequel_embeds(t: Translate, text: CaseText, room: int) -> list[discord.Embed]:
    """Return what is told later, each part with its time, in at most `room` characters; whole where they fit."""
    if not text.sequels:
        return []
    share = room // len(text.sequels)
    embeds: list[discord.Embed] = []
    for part, sequel in zip(NEXT, text.sequels, strict=False):
        head = f"**{t(PARTS[part])}** · {told_when(t, sequel, anonymous=text.ask.anonymous)}"
        left = min(share, MOST_IN_DESCRIPTION) - len(head) - 1
        body = clip(written(sequel.text, left), left) if left > 1 else "…"
        embeds.append(discord.Embed(description=f"{head}\n{body}"))
    return embeds


def told_when(t: Translate, sequel: Sequel, *, anonymous: bool) -> str:
    """Return when a part is told; of an anonymous author the day alone, as their hour would tell their zone."""
    if sequel.at is not None:
        return t("told {at}", at=timestamp(sequel.at, "D" if anonymous else "F"))
    minutes = int((sequel.after or timedelta()).total_seconds() // 60)
    if minutes % 1440 == 0:
        return t.n("told {n} day after the release", "told {n} days after the release", minutes // 1440)
    if minutes % 60 == 0:
        return t.n("told {n} hour after the release", "told {n} hours after the release", minutes // 60)
    return t.n("told {n} minute after the release", "told {n} minutes after the release", minutes)


def by_line(t: Translate, case: Case) -> str:
    """Return who shares the case, as its author chose."""
    if case.author_id is None:
        return t("Posted for a member")
    return t("Shared by {author}", author=f"<@{case.author_id}>")


def review_embeds(t: Translate, view: CaseView) -> list[discord.Embed]:
    """Return the queue card in `#facilitators`: all of a waiting case, of a decided one only the decision."""
    case = view.case
    if case.state is not CaseState.WAITING or case.text is None:
        return [_decided(t, view)]
    head = discord.Embed(
        title=written(case.text.story.title, MOST_OF_TITLE),
        description="\n".join(
            [
                f"{by_line(t, case)} · {t('handed in {ago}', ago=timestamp(case.submitted_at, 'R'))}",
                t("Please read it as its second person: could anybody recognise this patient?"),
                *_more_lines(t, case.text, view.pictures),
            ]
        ),
    )
    kept = _kept(t, case.overrulings)
    if kept:
        head.add_field(name=t("Questioned by the check, kept by the author"), value=kept, inline=False)
    bodies = case_embeds(t, case.text, MOST_IN_EMBEDS - len(head))
    name, said = t("What the check says"), _check_line(t, view.check, kept=bool(kept))
    if sum(len(embed) for embed in (head, *bodies)) + len(name) + len(said) <= MOST_IN_EMBEDS:
        head.add_field(name=name, value=said, inline=False)
    return [head, *bodies]


def _check_line(t: Translate, check: Check | None, *, kept: bool) -> str:
    """Return what was found in a waiting case besides what its author kept, in at most 300 characters."""
    if check is None:
        return t("It could not be run on this card. **Release** runs it again before anything is posted.")
    if check.must_go:
        return t("It has learnt something since: part of this points straight to a person. Please decline it.")
    if not check.hints:
        found = t("It found no other common identifiers.") if kept else t("It found no common identifiers.")
        return f"{found} {t('It cannot know what is rare where you work.')}"
    quoted = ", ".join(f"“{written(clip(remark.quote, 30), 40)}”" for remark in check.hints[:5])
    return t("Probably fine, worth a glance: {details}", details=quoted)


def has_more(view: CaseView) -> bool:
    """Return whether a waiting case has anything that its queue card has no room for."""
    case = view.case
    if case.state is not CaseState.WAITING or case.text is None:
        return False
    return bool(case.text.sequels or view.pictures or len(case.overrulings) > MOST_KEPT_ON_CARD)


def whole_embeds(t: Translate, case: Case) -> list[discord.Embed]:
    """Return what the queue card has no room for, for whoever is about to release the case."""
    if case.text is None:
        return []
    kept: list[discord.Embed] = []
    if len(case.overrulings) > MOST_KEPT_ON_CARD:
        quoted = _quoted(t, case.overrulings)
        listed = clip("\n".join(f"- {one}" for one in quoted), 2000)
        kept.append(discord.Embed(title=t("Questioned by the check, kept by the author"), description=listed))
    return [*kept, *sequel_embeds(t, case.text, MOST_IN_EMBEDS - sum(len(embed) for embed in kept))]


def _more_lines(t: Translate, text: CaseText, pictures: int) -> list[str]:
    """Return what belongs to a waiting case and is not on its card."""
    parts = len(text.sequels)
    lines: list[str] = []
    if parts:
        lines.append(t.n("It has {n} part that is told later.", "It has {n} parts that are told later.", parts))
    if pictures:
        lines.append(t.n("It has {n} picture.", "It has {n} pictures.", pictures))
    return [*lines, t("**Release** shows that to you first.")] if lines else []


def _kept(t: Translate, overrulings: Sequence[Overruling]) -> str:
    """Return what the author kept and why, in at most 600 characters: the case itself must stay whole beside it."""
    if not overrulings:
        return ""
    quoted = _quoted(t, overrulings)
    listed = ", ".join(quoted[:MOST_KEPT_ON_CARD])
    if len(quoted) > MOST_KEPT_ON_CARD:
        listed += t.n(" and {n} more", " and {n} more", len(quoted) - MOST_KEPT_ON_CARD)
    return clip(listed, 240) + "\n" + t("Why: {reason}", reason=written(overrulings[0].reason, REASON_LIMIT))


def _quoted(t: Translate, overrulings: Sequence[Overruling]) -> list[str]:
    return [
        f"“{written(clip(one.quote, 30), 40)}” ({t(KINDS.get(one.kind, 'a possible identifier'))})"
        for one in overrulings
    ]


def _decided(t: Translate, view: CaseView) -> discord.Embed:
    case = view.case
    who = f"<@{case.decided_by}>"
    at = timestamp(case.decided_at or case.submitted_at, "R")
    if case.state is CaseState.DECLINED:
        return discord.Embed(
            title=t("Case {n}: declined", n=case.id),
            description=t("Declined by {who} {ago}. The author was told why, privately.", who=who, ago=at),
        )
    if case.state is CaseState.ERASED:
        return discord.Embed(
            title=t("Case {n}: erased", n=case.id),
            description=t("Released by {who} {ago}, flagged later, and erased.", who=who, ago=at),
        )
    where = view.post.jump_url if view.post else None
    line = t("Released by {who} {ago}.", who=who, ago=at)
    if where:
        line += " " + t("[Read it]({url})", url=where)
    embed = discord.Embed(title=t("Case {n}: released", n=case.id), description=line)
    if case.text is not None:
        embed.description = f"**{escape(case.text.story.title)}**\n{line}"
    return embed


def forum_post(t: Translate, view: CaseView) -> Outgoing | None:
    """Return the forum post of a released case, to which other features add what they know (`bot.additions`).

    Its name ends with the case's number, so that no two are the same.
    """
    case = view.case
    if case.state is not CaseState.RELEASED or case.text is None:
        return None
    number = f" · {t('case {n}', n=case.id)}"
    embeds = case_embeds(t, case.text, MOST_IN_EMBEDS - len(t(NOT_CLINICAL)))
    embeds[-1].set_footer(text=t(NOT_CLINICAL))
    return Outgoing(
        content=by_line(t, case),
        embeds=embeds,
        title=clip(case.text.story.title, MOST_IN_POST_NAME - len(number)) + number,
        tags=(case.text.ask.area.value,),
    )
