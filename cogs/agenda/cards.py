"""The agenda as people see it."""

from __future__ import annotations

import discord

from bot.domain.agenda import FollowUpDue
from bot.domain.errors import NotFound
from bot.domain.follow_ups import day_of
from bot.domain.meetings import AgendaItem, MeetingState
from bot.services.agenda import AgendaView
from bot.texts import Translate
from bot.ui.task_lines import task_lines
from bot.ui.words import clip, timestamp, when, written

OPEN, CLOSED = discord.Colour(0x2A9D8F), discord.Colour(0x7A7A7A)
MOST_CHARACTERS = 70


def agenda(t: Translate, view: AgendaView) -> discord.Embed:
    """Return what a meeting will be about, which cases come back to it, and what earlier ones left to be done."""
    meeting = view.meeting
    title = t("Agenda: {title}", title=short(meeting.title, 100))
    if meeting.state is MeetingState.CANCELLED:
        title = t("Cancelled: {title}", title=short(meeting.title, 100))
    lines = [item_line(t, place, item) for place, item in enumerate(view.items, start=1)]
    about = "\n".join(lines) if lines else t("Nothing is on it yet.")
    embed = discord.Embed(
        title=clip(title, 256),
        description=f"{when(meeting.starts_at)}\n\n**{t('What we talk about')}**\n{about}",
        colour=OPEN if view.is_open else CLOSED,
    )
    if view.follow_ups and view.is_open:
        told = "\n".join(_follow_up(t, one, view.community.zone) for one in view.follow_ups)
        embed.add_field(name=t("What became of these cases?"), value=told, inline=False)
    if view.tasks and view.is_open:
        embed.add_field(name=t("Still to be done"), value=task_lines(t, view.tasks), inline=False)
    return embed


def item_line(t: Translate, place: int, item: AgendaItem) -> str:
    """Return one numbered line of an agenda."""
    presenter = f" (<@{item.presenter_id}>)" if item.presenter_id is not None else ""
    return f"{place}. {short(item.title)}{presenter}"


def item_state(t: Translate, view: AgendaView, item_id: int) -> tuple[str, int]:
    """Return how an item stands, for facilitators, and its place; raises NotFound (`agenda.item_gone`)."""
    for place, item in enumerate(view.items, start=1):
        if item.id == item_id:
            return f"{place}. **{short(item.title)}**\n{_who(t, item)}", place
    raise NotFound("agenda.item_gone")


def _who(t: Translate, item: AgendaItem) -> str:
    if item.presenter_id is not None:
        return t("<@{who}> presents it.", who=item.presenter_id)
    if item.asked_id is not None:
        return t("<@{who}> was asked to present it and has not answered yet.", who=item.asked_id)
    return t("Nobody presents it yet.")


def _follow_up(t: Translate, one: FollowUpDue, zone: str) -> str:
    title = short(one.title, 60)
    linked = f"[{title}]({one.jump_url})" if one.jump_url is not None else title
    return t("• {case}, {day}", case=linked, day=timestamp(day_of(one.due_at, zone), "D"))


def short(typed: str, most: int = MOST_CHARACTERS) -> str:
    """Return what somebody typed, harmless, in so many characters."""
    return written(clip(typed, most), most)
