"""What polls do by themselves: remind, close, and forget who voted how."""

from __future__ import annotations

from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.ids import PollId
from bot.domain.people import Place
from bot.domain.poll_outcomes import REVIEW_TIMER
from bot.domain.polls import CLOSE_TIMER, COMPLETE_TIMER, REMIND_TIMER, REMINDER_TIMER, UNLINK_TIMER
from bot.domain.timers import Timer
from bot.services import poll_outcomes, poll_reminders, polls, posts
from bot.ui.courier import Outgoing
from cogs.polls import cards
from cogs.polls.views import poll_buttons


class PollTimers(commands.Cog):
    """The deliveries of kind `poll.…` and `outcome.…`."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._deliveries = {
            CLOSE_TIMER: self.close_at_deadline,
            COMPLETE_TIMER: self.close_when_complete,
            UNLINK_TIMER: self.forget_links,
            REMIND_TIMER: self.share_out_reminders,
            REMINDER_TIMER: self.remind,
            REVIEW_TIMER: self.review_outcome,
        }

    async def cog_load(self) -> None:
        """Take them."""
        self.bot.deliveries.update(self._deliveries)

    async def cog_unload(self) -> None:
        """Give them back."""
        for kind in self._deliveries:
            del self.bot.deliveries[kind]

    async def close_at_deadline(self, timer: Timer) -> None:
        """Close a poll at its deadline, or give it more time; its message follows by itself."""
        await polls.close_due(self.bot.context, timer.community_id, PollId(timer.subject_id), timer.due_at)

    async def close_when_complete(self, timer: Timer) -> None:
        """Close a poll in which everybody has voted."""
        await polls.close_complete(self.bot.context, timer.community_id, PollId(timer.subject_id))

    async def forget_links(self, timer: Timer) -> None:
        """Destroy the key of an anonymous poll that has closed."""
        await polls.forget_links(self.bot.context, timer.community_id, PollId(timer.subject_id))

    async def review_outcome(self, timer: Timer) -> None:
        """Bring the facilitators back to an outcome on its review date."""
        await poll_outcomes.review(self.bot.context, timer)

    async def share_out_reminders(self, timer: Timer) -> None:
        """Have everybody who has not voted reminded; of an anonymous poll, tell all at once in the channel."""
        view = await poll_reminders.share_out(self.bot.context, timer)
        if view is None:
            return
        t = self.bot.translator(await posts.locale_of(self.bot.context, timer.community_id))
        channel_id = await posts.channel_for(self.bot.context, timer.community_id, Place.MEETINGS)
        outgoing = Outgoing(cards.reminder_to_all(t, view), view=poll_buttons(t, view))
        await self.bot.courier.send(channel_id, outgoing, timer.nonce, maybe_sent_since=timer.maybe_sent_since)

    async def remind(self, timer: Timer) -> None:
        """Remind one member privately; where their messages are closed, nobody else learns that they have not voted."""
        view = await poll_reminders.reminder(self.bot.context, timer)
        if view is None or timer.member_id is None:
            return
        t = self.bot.translator(await posts.locale_of(self.bot.context, timer.community_id))
        guild = self.bot.get_guild(timer.community_id)
        outgoing = Outgoing(cards.reminder(t, view, guild.name if guild else "Discord"), view=poll_buttons(t, view))
        await self.bot.messenger.tell(timer, timer.member_id, outgoing)
