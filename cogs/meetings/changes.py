"""`/meeting edit`, `/meeting move`, `/meeting skip`: shown first, made on a tap, told once."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.changes import ChangeKind
from bot.domain.meetings import MOST_SEATS
from bot.domain.people import Actor
from bot.services import meeting_changes, meeting_choices
from bot.services.meeting_changes import Proposal
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from cogs.meetings import change_cards
from cogs.meetings.views import GREEN, RED, KeepButton

Tap = discord.Interaction[Any]


class ChangeMeetingButton(Action, verb="meetdo", pattern=r"(?P<change>\d{1,18}):(?P<scope>one|all)"):
    """Makes a change that was shown: to one meeting, or to it and all that follow."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Make it, once."""
        bot = interaction.client
        onwards = self.ids["scope"] == "all"
        done = await meeting_changes.apply(bot.context, actor, int(self.ids["change"]), onwards=onwards)
        await redraw(interaction, change_cards.changed(bot.translator(interaction.locale), done))


ACTIONS = (ChangeMeetingButton,)


async def ask(interaction: Tap, found: Proposal) -> None:
    """Show a change to its author alone, with what may be done."""
    t = interaction.client.translator(interaction.locale)
    ids = {"community": found.view.meeting.community_id, "change": found.change.id}
    style = RED if found.change.kind is ChangeKind.SKIP else GREEN
    one = t("Only this one") if found.repeats else t("Change it")
    made: list[Action] = [ChangeMeetingButton.button(one, style=style, scope="one", **ids)]
    if found.repeats:
        made.append(ChangeMeetingButton.button(t("From here on"), style=style, scope="all", **ids))
    keep = KeepButton.button(
        t("Leave it as it is"), community=found.view.meeting.community_id, meeting=found.view.meeting.id
    )
    await respond(interaction, embeds=[change_cards.proposal(t, found)], view=buttons(*made, keep))


class MeetingChanges(commands.Cog):
    """The commands that change a meeting which stands."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons."""
        self.bot.add_actions(*ACTIONS)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)

    @group.command()
    @app_commands.describe(
        meeting="Which one",
        title="What it is called from now on",
        duration="Such as 90 (minutes) or 1h30",
        seats="0 makes room for all",
        place="Where it is from now on",
    )
    async def edit(
        self,
        interaction: Tap,
        meeting: str,
        title: str | None = None,
        duration: str | None = None,
        seats: app_commands.Range[int, 0, MOST_SEATS] | None = None,
        place: str | None = None,
    ) -> None:
        """Change what a meeting says: this one, or all from it on (facilitators)"""
        found = await meeting_changes.propose_edit(
            self.bot.context,
            actor_of(interaction),
            meeting,
            title=title,
            duration=duration,
            seats=seats,
            place=place,
        )
        await ask(interaction, found)

    @group.command()
    @app_commands.describe(meeting="Which one", when="The new time, such as “next Thu 7:30pm”, in your time zone")
    async def move(self, interaction: Tap, meeting: str, when: str) -> None:
        """Move a meeting to another time: this one, or all from it on (facilitators)"""
        await ask(
            interaction, await meeting_changes.propose_move(self.bot.context, actor_of(interaction), meeting, when)
        )

    @group.command()
    @app_commands.describe(meeting="Which one")
    async def skip(self, interaction: Tap, meeting: str) -> None:
        """Leave out one meeting of a series, or end the series with it (facilitators)"""
        await ask(interaction, await meeting_changes.propose_skip(self.bot.context, actor_of(interaction), meeting))

    @move.autocomplete("when")
    @quiet
    async def suggest_times(self, interaction: Tap, typed: str) -> Choices:
        """Show how a time is read while it is typed."""
        return choices(await meeting_choices.times_like(self.bot.context, actor_of(interaction), typed))

    @edit.autocomplete("meeting")
    @move.autocomplete("meeting")
    @skip.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the upcoming meetings that match."""
        found = await meeting_choices.meetings_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)
