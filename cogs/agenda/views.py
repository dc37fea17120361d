"""The buttons of an agenda: facilitators put it together on a private screen, by menu and buttons alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.ids import MeetingId
from bot.domain.people import Actor
from bot.domain.presenters import AskState
from bot.services import agenda, agenda_editing
from bot.services.agenda import AgendaView, OwnView
from bot.texts import Translate
from bot.ui.actors import with_roles
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import clip
from cogs.agenda import cards

Tap = discord.Interaction[Any]
MEETING, ITEM = r"(?P<meeting>\d{1,18})", r"(?P<item>\d{1,18})"
TASKS_IN_A_ROW, MOST_TASKS = 2, 6
MOST_VOLUNTEERED = 4
MOST_OWN = 3


def screen(bot: CommunityBot, t: Translate, own: OwnView) -> tuple[list[discord.Embed], discord.ui.View | None]:
    """Return a reader's private screen: everybody reads, facilitators put it together."""
    items: list[Action] = edit_items(t, own.view) if own.edits else []
    done = bot.action("mindone")
    first = 2 if own.edits else 0
    items += [
        done.button(
            clip(t("Done: {what}", what=task.what), 80),
            community=task.community_id,
            task=task.id,
            row=first + place // TASKS_IN_A_ROW,
        )
        for place, task in enumerate(own.may_finish[:MOST_TASKS])
    ]
    items += _own_items(bot, t, own)
    if own.view.is_open and not own.edits:
        items += _volunteering(bot, t, own.view, rows=(4,) * MOST_VOLUNTEERED)
    return [cards.agenda(t, own.view)], buttons(*items) if items else None


def _own_items(bot: CommunityBot, t: Translate, own: OwnView) -> list[Action]:
    """Return the way back from what the reader presents, and the answers to what they are asked to."""
    titles, answer = {item.id: item.title for item in own.view.items}, bot.action("present")
    shown: list[Action] = []
    for ask in own.asks[:MOST_OWN]:
        says = [(t("I can't present"), "no")]
        if ask.state is AskState.ASKED:
            says.insert(0, (t("I'll present"), "yes"))
        shown += [
            answer.button(
                clip(f"{label}: {titles[ask.item_id]}", 80),
                community=ask.community_id,
                ask=ask.id,
                says=word,
                row=1 if own.edits else 3,
            )
            for label, word in says
        ]
    return shown[:MOST_OWN]


def edit_items(t: Translate, view: AgendaView) -> list[Action]:
    """Return the menu of the items, and what is done to the agenda as a whole."""
    ids: dict[str, Any] = {"community": view.community.id, "meeting": view.meeting.id}
    shown: list[Action] = []
    if view.items:
        options = [
            discord.SelectOption(label=clip(f"{place}. {item.title}", 100), value=str(item.id))
            for place, item in enumerate(view.items[:25], start=1)
        ]
        shown.append(ItemMenu.select(options=options, placeholder=t("Move, remove or name a presenter"), row=0, **ids))
    shown.append(AddButton.button(t("Add a line"), row=1, **ids))
    if view.post is None:
        shown.append(PostButton.button(t("Post it now"), row=1, **ids))
    return shown


def public_items(bot: CommunityBot, t: Translate, view: AgendaView) -> discord.ui.View | None:
    """Return what everybody can do with a posted agenda while its meeting is to come: offer to present, suggest."""
    if not view.is_open:
        return None
    shown = _volunteering(bot, t, view, rows=range(MOST_VOLUNTEERED))
    suggest = bot.action("topic-suggest").button(t("Suggest a topic"), community=view.community.id, row=4)
    return buttons(*shown, suggest)


def _volunteering(bot: CommunityBot, t: Translate, view: AgendaView, rows: Sequence[int]) -> list[Action]:
    """Return a button in each of the `rows`, while there are items that nobody presents or was asked to."""
    free = [item for item in view.items if item.is_free][:MOST_VOLUNTEERED]
    mine, label = bot.action("agenda-mine"), t("I'll present this")
    return [
        mine.button(
            label if len(free) == 1 else clip(f"{label}: {item.title}", 80),
            community=view.community.id,
            item=item.id,
            row=row,
        )
        for item, row in zip(free, rows, strict=False)
    ]


