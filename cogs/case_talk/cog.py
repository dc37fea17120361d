"""The commands `/case ask` and `/case summary`, and what a discussion puts on the posts in the cases forum."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.discussions import Discussion
from bot.domain.ids import CaseId, DiscussionId
from bot.domain.posts import Post
from bot.services.cases.submission import CASE_POST
from bot.services.discussions import finding, questions, seeing
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import buttons
from bot.ui.courier import Extra, Outgoing
from bot.ui.respond import show_form
from cogs.case_talk import cards, views


class CaseTalk(commands.Cog):
    """Discussions of cases and questions."""

    case = app_commands.Group(name="case", description="Share a case and learn from others'", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons, and a place on the posts."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.add_forms(*views.FORMS)
        self.bot.renderers[seeing.QUESTION_POST] = self.render_question
        self.bot.additions.setdefault(CASE_POST, []).append(self.add_to_case)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        self.bot.remove_forms(*views.FORMS)
        del self.bot.renderers[seeing.QUESTION_POST]
        self.bot.additions[CASE_POST].remove(self.add_to_case)

    @case.command(name="ask")
    async def ask(self, interaction: discord.Interaction[CommunityBot]) -> None:
        """Ask how colleagues do something, without any patient; it takes a minute"""
        actor = actor_of(interaction)
        await questions.may_ask(self.bot.context, actor)
        await show_form(interaction, views.AskForm(views.words_for(interaction), actor.community_id))

    @case.command(name="summary")
    @app_commands.describe(case="Its number or title; choose from the list")
    async def summary(self, interaction: discord.Interaction[CommunityBot], case: str) -> None:
        """Read what colleagues think about a case or a question: positions, not a verdict"""
        view = await finding.find(self.bot.context, actor_of(interaction), case)
        await views.show_summary(interaction, view, 0)

    @summary.autocomplete("case")
    @quiet
    async def suggest(self, interaction: discord.Interaction[CommunityBot], current: str) -> Choices:
        """Offer cases and questions, the latest first."""
        found = await finding.names_like(self.bot.context, actor_of(interaction), current)
        return choices([(f"{_number(discussion)} · {title}", _number(discussion)) for title, discussion in found])

    async def render_question(self, post: Post) -> Outgoing | None:
        """Return the post of a question."""
        view = await seeing.view(self.bot.context, post.community_id, DiscussionId(post.subject_id))
        t = self.bot.translator(view.community.locale)
        return cards.question_post(t, view, buttons(*views.post_items(t, view)))

    async def add_to_case(self, post: Post, room: int) -> Extra | None:
        """Return what the discussion of a case adds to its post."""
        view = await seeing.view_of_case(self.bot.context, post.community_id, CaseId(post.subject_id))
        if view is None:
            return None
        t = self.bot.translator(view.community.locale)
        return cards.on_case(t, view, room, views.post_items(t, view))


def _number(discussion: Discussion) -> str:
    """Return how a discussion is named in commands, in any language."""
    return f"case {discussion.case_id}" if discussion.case_id is not None else f"question {discussion.id}"
