"""What is seen of the parts of a case that are told later: values in, messages out."""

from __future__ import annotations

import discord

from bot.domain.sequels import SequelState, Told
from bot.services.cases.sequels import Plan, SequelView
from bot.texts import Translate
from bot.ui.courier import Outgoing
from bot.ui.sentences import NOT_CLINICAL
from bot.ui.words import clip, timestamp, when, written

MOST_OF_TEXT = 1500
"""Characters of one part, when none of its own had to be escaped."""


def sequel_post(t: Translate, view: SequelView, thread: int) -> Outgoing | None:
    """Return a part that is out, as it stands in the thread of its case."""
    one = view.sequel
    if one.state is not SequelState.OUT or one.text is None:
        return None
    body = discord.Embed(description=written(one.text, MOST_OF_TEXT))
    body.set_footer(text=t(NOT_CLINICAL))
    head = t("**What happened next** · part {n} of {of}", n=one.number, of=view.parts)
    return Outgoing(head, embeds=[body], channel_id=thread)


def to_come(t: Translate, one: Told) -> str:
    """Return the line on the post of a case that says when it goes on."""
    return t("The case goes on: part {n} follows {at}.", n=one.number, at=timestamp(one.due_at, "R"))


def plan(t: Translate, found: Plan) -> str:
    """Return the author's private screen: each part, and when it is told."""
    lines = [t("**What happens next in {title}**", title=written(clip(found.title, 80), 100))]
    lines += [_line(t, one) for one in found.sequels]
    if not found.sequels:
        lines.append(t("This case is told in one piece. What became of it can be added with `/case followup`."))
    elif any(one.state is SequelState.PLANNED for one in found.sequels):
        lines.append(f"-# {t('Its words stay as a facilitator read them. To change them, withdraw the part.')}")
    lines.append(f"-# {t('Only you see this.')}")
    return "\n".join(lines)


def _line(t: Translate, one: Told) -> str:
    if one.state is SequelState.PLANNED:
        text = written(clip(" ".join((one.text or "").split()), 150), 200)
        return t("- Part {n}, told {at}: {text}", n=one.number, at=when(one.due_at), text=text)
    if one.state is SequelState.OUT and one.out_at is not None:
        return t("- Part {n} was told {ago}.", n=one.number, ago=timestamp(one.out_at, "R"))
    if one.state is SequelState.WITHDRAWN:
        return t("- Part {n} was withdrawn.", n=one.number)
    return t("- Part {n} was erased.", n=one.number)
