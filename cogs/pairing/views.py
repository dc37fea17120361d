"""The buttons of study buddies, and the private form about whom not to be paired with."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.ids import MemberId
from bot.domain.pairing import MOST_APART
from bot.domain.people import Actor
from bot.services import pairing
from bot.services.pairing import Mine, Overview
from bot.texts import Translate
from bot.ui.actors import with_roles
from bot.ui.components import Action, Form, buttons
from bot.ui.respond import redraw, respond, show_form
from cogs.pairing import cards

Tap = discord.Interaction[Any]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


def my_view(t: Translate, community: int, found: Mine) -> discord.ui.View:
    """Return the buttons that change somebody's wish."""
    buddy = found.buddy
    items: list[Action] = []
    if not buddy.wants or buddy.snoozed_until is not None:
        style = discord.ButtonStyle.primary
        items.append(WishButton.button(t("Pair me"), style=style, community=community, wish="pair"))
    if buddy.wants and buddy.snoozed_until is None:
        items.append(WishButton.button(t("Snooze"), community=community, wish="snooze"))
    if buddy.wants:
        items.append(WishButton.button(t("Stop"), community=community, wish="stop"))
        items.append(ApartButton.button(t("Not with…"), community=community))
    return buttons(*items)


def told_view(t: Translate, community: int) -> discord.ui.View:
    """Return the buttons below what a pair is told: how to have less of it."""
    return buttons(
        WishButton.button(t("Snooze"), community=community, wish="snooze"),
        WishButton.button(t("Stop"), community=community, wish="stop"),
    )


def overview_view(t: Translate, community: int, found: Overview) -> discord.ui.View:
    """Return the facilitator's button."""
    after = found.latest.id if found.latest is not None else 0
    style = discord.ButtonStyle.primary
    return buttons(RoundButton.button(t("Pair them now"), style=style, community=community, after=after))


class BuddyButton(Action, verb="buddy"):
    """Opens somebody's own screen, from their profile."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it."""
        found = await pairing.mine(interaction.client.context, actor)
        t = _t(interaction)
        await respond(interaction, cards.mine(t, found), view=my_view(t, actor.community_id, found))


class WishButton(Action, verb="buddy-wish", pattern=r"(?P<wish>pair|snooze|stop)"):
    """Changes somebody's wish."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show their screen; what a pair was told stays to be read."""
        context, wish = interaction.client.context, self.ids["wish"]
        if wish == "snooze":
            found = await pairing.snooze(context, actor)
        else:
            found = await pairing.wish(context, actor, wants=wish == "pair")
        t = _t(interaction)
        answer = redraw if interaction.guild_id is not None else respond
        await answer(interaction, cards.mine(t, found), view=my_view(t, actor.community_id, found))


class ApartButton(Action, verb="buddy-apart"):
    """Opens the form about whom not to be paired with."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it with what is set."""
        found = await pairing.mine(interaction.client.context, actor)
        await show_form(interaction, ApartForm(_t(interaction), self.community_id, sorted(found.buddy.apart)))


class ApartForm(Form):
    """Whom somebody is never paired with; read by nobody else."""

    def __init__(self, t: Translate, community: int, chosen: list[MemberId]) -> None:
        super().__init__(title=t("Never pair me with"), community=community)
        kind = discord.SelectDefaultValueType.user
        self.others: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id="others",
            min_values=0,
            max_values=MOST_APART,
            required=False,
            default_values=[discord.SelectDefaultValue(id=member_id, type=kind) for member_id in chosen],
        )
        self.add_item(
            discord.ui.Label(
                text=t("Colleagues"),
                description=t("Kept sealed. Nobody else sees it, neither they nor facilitators."),
                component=self.others,
            )
        )

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show their screen."""
        others = [MemberId(one.id) for one in self.others.values]
        found = await pairing.keep_apart(interaction.client.context, actor, others)
        t = _t(interaction)
        await respond(interaction, cards.mine(t, found), view=my_view(t, actor.community_id, found))


class RoundButton(Action, verb="buddy-round", pattern=r"(?P<after>\d{1,18})"):
    """Pairs all who wish it, in the round that follows one."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Pair them, once, however often it is tapped."""
        who = await with_roles(interaction, actor)
        made, just_now = await pairing.start(interaction.client.context, who, int(self.ids["after"]))
        await respond(interaction, cards.paired(_t(interaction), made, just_now=just_now))


ACTIONS = (BuddyButton, WishButton, ApartButton, RoundButton)
