"""Buttons and words for keeping the backlog short: merging, dropping, and taking both back."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.ids import TopicId
from bot.domain.people import Actor
from bot.domain.topics import Topic, by_support
from bot.services import topic_tidying
from bot.services.topic_tidying import Merged, Pair, ToldSame
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.words import clip, escape
from cogs.polls import topic_cards

_MOST_IN_MENU = 25
_PAIR = r"(?P<part>\d{1,18}):(?P<whole>\d{1,18})"
_TOPIC = r"(?P<topic>\d{1,18})"
Tap = discord.Interaction[CommunityBot]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


class MergeButton(Action, verb="topic-merge", pattern=_PAIR):
    """Merges two topics, after a look at what that means."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Merge them and offer to take it back."""
        part, whole = TopicId(int(self.ids["part"])), TopicId(int(self.ids["whole"]))
        done = await topic_tidying.merge(interaction.client.context, actor, part, whole)
        content, view = _merged(_t(interaction), actor, done)
        await redraw(interaction, content, view=view)


class SwapButton(Action, verb="topic-swap", pattern=_PAIR):
    """Shows the merger the other way round: the other title is kept."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show it."""
        part, whole = TopicId(int(self.ids["part"])), TopicId(int(self.ids["whole"]))
        found = await topic_tidying.look_at_pair(interaction.client.context, actor, part, whole)
        content, view = before_merging(_t(interaction), actor, found)
        await redraw(interaction, content, view=view)


class SeparateButton(Action, verb="topic-separate", pattern=_TOPIC):
    """Takes a merger back."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Let the topic stand for itself again."""
        topic = await topic_tidying.separate(interaction.client.context, actor, TopicId(int(self.ids["topic"])))
        t = _t(interaction)
        said = t(
            "Taken back: **{title}** is a topic of its own again, with {supporters}.",
            title=escape(topic.title),
            supporters=topic_cards.supporters(t, topic.supporters),
        )
        await redraw(interaction, said)


class BringBackButton(Action, verb="topic-back", pattern=_TOPIC):
    """Puts a dropped topic back."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Put it back."""
        topic = await topic_tidying.bring_back(interaction.client.context, actor, TopicId(int(self.ids["topic"])))
        said = _t(interaction)("**{title}** is in the backlog again.", title=escape(topic.title))
        await redraw(interaction, said)


class SameButton(Action, verb="topic-same", pattern=_TOPIC):
    """Says that one's topic is the same as another."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Ask which."""
        topic_id = TopicId(int(self.ids["topic"]))
        found = await topic_tidying.others(interaction.client.context, actor, topic_id)
        t = _t(interaction)
        if not found:
            await respond(interaction, t("There is no other topic yet."))
            return
        options = [
            discord.SelectOption(label=clip(topic.title, 100), value=str(topic.id))
            for topic in by_support(found)[:_MOST_IN_MENU]
        ]
        menu = SameMenu.select(
            options=options, placeholder=t("It is the same as…"), community=actor.community_id, topic=topic_id
        )
        await redraw(interaction, t("Which topic is it the same as?"), view=buttons(menu))


class SameMenu(Action, verb="topic-same-as", pattern=_TOPIC):
    """The topics that it may be the same as."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Merge one's own fresh topic, or remember the word for it."""
        topic_id, other_id = TopicId(int(self.ids["topic"])), TopicId(int(self.values[0]))
        done = await topic_tidying.say_same(interaction.client.context, actor, topic_id, other_id)
        t = _t(interaction)
        if isinstance(done, Merged):
            content, view = _merged(t, actor, done)
            await redraw(interaction, content, view=view)
        else:
            await redraw(interaction, _told_same(t, done))


def before_merging(t: Translate, actor: Actor, found: Pair) -> tuple[str, discord.ui.View]:
    """Return what merging two topics would do, with the buttons that do it."""
    part, whole = escape(found.part.title), escape(found.whole.title)
    lines = [
        t("**{part}** would become part of **{whole}**.", part=part, whole=whole),
        t(
            "- {part}: {of_part}\n- {whole}: {of_whole}\n- together: {together}",
            part=part,
            whole=whole,
            of_part=topic_cards.supporters(t, found.part.supporters),
            of_whole=topic_cards.supporters(t, found.whole.supporters),
            together=topic_cards.supporters(t, found.together),
        ),
        t(
            "All support is kept, and so is the other title. Polls and agendas that named it stay as they are. "
            "You can take this back."
        ),
    ]
    ids: dict[str, Any] = {"part": found.part.id, "whole": found.whole.id}
    turned: dict[str, Any] = {"part": found.whole.id, "whole": found.part.id}
    community = actor.community_id
    return "\n\n".join(lines), buttons(
        MergeButton.button(t("Merge"), style=discord.ButtonStyle.primary, community=community, **ids),
        SwapButton.button(
            clip(t("Keep the title “{title}”", title=found.part.title), 80), community=community, **turned
        ),
    )


def _merged(t: Translate, actor: Actor, done: Merged) -> tuple[str, discord.ui.View]:
    said = t(
        "**{part}** is part of **{whole}** now, which has {supporters}. Whoever looks for either finds it.",
        part=escape(done.part_title),
        whole=escape(done.whole.title),
        supporters=topic_cards.supporters(t, done.whole.supporters),
    )
    undo = SeparateButton.button(t("Take it back"), community=actor.community_id, topic=done.part_id)
    return said, buttons(undo)


def _told_same(t: Translate, done: ToldSame) -> str:
    return t(
        "Noted: **{topic}** is another name of **{other}**, which you support now. Others support **{topic}** as "
        "well, so a facilitator can merge the two with `/topic merge`.",
        topic=escape(done.topic.title),
        other=escape(done.other.title),
    )


def dropped(t: Translate, actor: Actor, topic: Topic) -> tuple[str, discord.ui.View]:
    """Return that a topic was dropped, and how it comes back."""
    said = t(
        "**{title}** is off the backlog. Its supporters read why in `/topic list`, and whoever supports it again "
        "brings it back.",
        title=escape(topic.title),
    )
    back = BringBackButton.button(t("Bring it back"), community=actor.community_id, topic=topic.id)
    return said, buttons(back)


ACTIONS = (MergeButton, SwapButton, SeparateButton, BringBackButton, SameButton, SameMenu)
