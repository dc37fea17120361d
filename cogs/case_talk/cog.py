"""The commands `/case ask`, `/case summary`, `/case followup`, and what a discussion puts on the forum's posts."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import follow_ups as kinds
from bot.domain.ids import CaseId, DiscussionId, PollId
from bot.domain.polls import POST as POLL_POST
from bot.domain.posts import Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services.cases.submission import CASE_POST
from bot.services.discussions import finding, questions, seeing
from bot.services.discussions import follow_ups as asking
from bot.services.discussions import polls as gathered
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import buttons
from bot.ui.courier import Extra, Outgoing
from bot.ui.respond import show_form
from cogs.case_talk import cards, follow_ups, gathering, tools, views

ACTIONS = (*views.ACTIONS, *tools.ACTIONS, *follow_ups.ACTIONS, *gathering.ACTIONS)
FORMS = (*views.FORMS, *tools.FORMS, *follow_ups.FORMS)


class CaseTalk(commands.Cog):
    """Discussions of cases and questions."""

    case = app_commands.Group(name="case", description="Share a case and learn from others'", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons, and a place on the posts."""
        self.bot.add_actions(*ACTIONS)
        self.bot.add_forms(*FORMS)
        for kind in (kinds.ASK, kinds.NUDGE):
            self.bot.deliveries[kind] = self.ask_author
        self.bot.renderers[seeing.QUESTION_POST] = self.render_question
        self.bot.additions.setdefault(CASE_POST, []).append(self.add_to_case)
        self.bot.additions.setdefault(POLL_POST, []).append(self.add_to_poll)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)
        self.bot.remove_forms(*FORMS)
        for kind in (kinds.ASK, kinds.NUDGE):
            del self.bot.deliveries[kind]
        del self.bot.renderers[seeing.QUESTION_POST]
        self.bot.additions[CASE_POST].remove(self.add_to_case)
        self.bot.additions[POLL_POST].remove(self.add_to_poll)

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
        return choices((f"{named.name} · {title}", named.name) for named, title in found)

    @case.command(name="followup")
    @app_commands.describe(
        case="Your case: its number or title; choose from the list", when="When I ask you, such as: in 4 weeks"
    )
    async def followup(
        self, interaction: discord.Interaction[CommunityBot], case: str, when: str | None = None
    ) -> None:
        """Tell what happened to a patient of yours, or choose when I ask you"""
        actor = actor_of(interaction)
        if when is None:
            view = await asking.look(self.bot.context, actor, case)
        else:
            view = await asking.choose(self.bot.context, actor, case, when)
        await follow_ups.show_own(interaction, view)

    @followup.autocomplete("when")
    @quiet
    async def suggest_when(self, interaction: discord.Interaction[CommunityBot], current: str) -> Choices:
        """Offer readings of what is being typed."""
        return choices(await asking.dates_like(self.bot.context, actor_of(interaction), current))

    @followup.autocomplete("case")
    @quiet
    async def suggest_case(self, interaction: discord.Interaction[CommunityBot], current: str) -> Choices:
        """Offer cases, the latest first."""
        found = await finding.names_like(self.bot.context, actor_of(interaction), current, cases_only=True)
        return choices((f"{named.name} · {title}", named.name) for named, title in found)

    async def ask_author(self, timer: Timer) -> None:
        """Ask an author what happened, privately and in no other way: a mention would name them.

        They asked for it on that day (never at night), so it counts towards no week; that count is a row with their id
        beside the timer of the case, and would tell whose an anonymous case is.
        """
        found = await asking.to_ask(self.bot.context, timer)
        if found is None:
            return
        t = self.bot.translator(found.view.community.locale)
        question = follow_ups.question(t, found)
        await self.bot.messenger.tell(timer, found.author_id, question, weight=Weight.ASKED)
        await asking.asked(self.bot.context, timer)

    async def render_question(self, post: Post) -> Outgoing | None:
        """Return the post of a question."""
        view = await seeing.view(self.bot.context, post.community_id, DiscussionId(post.subject_id))
        t = self.bot.translator(view.community.locale)
        return cards.question_post(t, view, buttons(*tools.post_items(t, view)))

    async def add_to_case(self, post: Post, room: int) -> Extra | None:
        """Return what the discussion of a case adds to its post."""
        view = await seeing.view_of_case(self.bot.context, post.community_id, CaseId(post.subject_id))
        if view is None:
            return None
        t = self.bot.translator(view.community.locale)
        return cards.on_case(t, view, room, tools.post_items(t, view))

    async def add_to_poll(self, post: Post, room: int) -> Extra | None:
        """Return what the discussion of a poll's question adds to the poll's message."""
        view = await gathered.view_of_poll(self.bot.context, post.community_id, PollId(post.subject_id))
        if view is None:
            return None
        t = self.bot.translator(view.community.locale)
        return cards.on_poll(t, view, room, gathering.poll_items(t, view))
