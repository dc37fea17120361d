"""The buttons of a hand-over: a note, on its way, **I have it**."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.handover import MOST_NOTE
from bot.domain.people import Actor
from bot.services import handovers
from bot.services.handovers import HandoverView
from bot.texts import Translate
from bot.ui.actors import with_roles
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, show_form
from cogs.facilitators import handover_cards as cards

Tap = discord.Interaction[Any]
HANDOVER = r"(?P<handover>\d{1,18})"


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


def handover_view(t: Translate, view: HandoverView, reader: int, page: int = 0) -> discord.ui.View:
    """Return the buttons that either of the two has on a page."""
    one, last = view.handover, cards.pages(t, view) - 1
    page = min(page, last)
    ids: dict[str, Any] = {"community": int(one.community_id), "handover": one.id}
    items: list[Action] = []
    if one.sent_at is None and reader == one.from_id:
        style = discord.ButtonStyle.primary
        items.append(NoteButton.button(t("Change the note") if one.note else t("Add a note"), **ids))
        items.append(SendButton.button(t("Hand over"), style=style, **ids))
    if one.sent_at is not None and one.had_at is None and reader == one.to_id:
        items.append(HaveButton.button(t("I have it"), style=discord.ButtonStyle.success, **ids))
    if page > 0:
        items.append(PageButton.button(t("Back"), page=page - 1, **ids))
    if page < last:
        items.append(PageButton.button(t("More"), page=page + 1, **ids))
    return buttons(*items)


async def _redraw(interaction: Tap, actor: Actor, view: HandoverView, said: str | None = None, page: int = 0) -> None:
    t = _t(interaction)
    items = handover_view(t, view, int(actor.member_id), page)
    await redraw(interaction, said, embeds=[cards.handover(t, view, page)], view=items)


class PageButton(Action, verb="handover-page", pattern=HANDOVER + r":(?P<page>\d{1,3})"):
    """Shows another page, as things are now."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Draw it."""
        who = await with_roles(interaction, actor)
        view = await handovers.look(interaction.client.context, who, int(self.ids["handover"]))
        await _redraw(interaction, actor, view, page=int(self.ids["page"]))


class NoteButton(Action, verb="handover-note", pattern=HANDOVER):
    """Opens the form for what stands in no list."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it with what was written."""
        view = await handovers.look(interaction.client.context, actor, int(self.ids["handover"]))
        one = view.handover
        await show_form(interaction, NoteForm(_t(interaction), self.community_id, one.id, one.note))


class NoteForm(DurableForm, verb="handover-words", pattern=HANDOVER):
    """What the new one should know besides."""

    def __init__(self, t: Translate, community: int, handover_id: int, note: str = "") -> None:
        super().__init__(title=t("A note for the hand-over"), community=community, handover=handover_id)
        self._handover_id = handover_id
        self.note: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="note",
            style=discord.TextStyle.paragraph,
            default=note or None,
            max_length=MOST_NOTE,
            required=False,
        )
        hint = t("The list of what is open stands there already")
        self.add_item(discord.ui.Label(text=t("What else should they know?"), description=hint, component=self.note))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> NoteForm:
        """Return the form for the same hand-over."""
        return cls(t, community, int(ids["handover"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the hand-over."""
        view = await handovers.write_note(interaction.client.context, actor, self._handover_id, self.note.value)
        await _redraw(interaction, actor, view)


class SendButton(Action, verb="handover-send", pattern=HANDOVER):
    """Brings it to the new one."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Have it brought, once."""
        view = await handovers.send(interaction.client.context, actor, int(self.ids["handover"]))
        t = _t(interaction)
        said = t(
            "It goes to {who} privately, as their habits allow. You hear from me when they have it.",
            who=f"<@{view.handover.to_id}>",
        )
        await _redraw(interaction, actor, view, said)


class HaveButton(Action, verb="handover-have", pattern=HANDOVER):
    """Says that the new one has it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Note it and tell the old one."""
        who = await with_roles(interaction, actor)
        view = await handovers.have(interaction.client.context, who, int(self.ids["handover"]))
        t = _t(interaction)
        said = t("Thank you. This week is yours on the rota, and {who} is told.", who=f"<@{view.handover.from_id}>")
        await _redraw(interaction, actor, view, said)


ACTIONS = (PageButton, NoteButton, SendButton, HaveButton)
FORMS = (NoteForm,)
