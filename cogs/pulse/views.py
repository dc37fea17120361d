"""The three taps. An id says which question and reply, never whose; what was said is read when a button is pressed."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.people import Actor
from bot.domain.pulses import Question, Reply, following
from bot.services import pulses
from bot.services.pulses import Paper, PulseView
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import redraw, respond
from cogs.pulse import cards

Tap = discord.Interaction[Any]
BLUE = discord.ButtonStyle.primary
_PULSE = r"(?P<pulse>\d{1,18})"


class PulseButton(Action, verb="pulse", pattern=_PULSE):
    """Opens the first question, for the one who tapped alone."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask, or say that all was answered."""
        paper = await pulses.paper(interaction.client.context, actor, int(self.ids["pulse"]))
        t = interaction.client.translator(interaction.locale)
        if len(paper.mine) == len(Question):
            await respond(interaction, cards.thanks(t, paper), view=_last_buttons(interaction.client, t, paper))
            return
        question = next(one for one in Question if one not in paper.mine)
        first = question if paper.mine else Question.USEFUL
        await respond(interaction, embeds=[cards.asking(t, paper, first)], view=_reply_buttons(t, paper, first))


class ReplyButton(
    Action, verb="pulsesay", pattern=_PULSE + rf":(?P<question>{'|'.join(Question)}):(?P<reply>{'|'.join(Reply)})"
):
    """Says one thing, and asks the next."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it; a repeated tap stores the same."""
        question = Question(self.ids["question"])
        reply = Reply(self.ids["reply"])
        paper = await pulses.say(interaction.client.context, actor, int(self.ids["pulse"]), question, reply)
        t = interaction.client.translator(interaction.locale)
        after = following(question)
        if after is None:
            await redraw(interaction, cards.thanks(t, paper), view=_last_buttons(interaction.client, t, paper))
        else:
            await redraw(interaction, embeds=[cards.asking(t, paper, after)], view=_reply_buttons(t, paper, after))


class ChangeButton(Action, verb="pulsechange", pattern=_PULSE):
    """Goes through the questions again."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask the first."""
        paper = await pulses.paper(interaction.client.context, actor, int(self.ids["pulse"]))
        t = interaction.client.translator(interaction.locale)
        first = Question.USEFUL
        await redraw(interaction, embeds=[cards.asking(t, paper, first)], view=_reply_buttons(t, paper, first))


class TrendButton(Action, verb="pulsetrend"):
    """Shows facilitators how the last meetings were felt."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it privately."""
        t = interaction.client.translator(interaction.locale)
        await respond(interaction, embeds=[cards.trend(t, await pulses.trend(interaction.client.context, actor))])


ACTIONS = (PulseButton, ReplyButton, ChangeButton, TrendButton)


def _reply_buttons(t: Translate, paper: Paper, question: Question) -> discord.ui.View:
    mine = paper.mine.get(question)
    ids = {"community": paper.pulse.community_id, "pulse": paper.pulse.id, "question": question}
    grey = discord.ButtonStyle.secondary
    return buttons(
        *(
            ReplyButton.button(
                t("{reply} (as before)", reply=t(label)) if reply is mine else t(label),
                style=BLUE if reply is mine else grey,
                reply=reply,
                **ids,
            )
            for reply, label in cards.REPLIES.items()
        )
    )


def _last_buttons(bot: CommunityBot, t: Translate, paper: Paper) -> discord.ui.View:
    ids = {"community": paper.pulse.community_id, "pulse": paper.pulse.id}
    return buttons(ChangeButton.button(t("Change it"), **ids), *_commit(bot, t, paper.pulse.community_id))


def _commit(bot: CommunityBot, t: Translate, community: int) -> list[Action]:
    """Return the way from a good intention to a commitment, which is the member's own."""
    return [bot.action("commit").button(t("One thing I will change"), community=community)]


def public(bot: CommunityBot, view: PulseView) -> Outgoing:
    """Return the message in the meetings channel, with its buttons while it is open."""
    t = bot.translator(view.community.locale)
    if view.result is not None:
        return Outgoing(embeds=[cards.post(t, view)])
    community = view.pulse.community_id
    tap = PulseButton.button(t("How was it?"), style=BLUE, community=community, pulse=view.pulse.id)
    return Outgoing(embeds=[cards.post(t, view)], view=buttons(tap, *_commit(bot, t, community)))
