"""Naming, asking and answering: who presents an item of an agenda."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.ids import MemberId
from bot.domain.people import Actor
from bot.domain.presenters import AskState, Freed
from bot.services import presenters
from bot.services.presenters import Choosing, Named, Part, Vacancy, Verdict
from bot.texts import Translate
from bot.ui.actors import with_roles
from bot.ui.candidates import candidate_buttons, candidate_lines
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond
from bot.ui.words import escape, when
from cogs.agenda import cards, views

Tap = discord.Interaction[Any]
GREEN, BLUE = discord.ButtonStyle.success, discord.ButtonStyle.primary


def question(t: Translate, part: Part, server: str) -> Outgoing:
    """Return the private question to somebody whom a facilitator named."""
    text = t(
        "Would you present {talk} in {server}, {when}? A few minutes to start the talk are "
        "enough, and no slides are needed. If it does not suit you, just say so.",
        **_values(t, part),
        server=escape(server),
    )
    return Outgoing(text, view=answer_buttons(t, part))


def answer_buttons(t: Translate, part: Part) -> discord.ui.View:
    """Return what somebody may still say."""
    ids: dict[str, Any] = {"community": part.community.id, "ask": part.ask.id}
    shown: list[Action] = []
    if part.ask.state is not AskState.ACCEPTED:
        shown.append(AnswerButton.button(t("I'll present"), style=GREEN, says="yes", **ids))
    if part.ask.state is not AskState.DECLINED:
        shown.append(AnswerButton.button(t("I can't"), says="no", **ids))
    return buttons(*shown)


def answered(t: Translate, part: Part) -> str:
    """Return what holds after an answer."""
    if part.ask.state is AskState.ACCEPTED:
        return t("You present {talk}, {when}. Thank you.", **_values(t, part))
    return t(
        "Thank you for saying so. Somebody else is found for **{title}**; the facilitators know.", **_values(t, part)
    )


def vacancy(t: Translate, found: Vacancy) -> Outgoing:
    """Return the one message to facilitators about an item that needs somebody else, or may need."""
    part = found.part
    values = {**_values(t, part), "who": part.ask.member_id}
    text = {
        Freed.DECLINED: t("<@{who}> can't present {talk}, {when}.", **values),
        Freed.LEFT: t("<@{who}>, who was to present {talk}, {when}, has left.", **values),
        Freed.AWAY: t(
            "<@{who}> presents {talk}, {when}, and has since said they are away then. It stays "
            "theirs unless you name somebody else.",
            **values,
        ),
        Freed.NOT_COMING: t(
            "<@{who}> presents {talk}, {when}, and has since said they can't come. It stays "
            "theirs unless you name somebody else.",
            **values,
        ),
        Freed.UNREACHED: t(
            "I could not ask <@{who}> whether they present {talk}, {when}: they take no messages "
            "from me. They find the question in `/my todo`; perhaps ask them yourself.",
            **values,
        ),
    }[found.why]
    name = NameButton.button(t("Name a presenter"), style=BLUE, community=part.community.id, item=part.item.id)
    return Outgoing(text, view=buttons(name))


def _values(t: Translate, part: Part) -> dict[str, str]:
    title, meeting = cards.short(part.item.title), cards.short(part.meeting.title)
    # A meeting is often called what it is about, which is not said twice.
    talk = f"**{title}**" if title == meeting else t("**{title}** at **{meeting}**", title=title, meeting=meeting)
    return {"title": title, "talk": talk, "when": when(part.meeting.starts_at)}


async def _choice(interaction: Tap, actor: Actor, item_id: int) -> Choosing:
    return await presenters.choose(interaction.client.context, await with_roles(interaction, actor), item_id)


async def _show_choice(interaction: Tap, found: Choosing, *, anew: bool = False) -> None:
    t = interaction.client.translator(interaction.locale)
    community, item = found.own.view.community.id, found.item
    line, _ = cards.item_state(t, found.own.view, item.id)
    shown = candidate_buttons(t, AskButton, found.candidates, community=community, item=item.id)
    if interaction.guild_id is not None:  # in a direct message the menu would offer nobody
        shown.append(PersonMenu.people(placeholder=t("Somebody else"), row=1, community=community, item=item.id))
    shown.append(VolunteerButton.button(t("I'll present this"), row=2, community=community, item=item.id))
    shown.append(interaction.client.action("turns").button(t("Whose turn is it?"), community=community, row=2))
    back = {"community": community, "meeting": found.own.view.meeting.id}
    shown.append(views.AgendaButton.button(t("Back to the agenda"), row=2, **back))
    text = f"{line}\n\n{candidate_lines(t, found.candidates)}"
    if anew:
        await respond(interaction, text, view=buttons(*shown))
    else:
        await views.in_place(interaction, text, buttons(*shown))


async def _show_named(interaction: Tap, done: Named, member_id: MemberId) -> None:
    t = interaction.client.translator(interaction.locale)
    said = {
        Verdict.ASKED: t("I ask <@{who}> privately, as their habits allow, and tell you if they can't.", who=member_id),
        Verdict.PRESENTS: t("You present it."),
        Verdict.ALREADY: t("<@{who}> was asked already, or presents it.", who=member_id),
    }[done.verdict]
    await views.show_item(interaction, done.own, done.item_id, said)


class NameButton(Action, verb="agenda-who", pattern=views.ITEM):
    """Looks for somebody to present an item."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show who is offered."""
        await _show_choice(interaction, await _choice(interaction, actor, int(self.ids["item"])))


