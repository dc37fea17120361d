"""The private question to somebody whose turn it is, and **Not now**."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import rescue as rules
from bot.domain.errors import Undeliverable
from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.domain.timers import Timer
from bot.services import rescues
from bot.services.rescues import Asking
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw
from bot.ui.words import clip, escape, timestamp

Tap = discord.Interaction[Any]


class NotNowButton(Action, verb="rescue-pass", pattern=r"(?P<case>\d{1,18})"):
    """Passes the question to the next person."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Pass it on; nobody learns who did."""
        await rescues.pass_on(interaction.client.context, actor, CaseId(int(self.ids["case"])))
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, t("Quite all right. I do without you this time, and nobody learns of it."))


def question(t: Translate, asking: Asking, case_id: CaseId) -> Outgoing:
    """Return the private message: no duty, the way to the case, and a way out."""
    url = asking.post.jump_url
    link = [] if url is None else [discord.ui.Button[discord.ui.View](label=t("Open the case"), url=url)]
    title, ago = clip(escape(asking.title), 200), timestamp(asking.released_at, "R")
    if asking.own:
        said = t(
            "Your case **{title}** was released {ago}, and nobody has replied yet. I ask two colleagues privately "
            "whether they have a moment for it. You need not do anything.",
            title=title,
            ago=ago,
        )
        return Outgoing(said, view=buttons(*link))
    why = t("You said that **{area}** interests you. ", area=t(asking.area.value)) if asking.interested else ""
    said = t(
        "A colleague's case waits: **{title}** was released {ago}, and nobody has replied yet. {why}Would you have a "
        "look? A question or a line is plenty, and there is no need to if you are busy.",
        title=title,
        ago=ago,
        why=why,
    )
    pass_on = NotNowButton.button(t("Not now"), community=int(asking.community.id), case=case_id)
    return Outgoing(said, view=buttons(*link, pass_on))


class RescueCog(commands.Cog):
    """Deliveries of kind `rescue.…`, and the button."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the button and the timers."""
        self.bot.add_actions(NotNowButton)
        self.bot.deliveries[rules.ASK] = self.ask
        self.bot.deliveries[rules.DUE] = self.fall_due

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(NotNowButton)
        del self.bot.deliveries[rules.ASK], self.bot.deliveries[rules.DUE]

    async def fall_due(self, timer: Timer) -> None:
        """Rescue a case where the community wants that done by itself."""
        await rescues.begin_by_itself(self.bot.context, timer)

    async def ask(self, timer: Timer) -> None:
        """Ask one person; whoever cannot be asked, or is the author, lets the next be asked."""
        asking = await rescues.to_ask(self.bot.context, timer)
        if asking is None:
            return
        t = self.bot.translator(asking.community.locale)
        outgoing = question(t, asking, CaseId(timer.subject_id))
        try:
            sent = await self.bot.messenger.tell(timer, timer.member_id or 0, outgoing)
        except Undeliverable as error:
            if error.code != "courier.dm_closed":
                raise
            sent = False
        if not sent or asking.own:
            await rescues.not_reached(self.bot.context, timer)
