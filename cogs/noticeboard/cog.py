"""Draws the noticeboard with the buttons of other features, pins it, and sees that cases are answered."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Answer
from bot.domain.noticeboard import PIN, TURN, Board
from bot.domain.people import Place
from bot.domain.posts import NOTICEBOARD, Post
from bot.domain.timers import Timer
from bot.services import communities, noticeboard
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.words import clip
from cogs.noticeboard import cards

GREEN, BLUE = discord.ButtonStyle.success, discord.ButtonStyle.primary
_WORDS = {discord.MessageType.default, discord.MessageType.reply}


class Noticeboard(commands.Cog):
    """The post of kind `noticeboard`, and what keeps it true besides the other posts."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the post and its timers."""
        self.bot.renderers[NOTICEBOARD] = self.render
        self.bot.deliveries[PIN] = self.pin
        self.bot.deliveries[TURN] = self.redraw

    async def cog_unload(self) -> None:
        """Give them back."""
        del self.bot.renderers[NOTICEBOARD], self.bot.deliveries[PIN], self.bot.deliveries[TURN]

    async def render(self, post: Post) -> Outgoing | None:
        """Return the board as it is now."""
        community = await communities.known(self.bot.context, post.community_id)
        if community is None:
            return None
        shown = await noticeboard.board(self.bot.context, post)
        t = self.bot.translator(community.locale)
        return Outgoing(cards.welcome(t), [cards.board(t, community, shown)], self._buttons(t, post, shown))

    def _buttons(self, t: Translate, post: Post, shown: Board) -> discord.ui.View:
        community = post.community_id
        action = self.bot.action
        items: list[Action] = []
        if shown.coming is not None:
            ids = {"community": community, "meeting": shown.coming.meeting.id, "row": 0}
            rsvp = action("rsvp")
            items += [
                rsvp.button(t("Going"), style=GREEN, answer=Answer.GOING, **ids),
                rsvp.button(t("Maybe"), answer=Answer.MAYBE, **ids),
                rsvp.button(t("Can't go"), answer=Answer.NO, **ids),
                action("ics").button(t("Add to calendar"), **ids),
            ]
        if shown.now_on is not None:
            on = {"community": community, "meeting": shown.now_on.meeting.id, "row": 0}
            items.append(action("here").button(t("I'm here"), style=GREEN, **on))
        polls = shown.polls[: cards.MOST_POLLS]
        for one in polls:
            label = t("Vote") if len(polls) == 1 else t("Vote: {question}", question=cards.question(t, one))
            items.append(
                action("vote").button(clip(label, 80), style=BLUE, community=community, poll=one.poll.id, row=1)
            )
        items += [
            action("case-share").button(t("Share a case"), community=community, row=2),
            action("topic-suggest").button(t("Suggest a topic"), community=community, row=2),
        ]
        if self.bot.has_action("my-todo"):
            items.append(action("my-todo").button(t("My to-do"), community=community, row=2))
        items += [
            action("my-zone").button(t("Set my time zone"), community=community, row=2),
            action("join").button(t("Join"), style=BLUE, community=community, row=3),
        ]
        return buttons(*items)

    async def pin(self, timer: Timer) -> None:
        """Pin the message once it stands."""
        post = await noticeboard.to_pin(self.bot.context, timer)
        if post is not None and post.channel_id is not None and post.message_id is not None:
            await self.bot.courier.pin(post.channel_id, post.message_id)

    async def redraw(self, timer: Timer) -> None:
        """Draw the board again as a meeting begins or ends."""
        await noticeboard.redraw(self.bot.context, timer.community_id)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Count replies below cases (that there are some, not what they say), and tidy up Discord's pin notice."""
        if message.guild is None:
            return
        community_id = CommunityId(message.guild.id)
        if message.type is discord.MessageType.pins_add:
            await self._tidy(community_id, message)
        elif message.type in _WORDS and not message.author.bot and isinstance(message.channel, discord.Thread):
            author = MemberId(message.author.id)
            await noticeboard.reply_seen(self.bot.context, community_id, message.channel.id, author)

    async def _tidy(self, community_id: CommunityId, message: discord.Message) -> None:
        """Delete "Commonroom pinned a message": the noticeboard is to hold one message."""
        community = await communities.known(self.bot.context, community_id)
        ours = self.bot.user is not None and message.author.id == self.bot.user.id
        if ours and community is not None and community.channel_of(Place.NOTICEBOARD) == message.channel.id:
            try:
                await message.delete()
            except discord.HTTPException:
                return  # it is in nobody's way
