"""What is seen of a flag: the placeholder, the card in `#facilitators`, and what is said again."""

from __future__ import annotations

import discord

from bot.domain.flags import FlagState
from bot.domain.ids import CaseId
from bot.domain.posts import Post
from bot.services.cases.flags import FlagView
from bot.services.cases.submission import CASE_POST
from bot.services.discussions.seeing import QUESTION_POST
from bot.texts import Translate
from bot.ui.courier import Outgoing
from bot.ui.words import escape, timestamp

MOST_IN_DESCRIPTION = 4096


def placeholder(t: Translate, post: Post, *, erased: bool) -> Outgoing:
    """Return what stands in the place of a hidden post; nothing in it tells who flagged it, or why."""
    if erased:
        text = t("**Removed.** This held something that could have identified a patient. The discussion stays.")
    else:
        text = t("**Hidden for now.** A facilitator looks whether this could identify a patient.")
    if post.kind == QUESTION_POST:
        return Outgoing(text)
    if post.kind != CASE_POST:  # it stands below a case, whose name and tags are none of its business
        return Outgoing(text, channel_id=post.channel_id)
    named = t("Removed · case {n}", n=post.subject_id) if erased else t("Hidden · case {n}", n=post.subject_id)
    return Outgoing(text, title=named)


def flag_embed(t: Translate, view: FlagView) -> discord.Embed:
    """Return the card of a flag; the only place that says who flagged."""
    flag = view.flag
    flagged = t(
        "{what}, flagged by {who} {ago}. [Where it stands]({url})",
        what=_what(t, view),
        who=f"<@{flag.flagger_id}>",
        ago=timestamp(flag.flagged_at, "R"),
        url=flag.jump_url,
    )
    if flag.state is FlagState.OPEN:
        lines = [flagged, _hidden_line(t, view)]
        lines.append(
            t("**See it** shows it to you alone. **Erase** deletes its words for good, here and in the store.")
        )
        return discord.Embed(title=t("Flagged: a possible identifier"), description="\n".join(lines))
    by = {"who": f"<@{flag.decided_by}>", "ago": timestamp(flag.decided_at or flag.flagged_at, "R")}
    if flag.state is FlagState.RESTORED:
        return discord.Embed(
            title=t("Flag {n}: restored", n=flag.id), description=f"{flagged}\n{t('Restored by {who} {ago}.', **by)}"
        )
    lines = [flagged, t("Erased by {who} {ago}.", **by)]
    if flag.hidden_at is None:
        lines.append(_hidden_line(t, view))
    return discord.Embed(title=t("Flag {n}: erased", n=flag.id), description="\n".join(lines))


def _what(t: Translate, view: FlagView) -> str:
    if view.post is not None:
        return t("Case {n}", n=view.post.subject_id) if view.post.kind == CASE_POST else t("A post of mine")
    if view.flag.author_id is None:
        return t("A message of mine")
    return t("A message by {who}", who=f"<@{view.flag.author_id}>")


def _hidden_line(t: Translate, view: FlagView) -> str:
    if view.flag.hidden_at is not None:
        return t("It is hidden; nobody reads it meanwhile.")
    return t(
        "It is being taken away. If this line stays, I lack **Manage Messages** there, and wrote how to mend that."
    )


def said_again(t: Translate, view: FlagView, text: str) -> Outgoing:
    """Return a deleted message, said again by the bot."""
    who = f"<@{view.flag.author_id}>" if view.flag.author_id is not None else t("the bot")
    head = t("A facilitator looked at this message by {who} and put it back:", who=who)
    return Outgoing(head, embeds=[discord.Embed(description=harmless(text) or t("(a picture or file, which is gone)"))])


def erased(t: Translate, case_id: CaseId, *, whole: bool) -> str:
    """Return what the author of a case is told, privately, when it or something below it was erased."""
    if not whole:
        return t(
            "A picture or part of your case {n} was flagged as something that could identify a patient, and a "
            "facilitator erased it: it is gone from the channel and from the store. The rest of the case stays.",
            n=case_id,
        )
    return t(
        "Your case {n} was flagged as something that could identify a patient, and a facilitator erased it: its text "
        "is gone from the channel and from the store. You may share it again in other words with `/case share`.",
        n=case_id,
    )


def harmless(text: str) -> str:
    """Return what somebody wrote, escaped where that fits; an embed pings nobody either way."""
    escaped = escape(text)
    return escaped if len(escaped) <= MOST_IN_DESCRIPTION else text[:MOST_IN_DESCRIPTION]
