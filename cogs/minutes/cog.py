"""`/meeting minutes`, and ticking off what people took on."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.ids import MeetingId, MemberId
from bot.domain.minutes import MOST_TEXT, MOST_WHAT
from bot.domain.people import Actor
from bot.domain.posts import Post
from bot.services import meeting_choices
from bot.services import minutes as service
from bot.services.minutes import MinutesView
from bot.texts import Translate
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import Action, Form, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import escape, timestamp
from cogs.minutes import cards

Tap = discord.Interaction[Any]


class AddTaskButton(Action, verb="minadd", pattern=r"(?P<meeting>\d{1,18})"):
    """Opens the form for something that somebody took on."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, TaskForm(t, actor.community_id, MeetingId(int(self.ids["meeting"]))))


class DoneButton(Action, verb="mindone", pattern=r"(?P<task>\d{1,18})"):
    """Ticks off something that was taken on."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Note it and show what is left."""
        bot = interaction.client
        await service.finish(bot.context, actor, int(self.ids["task"]))
        t = bot.translator(interaction.locale)
        await redraw(interaction, t("Done. `/meeting agenda` shows what is still open."))


class WriteButton(Action, verb="minwrite", pattern=r"(?P<meeting>\d{1,18})"):
    """Opens the form for the minutes of a meeting."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it, with what stands there already."""
        bot = interaction.client
        view = await service.look_at(bot.context, actor, MeetingId(int(self.ids["meeting"])))
        await show_form(interaction, MinutesForm(bot.translator(interaction.locale), view))


ACTIONS = (AddTaskButton, DoneButton, WriteButton)


class MinutesForm(Form):
    """Learning points and decisions, one a line."""

    def __init__(self, t: Translate, view: MinutesView) -> None:
        super().__init__(title=t("Minutes, posted for all"), community=view.meeting.community_id)
        self.meeting_id = view.meeting.id
        self.add_item(
            discord.ui.TextDisplay(f"**{escape(view.meeting.title)}**, {timestamp(view.meeting.starts_at, 'D')}")
        )
        self.learning = _paragraph("learning", view.minutes.learning)
        self.decisions = _paragraph("decisions", view.minutes.decisions)
        self.add_item(discord.ui.Label(text=t("What we learned, one point a line"), component=self.learning))
        self.add_item(discord.ui.Label(text=t("What we decided, one a line"), component=self.decisions))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store and post them."""
        view = await service.write(
            interaction.client.context, actor, self.meeting_id, self.learning.value, self.decisions.value
        )
        await _confirm(interaction, view)


class TaskForm(Form):
    """What is to be done, by whom, until when."""

    def __init__(self, t: Translate, community: int, meeting_id: MeetingId) -> None:
        super().__init__(title=t("Who does what?"), community=community)
        self.meeting_id = meeting_id
        self.what: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="what", max_length=MOST_WHAT)
        self.owner: discord.ui.UserSelect[Any] = discord.ui.UserSelect(custom_id="owner", min_values=1, max_values=1)
        self.due: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="due", max_length=100, placeholder=t("Such as 3 Dec or next Friday")
        )
        self.add_item(discord.ui.Label(text=t("What"), component=self.what))
        self.add_item(discord.ui.Label(text=t("Who takes it on"), component=self.owner))
        self.add_item(discord.ui.Label(text=t("By when"), component=self.due))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the minutes."""
        owner = MemberId(self.owner.values[0].id) if self.owner.values else None
        view = await service.take_on(
            interaction.client.context, actor, self.meeting_id, self.what.value, owner, self.due.value
        )
        await _confirm(interaction, view)


async def _confirm(interaction: Tap, view: MinutesView) -> None:
    t = interaction.client.translator(interaction.locale)
    add = AddTaskButton.button(t("Add an action"), community=view.meeting.community_id, meeting=view.meeting.id)
    text = t("Posted in the meetings channel.")
    await respond(interaction, text, embeds=[cards.minutes(t, view)], view=buttons(add))


def _paragraph(name: str, value: str) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph,
        default=value or None,
        max_length=MOST_TEXT,
        required=False,
    )


class MinutesCog(commands.Cog):
    """The commands, and the minutes that follow them."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons and the post."""
        self.bot.add_actions(*ACTIONS)
        self.bot.renderers[service.POST] = self.render

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)
        del self.bot.renderers[service.POST]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what the minutes show now."""
        view = await service.card(self.bot.context, post.community_id, MeetingId(post.subject_id))
        if view is None:
            return None
        return Outgoing(embeds=[cards.minutes(self.bot.translator(view.community.locale), view)])

    @group.command()
    @app_commands.describe(meeting="Which one; the latest if you leave it out")
    async def minutes(self, interaction: Tap, meeting: str | None = None) -> None:
        """Write down what was learned, decided and taken on (facilitators)"""
        t = self.bot.translator(interaction.locale)
        view = await service.look(self.bot.context, actor_of(interaction), meeting)
        await show_form(interaction, MinutesForm(t, view))

    @minutes.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the meetings that match."""
        found = await meeting_choices.meetings_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)
