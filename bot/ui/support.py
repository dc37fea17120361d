"""The private list of help, as whoever is offered it sees it. Other features send it with `offer_help`."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.distress import Concern
from bot.domain.support import Help, HelpPack
from bot.texts import Translate, translator
from bot.ui.components import buttons
from bot.ui.respond import respond

_WARM = discord.Colour(0x8E7CC3)


def help_embed(t: Translate, offered: Help) -> discord.Embed:
    """Return the list: warm and short, no diagnosis, and what is certain: nobody is told."""
    if offered.concern is Concern.OWN:
        embed = discord.Embed(title=t("In case this is about you"), colour=_WARM)
        parts = [
            t(
                "Thank you for putting it into words. You need not carry it alone, nor be sure that it is bad enough. "
                "These people listen, in confidence, and know what it is to look after others:"
            )
        ]
    else:
        embed = discord.Embed(title=t("In case somebody is in danger now"), colour=_WARM)
        parts = [
            t(
                "A group like this is too slow for that, and I cannot act at all. Please go the way you would go for "
                "any emergency, and take somebody with you in it: the duty colleague, the local crisis team."
            )
        ]
    parts.append(_lines(t, offered))
    if offered.person_id is not None:
        parts.append(
            t(
                "In this community <@{who}> is somebody to turn to. I tell them nothing: a message from you is enough.",
                who=offered.person_id,
            )
        )
    embed.description = "\n\n".join(part for part in parts if part)
    embed.set_footer(text=t("Only you see this. Nobody is told, and I note nothing of it."))
    return embed


def _lines(t: Translate, offered: Help) -> str:
    pack = offered.pack
    if pack is None:
        return t(
            "Your local emergency number, if anybody is in danger now. Services by country: findahelpline.com, or "
            "choose a country below."
        )
    lines = [f"- **{t(one.name)}**: {t(one.reach)} ({t(one.when)})" for one in offered.lines]
    danger = t("In danger now, in {country}: **{number}**.", country=t(pack.name), number=pack.emergency)
    return "\n".join([danger, *lines] if offered.concern is Concern.PATIENT else [*lines, f"- {danger}"])


def elsewhere_menu(t: Translate, bot: Any, community: int, offered: Help) -> discord.ui.View:
    """Return the menu of other countries."""
    return buttons(
        bot.action("help-in").select(
            options=[_option(t, pack) for pack in offered.elsewhere],
            placeholder=t("Help in another country"),
            community=community,
            concern=offered.concern,
        )
    )


def _option(t: Translate, pack: HelpPack) -> discord.SelectOption:
    return discord.SelectOption(label=t(pack.name), value=pack.country)


async def offer_help(interaction: discord.Interaction[Any], community: int, offered: Help) -> None:
    """Send the list as a private message of its own, after whatever else was answered."""
    t = translator(str(interaction.locale))
    view = elsewhere_menu(t, interaction.client, community, offered)
    await respond(interaction, embeds=[help_embed(t, offered)], view=view)
