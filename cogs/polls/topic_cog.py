"""The commands of the backlog."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.polls import Results
from bot.domain.voting import Method
from bot.services import poll_openings, topics
from bot.services import topic_tidying as tidying
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, quiet
from bot.ui.respond import respond
from cogs.polls import cards, topic_cards, topic_tidying
from cogs.polls.options import CLOSES, METHODS, RESULTS, deadline_choices, several_topic_choices, topic_choices
from cogs.polls.topic_views import ACTIONS, MOST_IN_MENU, backlog_buttons, suggestion, topic_buttons

Tap = discord.Interaction[CommunityBot]


class Topics(commands.Cog):
    """What the community wants to learn, and the vote on what comes next."""

    topic = app_commands.Group(name="topic", description="What we want to learn about", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the buttons."""
        self.bot.add_actions(*ACTIONS, *topic_tidying.ACTIONS)

    async def cog_unload(self) -> None:
        """Stop answering them."""
        self.bot.remove_actions(*ACTIONS, *topic_tidying.ACTIONS)

    @topic.command(name="suggest", description="Add a topic to the backlog")
    @app_commands.describe(title="In a few words", why="Why it matters to you; others see it")
    async def suggest(self, interaction: Tap, title: str, why: str | None = None) -> None:
        """Add a topic, or offer those that look alike."""
        actor = actor_of(interaction)
        done = await topics.suggest(self.bot.context, actor, title, why)
        content, embeds, view = suggestion(self.bot.translator(interaction.locale), actor, done)
        await respond(interaction, content, embeds=embeds, view=view)

    @topic.command(name="list", description="Show the backlog and mark the topics you support")
    async def list_(self, interaction: Tap) -> None:
        """Show the backlog."""
        actor = actor_of(interaction)
        t = self.bot.translator(interaction.locale)
        found = await topics.backlog(self.bot.context, actor)
        embed = topic_cards.backlog(t, found, MOST_IN_MENU)
        await respond(interaction, embeds=[embed], view=backlog_buttons(t, actor, found))

    @topic.command(name="support", description="Support a topic of the backlog")
    @app_commands.describe(topic="The topic")
    async def support(self, interaction: Tap, topic: str) -> None:
        """Support a topic; a button takes it back."""
        actor = actor_of(interaction)
        topic_id = await topics.named(self.bot.context, actor, topic)
        done = await topics.support(self.bot.context, actor, topic_id)
        t = self.bot.translator(interaction.locale)
        await respond(interaction, topic_cards.supported(t, done), view=topic_buttons(t, done))

    @topic.command(name="merge", description="Make two topics one; their supporters are kept (facilitators)")
    @app_commands.describe(topic="The topic that becomes part of the other", into="The topic whose title is kept")
    async def merge(self, interaction: Tap, topic: str, into: str) -> None:
        """Show what merging would do, and ask."""
        actor = actor_of(interaction)
        found = await tidying.pair(self.bot.context, actor, topic, into)
        content, view = topic_tidying.before_merging(self.bot.translator(interaction.locale), actor, found)
        await respond(interaction, content, view=view)

    @topic.command(name="drop", description="Take a topic off the backlog; it may come back (facilitators)")
    @app_commands.describe(topic="The topic", reason="Why; its supporters read it")
    async def drop(self, interaction: Tap, topic: str, reason: str) -> None:
        """Drop it; a button takes that back."""
        actor = actor_of(interaction)
        done = await tidying.drop(self.bot.context, actor, topic, reason)
        content, view = topic_tidying.dropped(self.bot.translator(interaction.locale), actor, done)
        await respond(interaction, content, view=view)

    @topic.command(name="poll", description="Let members vote on the next topic (facilitators)")
    @app_commands.describe(
        closes=CLOSES,
        method="How members choose; several each if left empty",
        typed_topics="Which topics, separated by ;  The best supported ones if left empty",
        results="When totals are shown; at the close if left empty. It cannot be changed later",
        anonymous="Whether ballots lose their names for good; fixed now, and voters are told what is hidden",
        quorum="How many percent of members must vote; none if left empty",
    )
    @app_commands.choices(method=METHODS, results=RESULTS)
    @app_commands.rename(typed_topics="topics")
    async def poll(
        self,
        interaction: Tap,
        closes: str | None = None,
        method: str = Method.APPROVAL.value,
        typed_topics: str | None = None,
        results: str = Results.AT_CLOSE.value,
        anonymous: bool = False,
        quorum: app_commands.Range[int, 1, 100] | None = None,
    ) -> None:
        """Open a poll over the backlog."""
        done = await poll_openings.open_topic_poll(
            self.bot.context,
            actor_of(interaction),
            closes=closes,
            method=Method(method),
            results=Results(results),
            anonymous=anonymous,
            quorum=quorum,
            typed_topics=typed_topics,
        )
        await respond(interaction, cards.opened(self.bot.translator(interaction.locale), done))

    @support.autocomplete("topic")
    @merge.autocomplete("topic")
    @merge.autocomplete("into")
    @drop.autocomplete("topic")
    @quiet
    async def _offer_topics(self, interaction: Tap, typed: str) -> Choices:
        return topic_choices(typed, await topics.known(self.bot.context, actor_of(interaction)))

    @poll.autocomplete("typed_topics")
    @quiet
    async def _offer_several_topics(self, interaction: Tap, typed: str) -> Choices:
        return several_topic_choices(typed, await topics.known(self.bot.context, actor_of(interaction)))

    @poll.autocomplete("closes")
    @quiet
    async def _offer_closing_times(self, interaction: Tap, typed: str) -> Choices:
        actor = actor_of(interaction)
        readings = await poll_openings.suggest_deadlines(self.bot.context, actor, typed)
        return deadline_choices(actor.locale, readings)
