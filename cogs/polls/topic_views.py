"""Buttons, menus and the form of the backlog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.ids import TopicId
from bot.domain.people import Actor
from bot.domain.topics import TITLE_LIMIT, WHY_LIMIT, Origin, OriginKind, TopicState
from bot.services import topics
from bot.services.topics import Backlog, LooksAlike, Suggested, Supported
from bot.texts import Translate
from bot.ui.components import Action, Form, buttons
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import clip
from cogs.polls import topic_cards
from cogs.polls.topic_tidying import SameButton, SeparateButton

MOST_IN_MENU = 25
_MOST_TO_SUPPORT_AGAIN = 2
_MOST_TO_TAKE_APART = 5
Tap = discord.Interaction[CommunityBot]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


class SupportButton(Action, verb="topic-support", pattern=r"(?P<topic>\d{1,18}):(?P<wanted>yes|no)"):
    """Supports a topic, or takes the support back."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Store it and show the topic; what the message holds as typed is another name of it."""
        called, _ = topic_cards.typed_in(interaction.message)
        done = await topics.support(
            interaction.client.context,
            actor,
            TopicId(int(self.ids["topic"])),
            wanted=self.ids["wanted"] == "yes",
            called=called or None,
        )
        t = _t(interaction)
        await redraw(interaction, topic_cards.supported(t, done), view=topic_buttons(t, done))


class SupportMenu(Action, verb="topic-supports"):
    """Says which of the topics in the list one supports."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Store the difference and show the list as it is now."""
        menu = self.item
        options = menu.options if isinstance(menu, discord.ui.Select) else []
        shown = [TopicId(int(option.value)) for option in options]
        wanted = [TopicId(int(value)) for value in self.values]
        found = await topics.support_among(interaction.client.context, actor, shown, wanted)
        t = _t(interaction)
        embed = topic_cards.backlog(t, found, MOST_IN_MENU)
        await redraw(interaction, embeds=[embed], view=backlog_buttons(t, actor, found))


class SuggestButton(Action, verb="topic-suggest"):
    """Opens the form for a new topic."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Open it."""
        await show_form(interaction, SuggestForm(_t(interaction)))


class SuggestAnywayButton(Action, verb="topic-anyway"):
    """Adds the topic that the message holds, though it looks like others."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Add it, unless the very same title came in meanwhile."""
        await _add_anyway(interaction, actor, None)


_ORIGIN = rf"(?P<origin>{'|'.join(OriginKind)}):(?P<subject>\d{{1,18}})"


def _origin(ids: Mapping[str, str]) -> Origin:
    return Origin(OriginKind(ids["origin"]), int(ids["subject"]))


class SuggestFromButton(Action, verb="topic-from", pattern=_ORIGIN):
    """Opens the form for a topic that was raised somewhere: by a discussion, or by a prompt."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Open it."""
        await show_form(interaction, SuggestForm(_t(interaction), _origin(self.ids)))


class SuggestFromAnywayButton(Action, verb="topic-from-anyway", pattern=_ORIGIN):
    """Adds the topic that the message holds, though it looks like others, with where it was raised."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Add it, unless the very same title came in meanwhile."""
        await _add_anyway(interaction, actor, _origin(self.ids))


async def _add_anyway(interaction: Tap, actor: Actor, origin: Origin | None) -> None:
    title, why = topic_cards.typed_in(interaction.message)
    done = await topics.suggest(interaction.client.context, actor, title, why, although_alike=True, origin=origin)
    content, embeds, view = suggestion(_t(interaction), actor, done)
    await redraw(interaction, content, embeds=embeds, view=view)


