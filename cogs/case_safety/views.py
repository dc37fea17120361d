"""The buttons on the card of a flag."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.flags import FlagState
from bot.domain.ids import FlagId
from bot.domain.people import Actor
from bot.services.cases import flags
from bot.services.cases.flags import Decision, FlagView, Verdict
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond
from bot.ui.words import timestamp
from cogs.case_safety.cards import flag_embed, harmless

Tap = discord.Interaction[Any]


def flag_message(t: Translate, view: FlagView) -> Outgoing:
    """Return the card of a flag; an open one has its buttons."""
    return Outgoing(embeds=[flag_embed(t, view)], view=_flag_buttons(t, view))


def _flag_buttons(t: Translate, view: FlagView) -> discord.ui.View | None:
    flag = view.flag
    if flag.state is not FlagState.OPEN:
        return None
    community = int(flag.community_id)
    return buttons(
        RestoreButton.button(t("Restore"), community=community, flag=flag.id),
        EraseButton.button(t("Erase"), style=discord.ButtonStyle.danger, community=community, flag=flag.id),
        SeeButton.button(t("See it"), community=community, flag=flag.id),
    )


async def _show(interaction: Tap, decision: Decision) -> None:
    """Draw the card as it stands now; whoever came second is told privately who was first."""
    t = interaction.client.translator(interaction.locale)
    flag = decision.view.flag
    card = flag_message(interaction.client.translator(decision.view.community.locale), decision.view)
    await redraw(interaction, embeds=card.embeds, view=card.view)
    if decision.verdict is Verdict.ALREADY:
        who, ago = f"<@{flag.decided_by}>", timestamp(flag.decided_at or flag.flagged_at, "R")
        await respond(interaction, t("{who} decided this {ago}. Nothing was changed.", who=who, ago=ago))


class RestoreButton(Action, verb="flag-restore", pattern=r"(?P<flag>\d{1,18})"):
    """Bring a flagged message back."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Bring it back, unless it is the presser's own case."""
        decision = await flags.restore(interaction.client.context, actor, FlagId(int(self.ids["flag"])))
        if decision.verdict is Verdict.OWN:
            t = interaction.client.translator(interaction.locale)
            await respond(
                interaction,
                t("You wrote this case, so another facilitator has to put it back. Only you see this answer."),
            )
            return
        await _show(interaction, decision)


class EraseButton(Action, verb="flag-erase", pattern=r"(?P<flag>\d{1,18})"):
    """Erase what a flagged message said."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Erase it."""
        await _show(interaction, await flags.erase(interaction.client.context, actor, FlagId(int(self.ids["flag"]))))


class SeeButton(Action, verb="flag-see", pattern=r"(?P<flag>\d{1,18})"):
    """Show a facilitator what is hidden."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it to them alone."""
        bot = interaction.client
        t = bot.translator(interaction.locale)
        view, text = await flags.look(bot.context, actor, FlagId(int(self.ids["flag"])))
        if view.post is not None and view.flag.state is FlagState.OPEN:
            shown = await bot.renderers[view.post.kind](view.post)
            if shown is not None:
                await respond(interaction, shown.content, embeds=shown.embeds, files=shown.files)
                return
        if text is None:
            await respond(interaction, t("There is nothing to see any more: this was decided."))
            return
        body = discord.Embed(description=harmless(text) or t("(a picture or file, which is gone)"))
        await respond(interaction, embeds=[body])


ACTIONS = (RestoreButton, EraseButton, SeeButton)
