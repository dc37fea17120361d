"""The menu under a set-up report: where the community meets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import discord

from bot.domain.people import Actor
from bot.domain.times import find_zone, suggest_zones
from bot.services import communities
from bot.texts import Translate, translator
from bot.ui.components import Action, buttons
from bot.ui.respond import respond
from bot.ui.words import clip, timestamp


class ZoneSelect(Action, verb="community-zone"):
    """Stores the zone that a community plans in."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Store the chosen zone and say what it means."""
        zone = find_zone(self.values[0])
        context = interaction.client.context
        await communities.set_zone(context, actor, zone)
        t = translator(actor.locale)
        now = timestamp(context.clock.now(), "t")
        await respond(
            interaction,
            t(
                "Thank you. Times are read in **{zone}** from now on. Right now it is {now} where you are.",
                zone=zone,
                now=now,
            ),
        )


def zone_menu(t: Translate, community_id: int, now: datetime, locale: str) -> discord.ui.View:
    """Return a menu of the zones where most communities are."""
    options = [
        discord.SelectOption(label=clip(idea.label, 100), value=idea.zone)
        for idea in suggest_zones("", now=now, locale=locale, limit=25)
    ]
    return buttons(
        ZoneSelect.select(options=options, placeholder=t("Where does the community meet?"), community=community_id)
    )


ACTIONS = (ZoneSelect,)
