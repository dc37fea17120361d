"""The buttons of commitments; each works for its owner alone."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.commitments import Result
from bot.domain.people import Actor
from bot.services import commitment_checks, commitments
from bot.ui.components import Action
from bot.ui.respond import redraw, show_form
from cogs.commitments import cards, screens
from cogs.commitments.forms import ONE, CommitForm, MoreForm, ReportForm

Tap = discord.Interaction[Any]


class CommitButton(Action, verb="commit"):
    """Opens the form of a new commitment, from wherever it is offered."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        await commitments.begin(interaction.client.context, actor)
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, CommitForm(t, actor.community_id, 0))


class MineButton(Action, verb="commit-mine"):
    """Shows all of one's own."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show them."""
        found = await commitments.mine(interaction.client.context, actor)
        await screens.show_all(interaction, found, actor.community_id)


class OneMenu(Action, verb="commit-one"):
    """One's own commitments."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show the one that was chosen."""
        await screens.show(interaction, await commitments.look(interaction.client.context, actor, int(self.values[0])))


class LookButton(Action, verb="commit-look", pattern=ONE):
    """Shows one of one's own."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it."""
        found = await commitments.look(interaction.client.context, actor, int(self.ids["commitment"]))
        await screens.show(interaction, found)


class EditButton(Action, verb="commit-edit", pattern=ONE):
    """Opens a commitment in its form."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it with what stands there."""
        found = await commitments.look(interaction.client.context, actor, int(self.ids["commitment"]))
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, CommitForm(t, actor.community_id, found.id, found))


class MoreButton(Action, verb="commit-more", pattern=ONE):
    """Opens the form for what may get in the way and what would help."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it with what stands there."""
        found = await commitments.look(interaction.client.context, actor, int(self.ids["commitment"]))
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, MoreForm(t, actor.community_id, found.id, found))


class ShareButton(Action, verb="commit-share", pattern=ONE + r":(?P<wanted>yes|no)"):
    """Posts one's own commitment for all, or takes it back."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Do it, once, and show the commitment."""
        found = await commitments.share(
            interaction.client.context, actor, int(self.ids["commitment"]), shared=self.ids["wanted"] == "yes"
        )
        await screens.show(interaction, found)


class TellButton(Action, verb="commit-tell", pattern=ONE + rf":(?P<weeks>\d{{1,2}}):(?P<result>{'|'.join(Result)})"):
    """Says how it goes."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and ask what helped."""
        bot = interaction.client
        number, result = int(self.ids["commitment"]), Result(self.ids["result"])
        told = await commitment_checks.tell(bot.context, actor, number, int(self.ids["weeks"]), result)
        t = bot.translator(interaction.locale)
        view = screens.noted_buttons(bot, t, told.commitment, told.weeks)
        await redraw(interaction, cards.noted(t, told.commitment, told.weeks), view=view)


class HelpedButton(Action, verb="commit-helped", pattern=ONE + r":(?P<weeks>\d{1,2})"):
    """Opens the short form for what helped or hindered."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        found = await commitments.look(interaction.client.context, actor, int(self.ids["commitment"]))
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, ReportForm(t, actor.community_id, found.id, int(self.ids["weeks"])))


ACTIONS = (
    CommitButton,
    MineButton,
    OneMenu,
    LookButton,
    EditButton,
    MoreButton,
    ShareButton,
    TellButton,
    HelpedButton,
)
