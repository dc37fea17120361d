"""What the bot itself does about the parts of a case that are told later."""

from __future__ import annotations

from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import sequels as rules
from bot.domain.case_posts import thread_for
from bot.domain.ids import CaseId
from bot.domain.posts import Post
from bot.domain.timers import Timer
from bot.services import posts
from bot.services.cases import sequels
from bot.services.cases.submission import CASE_POST
from bot.ui.courier import Extra, Outgoing
from cogs.case_sequels import cards, views


class CaseSequels(commands.Cog):
    """Telling what happened next."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons, posts and timers."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.add_forms(*views.FORMS)
        self.bot.renderers[rules.POST] = self.render
        self.bot.deliveries[rules.OUT] = self.tell
        self.bot.additions.setdefault(CASE_POST, []).append(self.add_to_case)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        self.bot.remove_forms(*views.FORMS)
        del self.bot.renderers[rules.POST]
        del self.bot.deliveries[rules.OUT]
        self.bot.additions[CASE_POST].remove(self.add_to_case)

    async def tell(self, timer: Timer) -> None:
        """Have a part told that has come due."""
        await sequels.tell(self.bot.context, timer)

    async def render(self, post: Post) -> Outgoing | None:
        """Return a part as it stands below its case."""
        view = await sequels.view(self.bot.context, post.community_id, post.subject_id)
        thread = thread_for(post, view.case_post, self.bot.context.clock.now())
        return cards.sequel_post(self.bot.translator(view.community.locale), view, thread) if thread else None

    async def add_to_case(self, post: Post, room: int) -> Extra | None:
        """Return the line that says when the case goes on."""
        found = await sequels.to_come(self.bot.context, post.community_id, CaseId(post.subject_id))
        if found is None:
            return None
        locale = await posts.locale_of(self.bot.context, post.community_id)
        return Extra(lines=[cards.to_come(self.bot.translator(locale), found)])