class FindButton(Action, verb="agenda-find", pattern=views.ITEM):
    """Looks for somebody to present an item, from a list that is to stay where it is, such as the digest."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show who is offered, on a screen of its own."""
        await _show_choice(interaction, await _choice(interaction, actor, int(self.ids["item"])), anew=True)


class AskButton(Action, verb="agenda-ask", pattern=views.ITEM + r":(?P<member>\d{1,20})"):
    """Has somebody who is offered asked."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask them, once."""
        await _name(interaction, actor, int(self.ids["item"]), MemberId(int(self.ids["member"])))


class PersonMenu(Action, verb="agenda-person", pattern=views.ITEM):
    """Has anybody asked."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask the one who was chosen, once."""
        if self.values:
            await _name(interaction, actor, int(self.ids["item"]), MemberId(int(self.values[0])))
        else:
            await _show_choice(interaction, await _choice(interaction, actor, int(self.ids["item"])))


async def _name(interaction: Tap, actor: Actor, item_id: int, member_id: MemberId) -> None:
    who = await with_roles(interaction, actor)
    await _show_named(
        interaction, await presenters.name(interaction.client.context, who, item_id, member_id), member_id
    )


class AnswerButton(Action, verb="present", pattern=r"(?P<ask>\d{1,18}):(?P<says>yes|no)"):
    """Says whether one presents; it can be changed as long as nobody else does."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show what holds."""
        accepts = self.ids["says"] == "yes"
        part = await presenters.answer(interaction.client.context, actor, int(self.ids["ask"]), accepts=accepts)
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, answered(t, part), view=answer_buttons(t, part))


class VolunteerButton(Action, verb="agenda-mine", pattern=views.ITEM):
    """Offers to present what nobody presents, from the posted agenda."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Take it, and show the way back privately."""
        part = await presenters.volunteer(interaction.client.context, actor, int(self.ids["item"]))
        t = interaction.client.translator(interaction.locale)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await redraw(interaction, answered(t, part), view=answer_buttons(t, part))
        else:
            await respond(interaction, answered(t, part), view=answer_buttons(t, part))


ACTIONS = (NameButton, FindButton, AskButton, PersonMenu, AnswerButton, VolunteerButton)