async def show(interaction: Tap, own: OwnView) -> None:
    """Show the agenda in the place of a private screen that was tapped, else on one of its own."""
    bot = interaction.client
    embeds, items = screen(bot, bot.translator(interaction.locale), own)
    await in_place(interaction, None, items, embeds)


async def in_place(
    interaction: Tap, text: str | None, items: discord.ui.View | None, embeds: Sequence[discord.Embed] = ()
) -> None:
    """Answer in the place of a private screen of the agenda that was tapped, else with a message of its own."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await redraw(interaction, text, embeds=embeds, view=items)
    else:
        await respond(interaction, text, embeds=embeds, view=items)


async def show_item(interaction: Tap, own: OwnView, item_id: int, said: str = "") -> None:
    """Show one item with all that can be done to it, below what was `said`; raises NotFound (`agenda.item_gone`)."""
    bot = interaction.client
    t = bot.translator(interaction.locale)
    line, place = cards.item_state(t, own.view, item_id)
    ids: dict[str, Any] = {"community": own.view.community.id, "item": item_id}
    shown: list[Action] = [bot.action("agenda-who").button(t("Name a presenter"), **ids)]
    if place > 1:
        shown.append(MoveButton.button(t("Move up"), place=place - 1, **ids))
    if place < len(own.view.items):
        shown.append(MoveButton.button(t("Move down"), place=place + 1, **ids))
    shown.append(RemoveButton.button(t("Remove"), style=discord.ButtonStyle.danger, **ids))
    back = {"community": own.view.community.id, "meeting": own.view.meeting.id}
    shown.append(AgendaButton.button(t("Back to the agenda"), row=1, **back))
    await in_place(interaction, f"{said}\n\n{line}" if said else line, buttons(*shown))


class AgendaButton(Action, verb="agenda", pattern=MEETING):
    """Opens the agenda of a meeting."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it."""
        who = await with_roles(interaction, actor)
        await show(interaction, await agenda.see(interaction.client.context, who, self.ids["meeting"]))


class ItemMenu(Action, verb="agenda-item", pattern=MEETING):
    """The items of an agenda."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show the one that was chosen, with what can be done to it."""
        own = await agenda.see_to_edit(interaction.client.context, actor, MeetingId(int(self.ids["meeting"])))
        await show_item(interaction, own, int(self.values[0]))


class MoveButton(Action, verb="agenda-move", pattern=ITEM + r":(?P<place>\d{1,3})"):
    """Has an item stand at a place: a repeated tap moves it no further."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Move it."""
        item_id = int(self.ids["item"])
        own = await agenda_editing.move_item(interaction.client.context, actor, item_id, int(self.ids["place"]))
        await show_item(interaction, own, item_id)


class RemoveButton(Action, verb="agenda-off", pattern=ITEM):
    """Takes an item off the agenda."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Take it off and show the rest."""
        await show(
            interaction, await agenda_editing.remove_item(interaction.client.context, actor, int(self.ids["item"]))
        )


class PostButton(Action, verb="agenda-post", pattern=MEETING):
    """Posts the agenda before its time."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Post it, once."""
        await show(interaction, await agenda_editing.post_now(interaction.client.context, actor, _meeting(self.ids)))


class AddButton(Action, verb="agenda-add", pattern=MEETING):
    """Opens the form for a line of one's own."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        await agenda.see_to_edit(interaction.client.context, actor, _meeting(self.ids))
        t = interaction.client.translator(interaction.locale)
        await show_form(interaction, LineForm(t, actor.community_id, _meeting(self.ids)))


class LineForm(DurableForm, verb="agenda-line", pattern=MEETING):
    """A line of an agenda."""

    def __init__(self, t: Translate, community: int, meeting_id: MeetingId) -> None:
        super().__init__(title=t("A line for the agenda"), community=community, meeting=meeting_id)
        self._meeting_id = meeting_id
        self._title: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="title", max_length=200)
        self.add_item(discord.ui.Label(text=t("What is it about?"), component=self._title))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> LineForm:
        """Return the form for the same meeting."""
        return cls(t, community, _meeting(ids))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Add it and show the agenda."""
        own = await agenda_editing.add_line(interaction.client.context, actor, self._meeting_id, self._title.value)
        await show(interaction, own)


def _meeting(ids: dict[str, str]) -> MeetingId:
    return MeetingId(int(ids["meeting"]))


ACTIONS = (AgendaButton, ItemMenu, MoveButton, RemoveButton, PostButton, AddButton)
FORMS = (LineForm,)
