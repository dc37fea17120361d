"""What colleagues see of a discussion: values in, messages out.

Positions are never merged, ranked or counted against each other: each stands in its holder's words, in the order in
which it was first given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import discord

from bot.domain.discussions import (
    LIMITS,
    TAG_CLOSED,
    TAG_FOLLOW_UP,
    TAG_OPEN,
    Discussion,
    Field,
    NoteKind,
    Position,
    Round,
    packed,
)
from bot.domain.follow_ups import FollowUpState, day_of
from bot.services.discussions.seeing import DiscussionView
from bot.texts import Translate
from bot.ui.additions import MOST_IN_EMBEDS
from bot.ui.courier import Extra, Outgoing
from bot.ui.sentences import NOT_CLINICAL
from bot.ui.words import clip, escape, lookalike, timestamp, when, written
from cogs.case_talk.sentences import ENDINGS

MOST_OF_NOTE = 700
"""Characters of an outcome or learning point, when none of its own had to be escaped."""
MOST_ON_PAGE = 3400
"""Characters of one private page; an embed takes 4,096."""
MOST_IN_EMBED = 4096
MOST_IN_POST_NAME = 100
MOST_OF_POSITION = 1100
"""Characters of one position, when none of its own had to be escaped."""


def state_line(t: Translate, discussion: Discussion) -> str:
    """Return how far a discussion has come and what may be done now."""
    if discussion.end is not None:
        name = t(ENDINGS[discussion.end.ending][0])
        line = t("**Ended {ago}: {ending}.**", ago=timestamp(discussion.end.at, "R"), ending=name.lower())
        if not discussion.end.closing:
            return line
        return f"{line}\n{written(discussion.end.closing, LIMITS[Field.CLOSING])}"
    if discussion.round is Round.CLARIFY:
        return t("**Now: clarifying questions.** Ask below what you need to know. Advice comes in the next round.")
    return t("**Now: advice.** Say how you would approach it. No verdict is sought; ways may differ.")


def position_text(t: Translate, position: Position, write: Callable[[str], str] = escape) -> str:
    """Return one position in its holder's words, with when it fits and what it rests on."""
    stance = position.stance
    rests_on = write(stance.evidence) if stance.evidence else t("nothing named")
    changed = f" · {t('changed {ago}', ago=timestamp(position.changed_at, 'R'))}" if position.changed_at else ""
    return "\n".join(
        [
            f"**<@{position.holder_id}>**{changed}",
            write(stance.approach),
            f"*{t('When it fits:')}* {write(stance.fits)}",
            f"*{t('Rests on:')}* {rests_on}",
        ]
    )


def position_texts(t: Translate, view: DiscussionView, most: int) -> list[str]:
    """Return all positions, each in at most `most` characters unless its holder wrote more."""
    texts = [(position_text(t, one), one) for one in view.positions]
    return [text if len(text) <= most else position_text(t, one, lookalike) for text, one in texts]


def positions_embed(t: Translate, view: DiscussionView, room: int) -> discord.Embed | None:
    """Return the summary on the post: as many positions as fit whole in `room` characters, and where the rest is."""
    if not view.positions:
        return None
    embed = discord.Embed(title=t("Positions, not a verdict"))
    embed.set_footer(text=foot(t, view))
    body_room = min(room - len(embed), MOST_IN_EMBED)
    texts = position_texts(t, view, MOST_OF_POSITION)
    body = "\n\n".join(texts)
    if len(body) > body_room:
        more = t("All {n} positions in full: tap **All positions**.", n=len(texts))
        body = "\n\n".join([*packed(texts, body_room - len(more) - 2)[0], more])
    if len(body) > body_room:
        return None
    embed.description = body
    return embed


def note_texts(t: Translate, view: DiscussionView) -> list[str]:
    """Return what happened, and what was learnt, each as a block; empty where there is nothing."""
    outcomes = [note for note in view.notes if note.kind is NoteKind.OUTCOME]
    learnt = [note for note in view.notes if note.kind is NoteKind.LEARNING]
    blocks = [
        f"**{t('What happened')}** · {t('told by the author {ago}', ago=timestamp(note.added_at, 'R'))}\n"
        f"{written(note.text, MOST_OF_NOTE)}"
        for note in outcomes
    ]
    if learnt:
        points = "\n".join(f"- {written(note.text, MOST_OF_NOTE)}" for note in learnt)
        blocks.append(f"**{t('What we learnt')}**\n{points}")
    return blocks