class SuggestForm(Form):
    """Title and reason of a new topic."""

    def __init__(self, t: Translate, origin: Origin | None = None) -> None:
        super().__init__(title=t("Suggest a topic"))
        self.origin = origin
        self.topic: discord.ui.TextInput[SuggestForm] = discord.ui.TextInput(custom_id="title", max_length=TITLE_LIMIT)
        self.why: discord.ui.TextInput[SuggestForm] = discord.ui.TextInput(
            custom_id="why", style=discord.TextStyle.paragraph, max_length=WHY_LIMIT, required=False
        )
        self.add_item(discord.ui.Label(text=t("What would you like to learn about?"), component=self.topic))
        self.add_item(discord.ui.Label(text=t("Why? (optional)"), component=self.why))

    async def submit(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Add the topic, or offer those that look alike."""
        done = await topics.suggest(
            interaction.client.context, actor, self.topic.value, self.why.value, origin=self.origin
        )
        content, embeds, view = suggestion(_t(interaction), actor, done)
        await respond(interaction, content, embeds=embeds, view=view)


def suggestion(
    t: Translate, actor: Actor, done: Suggested | LooksAlike
) -> tuple[str, list[discord.Embed], discord.ui.View | None]:
    """Return the answer to a suggestion: that it was added, or what it may repeat."""
    if isinstance(done, Suggested):
        same = SameButton.button(t("Same as another topic"), community=actor.community_id, topic=done.topic.id)
        return topic_cards.suggested(t, done), [], buttons(same)
    content, embed = topic_cards.looks_alike(t, done)
    items: list[Action] = [
        SupportButton.button(
            clip(t("Support “{title}”", title=topic.title), 80),
            style=discord.ButtonStyle.primary,
            community=actor.community_id,
            topic=topic.id,
            wanted="yes",
            row=row,
        )
        for row, topic in enumerate(done.topics)
        if topic.state is not TopicState.BOOKED
    ]
    if not done.is_repeat:
        label, community = t("Add mine all the same"), actor.community_id
        if done.origin is None:
            items.append(SuggestAnywayButton.button(label, community=community, row=4))
        else:
            origin = {"origin": done.origin.kind, "subject": done.origin.id}
            items.append(SuggestFromAnywayButton.button(label, community=community, row=4, **origin))
    return content, [embed], buttons(*items)


def topic_buttons(t: Translate, done: Supported) -> discord.ui.View:
    """Return what takes back what was just done, and what takes apart what became part of the topic."""
    community = done.topic.community_id
    items: list[Action] = [
        SupportButton.button(
            t("Withdraw my support") if done.supports else t("Support it"),
            community=community,
            topic=done.topic.id,
            wanted="no" if done.supports else "yes",
        )
    ]
    items += [
        SeparateButton.button(
            clip(t("Take apart: {title}", title=part.title), 80), community=community, row=1, topic=part.id
        )
        for part in done.separable[:_MOST_TO_TAKE_APART]
    ]
    return buttons(*items)


def backlog_buttons(t: Translate, actor: Actor, found: Backlog) -> discord.ui.View:
    """Return the menu in which one marks the topics one supports, and the way to a new one."""
    items: list[Action] = []
    shown = found.waiting[:MOST_IN_MENU]
    if shown:
        items.append(
            SupportMenu.select(
                options=[
                    discord.SelectOption(
                        label=clip(topic.title, 100),
                        value=str(topic.id),
                        description=clip(topic.why, 100) if topic.why else None,
                        default=topic.id in found.supports,
                    )
                    for topic in shown
                ],
                placeholder=t("Choose the topics you support"),
                min_values=0,
                max_values=len(shown),
                community=actor.community_id,
            )
        )
    items.append(SuggestButton.button(t("Suggest a topic"), community=actor.community_id))
    items += [
        SupportButton.button(
            clip(t("Support again: {title}", title=topic.title), 80),
            community=actor.community_id,
            topic=topic.id,
            wanted="yes",
        )
        for topic in topic_cards.dropped_first(found)[:_MOST_TO_SUPPORT_AGAIN]
    ]
    return buttons(*items)


ACTIONS = (
    SupportButton,
    SupportMenu,
    SuggestButton,
    SuggestAnywayButton,
    SuggestFromButton,
    SuggestFromAnywayButton,
)
