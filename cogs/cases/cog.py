"""The command `/case share`, and what the bot itself does about cases: cards, posts, telling authors, forgetting."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.case_posts import thread_for
from bot.domain.ids import CaseId
from bot.domain.pictures import POST as PICTURE_POST
from bot.domain.posts import Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services.cases import drafts, release, results, submission
from bot.services.cases import pictures as hung_pictures
from bot.ui.actors import actor_of
from bot.ui.additions import with_additions
from bot.ui.components import buttons
from bot.ui.courier import Outgoing
from cogs.cases import album, cards, pictures, review, screens, telling_later, views

ACTIONS = (*views.ACTIONS, *review.ACTIONS, *telling_later.ACTIONS, *pictures.ACTIONS)
FORMS = (*views.FORMS, *review.FORMS, *telling_later.FORMS, *pictures.FORMS)


class Cases(commands.Cog):
    """Cases: what members may send, and what becomes of it."""

    case = app_commands.Group(name="case", description="Share a case and learn from others'", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons, posts and timers."""
        self.bot.add_actions(*ACTIONS)
        self.bot.add_forms(*FORMS)
        self.bot.renderers[submission.REVIEW_POST] = self.render_review
        self.bot.renderers[submission.CASE_POST] = self.render_post
        self.bot.renderers[PICTURE_POST] = self.render_picture
        self.bot.deliveries[drafts.EXPIRY] = self.expire_draft
        self.bot.deliveries[release.TOLD] = self.tell_author
        self.bot.deliveries[release.RETURNED_EXPIRY] = self.forget_returned

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)
        self.bot.remove_forms(*FORMS)
        for kind in (submission.REVIEW_POST, submission.CASE_POST, PICTURE_POST):
            del self.bot.renderers[kind]
        for kind in (drafts.EXPIRY, release.TOLD, release.RETURNED_EXPIRY):
            del self.bot.deliveries[kind]

    @case.command(name="share")
    async def share(self, interaction: discord.Interaction[CommunityBot]) -> None:
        """Ask your colleagues about a case: two short forms, a private check, then a second person looks"""
        await views.begin(interaction, actor_of(interaction))

    async def render_review(self, post: Post) -> Outgoing | None:
        """Return the queue card of a case."""
        view = await release.view(self.bot.context, post.community_id, CaseId(post.subject_id))
        return review.review_message(self.bot.translator(view.community.locale), view)

    async def render_post(self, post: Post) -> Outgoing | None:
        """Return the forum post of a case, with what other features add to it."""
        view = await release.view(self.bot.context, post.community_id, CaseId(post.subject_id))
        outgoing = cards.forum_post(self.bot.translator(view.community.locale), view)
        if outgoing is None:
            return None
        return await with_additions(post, outgoing, self.bot.additions.get(submission.CASE_POST, []))

    async def render_picture(self, post: Post) -> Outgoing | None:
        """Return a picture as it stands below its case."""
        view = await hung_pictures.view(self.bot.context, post.community_id, post.subject_id)
        thread = thread_for(post, view.case_post, self.bot.context.clock.now())
        return album.picture_post(self.bot.translator(view.community.locale), view, thread) if thread else None

    async def tell_author(self, timer: Timer) -> None:
        """Tell an author the result in a direct message. There is no other way: a mention would name them.

        If their messages are closed, they read it when they next send `/case share`.
        """
        found = await results.for_author(self.bot.context, timer.community_id, CaseId(timer.subject_id))
        if found is None:
            return
        author_id, result, community = found
        t = self.bot.translator(community.locale)
        view = buttons(views.take_back_button(t, result)) if result.kept_until is not None else None
        told = Outgoing(screens.result(t, result), view=view)
        # A message that waits for the morning of an anonymous author leaves a timer that tells where they live.
        weight = Weight.ASKED if result.anonymous else Weight.URGENT
        await self.bot.messenger.tell(timer, author_id, told, weight=weight)
        await results.told(self.bot.context, timer.community_id, result.case_id)

    async def expire_draft(self, timer: Timer) -> None:
        """Delete a draft past its time."""
        await drafts.expire(self.bot.context, timer.community_id, timer.subject_id)

    async def forget_returned(self, timer: Timer) -> None:
        """Drop a declined text that was not taken back."""
        await results.forget(self.bot.context, timer.community_id, CaseId(timer.subject_id))
