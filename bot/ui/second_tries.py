"""A refused form opens again as it was sent: on a phone, one wrong word must not cost the whole form.

Refused forms are kept in memory only, as open ones are. After a restart the button says so, and what was typed stands
in the refusal itself.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Any

import discord

from bot.domain.errors import Conflict
from bot.domain.people import Actor
from bot.texts import translator
from bot.ui.components import Action, Form, buttons
from bot.ui.respond import show_form

MOST_KEPT = 100


class RefusedForms:
    """The latest refused forms of one process, each for whoever sent it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Form]] = OrderedDict()

    def keep(self, interaction: discord.Interaction[Any], form: Form) -> discord.ui.View | None:
        """Keep a form that was just refused; return the button that opens it again, or None where none can stand."""
        community = interaction.guild_id or form.community_id
        if community is None:
            return None
        key = secrets.token_hex(8)
        self._kept[key] = (interaction.user.id, form)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        t = translator(str(interaction.locale))
        return buttons(TryAgain.button(t("Try again"), style=discord.ButtonStyle.primary, community=community, key=key))

    def find(self, key: str, user: int) -> Form:
        """Return the form that this user sent; raises Conflict `form.forgotten`."""
        owner, form = self._kept.get(key, (0, None))
        if form is None or owner != user:
            raise Conflict("form.forgotten")
        return form


class TryAgain(Action, verb="again", pattern=r"(?P<key>[0-9a-f]{16})"):
    """Opens a refused form again, filled in as it was sent."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show it; what the form is for is checked anew when it is sent."""
        form: Form = interaction.client.refused_forms.find(self.ids["key"], interaction.user.id)
        await show_form(interaction, again(form))


def again(form: Form) -> Form:
    """Return a form like this one, with the same answers in its inputs. Files have to be chosen anew."""
    made = form.made_anew()
    for old, new in zip(form.walk_children(), made.walk_children(), strict=True):
        _fill(old, new)
    return made


def _fill(old: discord.ui.Item[Any], new: discord.ui.Item[Any]) -> None:
    if isinstance(old, discord.ui.TextInput) and isinstance(new, discord.ui.TextInput):
        new.default = old.value
    elif isinstance(old, discord.ui.UserSelect) and isinstance(new, discord.ui.UserSelect):
        new.default_values = [discord.SelectDefaultValue(id=one.id, type=_USER) for one in old.values]
    elif isinstance(old, discord.ui.Select | discord.ui.CheckboxGroup) and isinstance(new, type(old)):
        for option in new.options:
            option.default = option.value in old.values
    elif isinstance(old, discord.ui.RadioGroup) and isinstance(new, discord.ui.RadioGroup):
        for option in new.options:
            option.default = option.value == old.value


_USER = discord.SelectDefaultValueType.user
