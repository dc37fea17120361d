"""The message menu **Flag possible identifier**, and what the bot itself does about flags."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import flags as rules
from bot.domain.ids import CaseId, FlagId, MemberId
from bot.domain.posts import HIDDEN, Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services import posts
from bot.services.cases import flags
from bot.services.cases.flags import Seen
from bot.ui.actors import actor_of
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from cogs.case_safety import cards, views

MENU = "Flag possible identifier"


class NotScrubbed(Exception):
    """A reader was in the way; the timer tries again."""


class CaseSafety(commands.Cog):
    """Flags: hide, alert, restore, erase."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        contexts = app_commands.AppCommandContext(guild=True)
        self._menu = app_commands.ContextMenu(name=MENU, callback=self.flag, allowed_contexts=contexts)

    async def cog_load(self) -> None:
        """Take the menu, buttons, posts and timers."""
        self.bot.tree.add_command(self._menu)
        self.bot.add_actions(*views.ACTIONS)
        self.bot.renderers[HIDDEN] = self.render_hidden
        self.bot.renderers[rules.POST] = self.render_flag
        self.bot.deliveries[rules.HIDE] = self.hide
        self.bot.deliveries[rules.RESTORE] = self.say_again
        self.bot.deliveries[rules.TOLD] = self.tell_author
        self.bot.deliveries[rules.SCRUB] = self.scrub

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.tree.remove_command(MENU, type=discord.AppCommandType.message)
        self.bot.remove_actions(*views.ACTIONS)
        for kind in (HIDDEN, rules.POST):
            del self.bot.renderers[kind]
        for kind in (rules.HIDE, rules.RESTORE, rules.TOLD, rules.SCRUB):
            del self.bot.deliveries[kind]

    async def flag(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Hide a message at once; who did it is seen by the facilitators only."""
        actor, t = actor_of(interaction), self.bot.translator(interaction.locale)
        if await flags.flag(self.bot.context, actor, _seen(interaction, message)):
            answer = t(
                "Thank you. It is being hidden now, and the facilitators look at it. Only they see that it was you."
            )
        else:
            answer = t("Thank you. This is hidden already, and the facilitators know.")
        await respond(interaction, answer)

    async def render_hidden(self, post: Post) -> Outgoing | None:
        """Return the placeholder of a hidden post; None if its message was deleted, so that nothing is left to hide."""
        if post.message_id is None:
            return None
        t = self.bot.translator(await posts.locale_of(self.bot.context, post.community_id))
        return cards.placeholder(t, post, erased=await flags.is_erased(self.bot.context, post))

    async def render_flag(self, post: Post) -> Outgoing:
        """Return the card of a flag."""
        view = await flags.view(self.bot.context, post.community_id, FlagId(post.subject_id))
        return views.flag_message(self.bot.translator(view.community.locale), view)

    async def hide(self, timer: Timer) -> None:
        """Delete a flagged message that is none of our posts."""
        flag_id = FlagId(timer.subject_id)
        flag = (await flags.view(self.bot.context, timer.community_id, flag_id)).flag
        await self.bot.courier.delete(flag.channel_id, flag.message_id)
        await flags.hidden(self.bot.context, timer.community_id, flag_id)

    async def say_again(self, timer: Timer) -> None:
        """Say again what a restored message said, once."""
        flag_id = FlagId(timer.subject_id)
        found = await flags.to_say_again(self.bot.context, timer.community_id, flag_id)
        if found is not None:
            view, text = found
            t = self.bot.translator(view.community.locale)
            await self.bot.courier.send(view.flag.channel_id, cards.said_again(t, view, text), timer.nonce)
        await flags.forget(self.bot.context, timer.community_id, flag_id)

    async def tell_author(self, timer: Timer) -> None:
        """Tell an author, and nobody else, what of their case was erased."""
        case_id = CaseId(timer.subject_id)
        found = await flags.author_of_erased(self.bot.context, timer.community_id, case_id)
        if found is not None:
            author_id, community, whole = found
            told = Outgoing(cards.erased(self.bot.translator(community.locale), case_id, whole=whole))
            await self.bot.messenger.tell(timer, author_id, told, weight=Weight.ASKED)

    async def scrub(self, timer: Timer) -> None:
        """Clear what was erased from the bytes of the file."""
        if not await flags.scrub(self.bot.context):
            raise NotScrubbed


def _seen(interaction: discord.Interaction[Any], message: discord.Message) -> Seen:
    channel = interaction.channel
    written = [message.content, *(embed.description or "" for embed in message.embeds)]
    by_bot = interaction.client.user is not None and message.author.id == interaction.client.user.id
    return Seen(
        channel_id=interaction.channel_id or 0,
        parent_id=channel.parent_id if isinstance(channel, discord.Thread) else None,
        message_id=message.id,
        author_id=None if by_bot else MemberId(message.author.id),
        text="\n\n".join(part for part in written if part),
    )