def notes_embed(t: Translate, view: DiscussionView, room: int) -> discord.Embed | None:
    """Return outcomes and learning points for the post, the newest ones where they do not all fit."""
    blocks = note_texts(t, view)
    while blocks and len("\n\n".join(blocks)) > min(room, MOST_IN_EMBED):
        blocks.pop(0)
    return discord.Embed(description="\n\n".join(blocks)) if blocks else None


def side_lines(t: Translate, view: DiscussionView) -> list[str]:
    """Return the lines on what is still to come: a follow-up, a meeting."""
    lines: list[str] = []
    if view.discussion.poll_id is not None:
        lines.append(t("This is the question of poll #{n}; `/poll results` shows it.", n=view.discussion.poll_id))
    if view.follow_up is not None and view.follow_up.is_open:
        day = day_of(view.follow_up.due_at, view.community.zone)
        lines.append(t("Follow-up: the author is asked {ago}.", ago=timestamp(day, "R")))
    for meeting in view.meetings[-2:]:
        title = written(meeting.title, 120)
        lines.append(t("On the agenda of **{title}**, {at}.", title=title, at=timestamp(meeting.starts_at)))
    return lines


def what_happened(t: Translate, view: DiscussionView, *, again: bool) -> str:
    """Return the direct message to an author."""
    title = written(view.title, 200)
    where = f" ({t('[read it]({url})', url=view.post.jump_url)})" if view.post and view.post.jump_url else ""
    lines = [
        t("**What happened?** You wanted to be asked about your case **{title}**{where}.", title=title, where=where),
        t("A line or two helps those who thought about it with you, also if nothing came of it."),
    ]
    if again:
        lines.append(t("I ask this once more and then not again; `/case followup` works any time."))
    return "\n".join(lines)


def follow_up_state(t: Translate, view: DiscussionView) -> str:
    """Return what an author reads about the follow-up of their case."""
    title = written(view.title, 200)
    one = view.follow_up
    if one is None or one.state is FollowUpState.DECLINED:
        line = t("I will not ask you about **{title}**. You can tell what happened any time.", title=title)
    elif one.state is FollowUpState.ANSWERED:
        line = t("You have told what happened to **{title}**. You can add to it, or be asked again.", title=title)
    elif one.state is FollowUpState.PLANNED:
        line = t("I will ask you what happened to **{title}** {at}.", title=title, at=when(one.due_at))
    else:
        line = t("I have asked you what happened to **{title}**.", title=title)
    return f"{line}\n-# {t('Only you see this. Another date: `/case followup` with `when`.')}"


def foot(t: Translate, view: DiscussionView) -> str:
    """Return who decides: never the group."""
    if view.discussion.question is not None:
        return t("Each of us decides what fits the patient in front of us.")
    return t("The treating doctor decides.")


def count_line(t: Translate, view: DiscussionView) -> str:
    """Return how many positions there are; a number of ways, not of votes."""
    return t.n("{n} position so far.", "{n} positions so far.", len(view.positions))


def on_case(t: Translate, view: DiscussionView, room: int, items: Sequence[discord.ui.Item[Any]]) -> Extra:
    """Return what a discussion adds to the post of its case."""
    noted = notes_embed(t, view, room)
    summary_ = positions_embed(t, view, room - (len(noted) if noted else 0))
    lines = [state_line(t, view.discussion), *side_lines(t, view)]
    if view.positions and summary_ is None:
        lines.append(count_line(t, view))
    embeds = [embed for embed in (noted, summary_) if embed is not None]
    return Extra(lines, embeds, items, tags(view))


def on_poll(t: Translate, view: DiscussionView, room: int, items: Sequence[discord.ui.Item[Any]]) -> Extra:
    """Return the positions on the question of a poll, for the poll's message.

    They stand beside the figures and are not counted: whoever is alone with theirs is read like everybody.
    """
    summary_ = positions_embed(t, view, room)
    where = f" {t('[Read the discussion]({url})', url=view.post.jump_url)}" if view.post and view.post.jump_url else ""
    lines = [t("How would you approach it? Positions carry names, votes do not.") + where]
    if view.discussion.end is not None:
        lines = [state_line(t, view.discussion) + where]
    if view.positions and summary_ is None:
        lines.append(count_line(t, view))
    return Extra(lines, [summary_] if summary_ is not None else [], items)


