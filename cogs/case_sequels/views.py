"""The author's private screen: tell a part now, at another time, or not at all."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.domain.sequels import SequelState
from bot.services.cases import sequels
from bot.services.cases.sequels import Plan
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from cogs.case_sequels import cards

Tap = discord.Interaction[Any]
SEQUEL = r"(?P<sequel>\d{1,18})"


def _screen(t: Translate, community: int, found: Plan) -> tuple[str, discord.ui.View | None]:
    planned = [one for one in found.sequels if one.state is SequelState.PLANNED]
    shown: list[Action] = []
    for row, one in enumerate(planned):
        now = t("Release part {n} now", n=one.number)
        shown += [
            NowButton.button(now, community=community, sequel=one.id, row=row),
            MoveButton.button(t("Change its time"), community=community, sequel=one.id, row=row),
            WithdrawButton.button(t("Withdraw it"), community=community, sequel=one.id, row=row),
        ]
    return cards.plan(t, found), buttons(*shown) if shown else None


async def _show(interaction: Tap, found: Plan) -> None:
    """Draw the screen: in the place of a private one that was tapped, else as a message of its own."""
    t = interaction.client.translator(interaction.locale)
    content, view = _screen(t, int(interaction.guild_id or 0), found)
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await redraw(interaction, content, view=view)
    else:
        await respond(interaction, content, view=view)


class SequelsButton(Action, verb="case-sequels", pattern=r"(?P<case>\d{1,18})"):
    """The author's screen, from a private screen that everybody may open."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it to the author."""
        await _show(interaction, await sequels.look(interaction.client.context, actor, CaseId(int(self.ids["case"]))))


class NowButton(Action, verb="sequel-now", pattern=SEQUEL):
    """Tell a part now."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Tell it, and those before it."""
        await _show(interaction, await sequels.tell_now(interaction.client.context, actor, int(self.ids["sequel"])))


class WithdrawButton(Action, verb="sequel-withdraw", pattern=SEQUEL):
    """Do not tell a part."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Drop it."""
        await _show(interaction, await sequels.withdraw(interaction.client.context, actor, int(self.ids["sequel"])))


class MoveButton(Action, verb="sequel-move", pattern=SEQUEL):
    """Give a part another time."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask when; whether the presser is its author is looked at when it is sent."""
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, MoveForm(t, int(actor.community_id), int(self.ids["sequel"])))


class MoveForm(DurableForm, verb="sequel-when", pattern=SEQUEL):
    """When a part is told."""

    def __init__(self, t: Translate, community: int, sequel_id: int) -> None:
        super().__init__(title=t("When is this part told?"), community=community, sequel=sequel_id)
        self._sequel_id = sequel_id
        self._when: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="when", style=discord.TextStyle.short, max_length=100, placeholder=t("2 days, 3 December 7pm…")
        )
        self.add_item(discord.ui.Label(text=t("When"), component=self._when))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> MoveForm:
        """Return the form for the same part."""
        return cls(t, community, int(ids["sequel"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Move it."""
        found = await sequels.move(interaction.client.context, actor, self._sequel_id, self._when.value)
        await _show(interaction, found)


FORMS = (MoveForm,)
ACTIONS = (SequelsButton, NowButton, WithdrawButton, MoveButton)
