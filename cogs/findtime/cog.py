"""`/meeting find-time`, and the question that follows it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.people import Actor
from bot.domain.posts import Post
from bot.domain.time_polls import BEST, Can, Slot, TimePollState
from bot.services import time_polls
from bot.services.time_polls import TimePollView
from bot.texts import Translate
from bot.ui.actors import actor_of
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond
from cogs.findtime import cards

Tap = discord.Interaction[Any]
GREEN = discord.ButtonStyle.success


class AskButton(Action, verb="timeask", pattern=r"(?P<poll>\d{1,18})"):
    """Posts a question whose times were read as its author meant them."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Post it, once."""
        await time_polls.ask(interaction.client.context, actor, int(self.ids["poll"]))
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, t("Asked in the meetings channel. **Best times** under it shows how they stand."))


class WhenButton(Action, verb="timewhen", pattern=r"(?P<poll>\d{1,18}):(?P<number>\d{1,2})"):
    """Opens one's own answers at one of the times; number 0 opens them anew."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show them, privately."""
        view = await time_polls.see(interaction.client.context, actor, int(self.ids["poll"]))
        number = int(self.ids["number"])
        if number:
            await _show(interaction, view, actor, number, redrawn=True)
            return
        said = view.poll.said(actor.member_id)
        first = next((slot.number for slot in view.poll.slots if slot.number not in said), 1)
        await _show(interaction, view, actor, first, redrawn=False)


class SayButton(Action, verb="timesay", pattern=r"(?P<poll>\d{1,18}):(?P<number>\d{1,2}):(?P<answer>yes|maybe|no)"):
    """Says whether one can at one time, and goes on to the next."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and ask about the next."""
        number = int(self.ids["number"])
        answer = Can(self.ids["answer"])
        view = await time_polls.say(interaction.client.context, actor, int(self.ids["poll"]), number, answer)
        await _show(interaction, view, actor, number + 1, redrawn=True)


class BestButton(Action, verb="timebest", pattern=r"(?P<poll>\d{1,18})"):
    """Shows facilitators the best times, with a button for each."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show them, privately."""
        found = await time_polls.best(interaction.client.context, actor, int(self.ids["poll"]))
        t = interaction.client.translator(interaction.locale)
        ids = {"community": actor.community_id, "poll": found.view.poll.id}
        books = [
            BookButton.button(t("Book number {n}", n=one.slot.number), style=GREEN, number=one.slot.number, **ids)
            for one in found.best[: 5 * BEST]
        ]
        if len(books) == 1:
            books = [BookButton.button(t("Book"), style=GREEN, number=found.best[0].slot.number, **ids)]
        await respond(interaction, embeds=[cards.best(t, found)], view=buttons(*books))


class BookButton(Action, verb="timebook", pattern=r"(?P<poll>\d{1,18}):(?P<number>\d{1,2})"):
    """Makes the meeting at one of the times."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Make it, once."""
        view = await time_polls.book(interaction.client.context, actor, int(self.ids["poll"]), int(self.ids["number"]))
        await redraw(interaction, cards.booked(interaction.client.translator(interaction.locale), view))


ACTIONS = (AskButton, WhenButton, SayButton, BestButton, BookButton)


async def _show(interaction: Tap, view: TimePollView, actor: Actor, number: int, *, redrawn: bool) -> None:
    """Ask about one time, three buttons wide; past the last one, show all that was said."""
    t = interaction.client.translator(interaction.locale)
    current: Slot | None = next((slot for slot in view.poll.slots if slot.number == number), None)
    ids = {"community": actor.community_id, "poll": view.poll.id}
    items: list[Action] = []
    if current is not None:
        for label, answer in ((t("Yes"), Can.YES), (t("If need be"), Can.IF_NEED_BE), (t("No"), Can.NO)):
            style = GREEN if answer is Can.YES else discord.ButtonStyle.secondary
            items.append(SayButton.button(label, style=style, number=current.number, answer=answer, **ids))
        if current.number > 1:
            items.append(WhenButton.button(t("Back"), row=1, number=current.number - 1, **ids))
    else:
        items.append(WhenButton.button(t("Change an answer"), number=1, **ids))
    embed = cards.ballot(t, view, actor.member_id, current)
    if redrawn:
        await redraw(interaction, embeds=[embed], view=buttons(*items))
    else:
        await respond(interaction, embeds=[embed], view=buttons(*items))


def public(t: Translate, view: TimePollView) -> Outgoing:
    """Return the question with its buttons; none once a time is booked."""
    ids = {"community": view.poll.community_id, "poll": view.poll.id}
    if view.poll.state is TimePollState.BOOKED:
        return Outgoing(embeds=[cards.card(t, view)])
    made = buttons(
        WhenButton.button(t("When I can"), style=GREEN, number=0, **ids),
        BestButton.button(t("Best times"), **ids),
    )
    return Outgoing(embeds=[cards.card(t, view)], view=made)


class FindTime(commands.Cog):
    """The command, and the question that follows it."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons and the question."""
        self.bot.add_actions(*ACTIONS)
        self.bot.renderers[time_polls.POST] = self.render

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)
        del self.bot.renderers[time_polls.POST]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what the question shows now."""
        view = await time_polls.card(self.bot.context, post.community_id, post.subject_id)
        return None if view is None else public(self.bot.translator(view.community.locale), view)

    @group.command(name="find-time")
    @app_commands.describe(
        title="What the meeting is called",
        slots="2 to 15 times, separated by semicolons, in your time zone",
        duration="Such as 90 (minutes) or 1h30; an hour if you leave it out",
        required="Mention those without whom it makes no sense",
    )
    async def find_time(
        self, interaction: Tap, title: str, slots: str, duration: str | None = None, required: str | None = None
    ) -> None:
        """Ask privately when people can, and book the best time (facilitators)"""
        t = self.bot.translator(interaction.locale)
        view = await time_polls.draft(self.bot.context, actor_of(interaction), title, slots, duration, required)
        button = AskButton.button(t("Ask everybody"), style=GREEN, community=view.poll.community_id, poll=view.poll.id)
        await respond(interaction, embeds=[cards.draft(t, view)], view=buttons(button))
