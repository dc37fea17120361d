"""The settings screen: what holds, a menu for each setting of one area, a button for each other area."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.people import Actor
from bot.domain.settings import SETTINGS, Area, CommunitySettings, Setting, find_setting
from bot.services import settings as service
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw
from cogs.settings.sentences import AREAS, WORDS

Tap = discord.Interaction[Any]


def screen(
    t: Translate, community: int, settings: CommunitySettings, area: Area
) -> tuple[discord.Embed, discord.ui.View]:
    """Return how a community has it in one area, with the menus that change it."""
    embed = discord.Embed(title=t("Settings: {area}", area=t(AREAS[area])))
    items: list[Action] = []
    for setting in SETTINGS:
        if setting.area is not area:
            continue
        words = WORDS[setting.name]
        embed.add_field(name=t(words.title), value=f"{_said(t, setting, settings)}\n-# {t(words.about)}", inline=False)
        items.append(_menu(t, community, setting, settings))
    if len(Area) > 1:
        items.extend(
            AreaButton.button(t(name), community=community, area=other, disabled=other is area, row=4)
            for other, name in AREAS.items()
        )
    embed.set_footer(text=t("A choice counts at once. The audit log has who made it."))
    return embed, buttons(*items)


def _said(t: Translate, setting: Setting, settings: CommunitySettings) -> str:
    words, chosen = WORDS[setting.name], setting.codes(settings)
    names = [f"<@{code}>" if setting.person else t(words.options[code]) for code in chosen]
    return f"**{', '.join(names) or t(words.none)}**"


def _menu(t: Translate, community: int, setting: Setting, settings: CommunitySettings) -> Action:
    words, chosen = WORDS[setting.name], setting.codes(settings)
    if setting.person:
        return SettingMenu.people(
            placeholder=t(words.title), chosen=[int(code) for code in chosen], community=community, name=setting.name
        )
    return SettingMenu.select(
        options=[
            discord.SelectOption(label=t(words.options[code]), value=code, default=code in chosen)
            for code in setting.options
        ],
        placeholder=f"{t(words.title)}: {t(words.none)}" if setting.several else t(words.title),
        min_values=0 if setting.several else 1,
        max_values=len(setting.options) if setting.several else 1,
        community=community,
        name=setting.name,
    )


class SettingMenu(Action, verb="setting", pattern=r"(?P<name>[a-z_]{1,40})"):
    """Changes one setting."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store what was chosen and show what holds now."""
        setting = find_setting(self.ids["name"])
        settings = await service.choose(interaction.client.context, actor, setting.name, self.values)
        embed, view = screen(
            interaction.client.translator(interaction.locale), actor.community_id, settings, setting.area
        )
        await redraw(interaction, embeds=[embed], view=view)


class AreaButton(Action, verb="settings", pattern=rf"(?P<area>{'|'.join(Area)})"):
    """Shows the settings of another area."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show them as they are now."""
        settings = await service.show(interaction.client.context, actor)
        t = interaction.client.translator(interaction.locale)
        embed, view = screen(t, actor.community_id, settings, Area(self.ids["area"]))
        await redraw(interaction, embeds=[embed], view=view)


ACTIONS = (SettingMenu, AreaButton)