def gathering(t: Translate, view: DiscussionView, forum_id: int | None, *, just_now: bool) -> str:
    """Return what a facilitator reads who has positions gathered on a poll's question."""
    if not just_now and view.post is not None and view.post.jump_url is not None:
        return t("Positions on this poll are being gathered already: {url}", url=view.post.jump_url)
    where = f"<#{forum_id}>" if forum_id else t("the cases channel")
    return t(
        "Members can say how they would approach it: with a button on the poll's message, and in {where}. Each "
        "position stands in its holder's own words, and none is counted against another.",
        where=where,
    )


def tags(view: DiscussionView) -> tuple[str, ...]:
    """Return the forum tags for how far it has come."""
    state = TAG_CLOSED if view.discussion.round is Round.ENDED else TAG_OPEN
    follows = view.follow_up is not None and view.follow_up.is_open
    return (state, TAG_FOLLOW_UP) if follows else (state,)


def question_post(t: Translate, view: DiscussionView, items: discord.ui.View) -> Outgoing | None:
    """Return the post of a question without a patient."""
    discussion = view.discussion
    asked = discussion.question
    if asked is None:
        return None
    by = t("Asked by {author}", author=f"<@{asked.asked_by}>") if asked.asked_by else t("Asked by a former member")
    head = discord.Embed(description=_question_text(asked.text, asked.setting))
    head.set_footer(text=t(NOT_CLINICAL))
    noted = notes_embed(t, view, MOST_IN_EMBEDS - len(head))
    summary_ = positions_embed(t, view, MOST_IN_EMBEDS - len(head) - (len(noted) if noted else 0))
    number = f" · {t('question {n}', n=discussion.id)}"
    return Outgoing(
        content="\n".join([f"{by} · {t('no patient, how we do it')}", state_line(t, discussion), *side_lines(t, view)]),
        embeds=[embed for embed in (head, noted, summary_) if embed is not None],
        view=items,
        title=clip(asked.text, MOST_IN_POST_NAME - len(number)) + number,
        tags=tags(view),
    )


def _question_text(text: str, setting: str) -> str:
    shown = f"**{written(text, 400)}**"
    return f"{shown}\n{written(setting, 400)}" if setting else shown


def pages(t: Translate, view: DiscussionView) -> list[list[str]]:
    """Return what happened, what was learnt and all positions on as few private pages as hold them."""
    return packed([*note_texts(t, view), *position_texts(t, view, MOST_OF_POSITION)], MOST_ON_PAGE)


def summary(t: Translate, view: DiscussionView, page: int) -> discord.Embed:
    """Return one private page of the summary; a page that is gone shows the last one."""
    found = pages(t, view)
    lines = [_where(t, view), state_line(t, view.discussion), *side_lines(t, view), ""]
    if not view.positions:
        lines.append(t("No position has been given yet."))
    if found:
        page = min(page, len(found) - 1)
        lines.append("\n\n".join(found[page]))
    embed = discord.Embed(title=clip(written(view.title, 200), 200), description="\n".join(lines))
    foot_text = foot(t, view)
    if len(found) > 1:
        foot_text = f"{foot_text} · {t('page {n} of {of}', n=page + 1, of=len(found))}"
    return embed.set_footer(text=foot_text)


def _where(t: Translate, view: DiscussionView) -> str:
    if view.post is not None and view.post.jump_url is not None:
        return t("[Read the post]({url})", url=view.post.jump_url)
    return t("Its post is on the way.")


def taken(t: Translate, view: DiscussionView, is_new: bool) -> str:
    """Return the private thanks for a position."""
    said = t("Your position stands.") if is_new else t("Your position was changed.")
    return f"{said} {t('It is in your own words, beside the others. Tap the button again to change it.')}"


def asked(t: Translate, view: DiscussionView, forum_id: int | None) -> str:
    """Return the private answer to a question that was asked."""
    if view.post is not None and view.post.jump_url is not None:
        return t("Your question stands: {url}", url=view.post.jump_url)
    where = f"<#{forum_id}>" if forum_id else t("the cases channel")
    return t("Your question is on its way to {where}. Colleagues answer there with one button.", where=where)
