"""Ends rounds of private answers, keeps their posts true, and forgets."""

from __future__ import annotations

from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.posts import Post
from bot.domain.prompt_answers import COMPILE, FORGET, POST, UNLINK, RoundState
from bot.domain.timers import Timer
from bot.services import posts, prompt_answers
from bot.ui.courier import Outgoing
from cogs.prompt_answers import cards
from cogs.prompt_answers.views import ACTIONS, FORMS, post_view


class StillInTheLog(Exception):
    """A reader was in the way, so deleted answers still lie in the write-ahead log; the timer tries again."""


class PromptAnswers(commands.Cog):
    """The deliveries of kind `answers.…`, and the renderer of the compiled post."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._deliveries = {COMPILE: self.compile, UNLINK: self.forget_links, FORGET: self.forget}

    async def cog_load(self) -> None:
        """Take them, and the buttons."""
        self.bot.deliveries.update(self._deliveries)
        self.bot.renderers[POST] = self.render
        self.bot.add_actions(*ACTIONS)
        self.bot.add_forms(*FORMS)

    async def cog_unload(self) -> None:
        """Give them back."""
        for kind in self._deliveries:
            del self.bot.deliveries[kind]
        del self.bot.renderers[POST]
        self.bot.remove_actions(*ACTIONS)
        self.bot.remove_forms(*FORMS)

    async def render(self, post: Post) -> Outgoing | None:
        """Return the compiled answers, to stand in the channel of their prompt while there is that channel."""
        board = await prompt_answers.board(self.bot.context, post.community_id, post.subject_id)
        if board is None or (post.message_id is None and board.round.state is not RoundState.COMPILED):
            return None  # what is not kept any more is not posted anew
        t = self.bot.translator(await posts.locale_of(self.bot.context, post.community_id))
        channel = self.bot.get_channel(board.channel_id) if board.channel_id is not None else None
        return Outgoing(
            embeds=(cards.compiled(t, board),),
            view=post_view(t, board),
            channel_id=board.channel_id if channel is not None else None,
        )

    async def compile(self, timer: Timer) -> None:
        """End a round at its time; its post follows by itself."""
        await prompt_answers.compile_due(self.bot.context, timer)

    async def forget_links(self, timer: Timer) -> None:
        """Destroy the key of a round that has ended."""
        await prompt_answers.forget_links(self.bot.context, timer)

    async def forget(self, timer: Timer) -> None:
        """Delete answers past their time, from the bytes of the file too."""
        if not await prompt_answers.forget(self.bot.context, timer.community_id, timer.subject_id):
            raise StillInTheLog
