"""Buttons and the form of private answers. One button stands on the prompt; all others on private screens."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.people import Actor
from bot.domain.prompt_answers import LONGEST, RoundState
from bot.services import prompt_answers
from bot.services.prompt_answers import Board, Paper
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.sentences import NOT_CLINICAL
from cogs.prompt_answers import cards

Tap = discord.Interaction[Any]
SENDING = r"(?P<sending>\d{1,18})"


def _bot(interaction: Tap) -> CommunityBot:
    return interaction.client


def _t(interaction: Tap) -> Translate:
    return _bot(interaction).translator(interaction.locale)


def screen_view(t: Translate, paper: Paper) -> discord.ui.View:
    """Return the buttons of whoever answers; none once the round is over."""
    found = paper.round
    ids: dict[str, Any] = {"community": int(found.community_id), "sending": found.id}
    if found.state is not RoundState.OPEN:
        return buttons()
    label = t("Change my answer") if paper.mine is not None else t("Write my answer")
    items: list[Action] = [WriteButton.button(label, style=discord.ButtonStyle.primary, **ids)]
    if paper.mine is not None and paper.mine.held:
        items.append(ShareButton.button(t("Post it with the others"), **ids))
    if paper.mine is not None:
        items.append(TakeBackButton.button(t("Take it back"), **ids))
    if paper.count is not None:
        items.append(CompileButton.button(t("Compile now"), **ids))
    return buttons(*items)


def post_view(t: Translate, board: Board) -> discord.ui.View:
    """Return the button below the compiled answers, where not all of them fit."""
    if len(cards.pages(t, board.answers)) < 2:
        return buttons()
    return buttons(
        ReadButton.button(t("Read them all"), community=int(board.round.community_id), sending=board.round.id, page=0)
    )


class AnswerButton(Action, verb="prompt-answer", pattern=SENDING):
    """On the prompt: shows the presser's own screen, which tells everything beforehand."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it."""
        paper = await prompt_answers.look(_bot(interaction).context, actor, int(self.ids["sending"]))
        t = _t(interaction)
        await respond(interaction, embeds=[cards.screen(t, paper)], view=screen_view(t, paper))


class WriteButton(Action, verb="answer-write", pattern=SENDING):
    """Opens the form, with what was written before."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it, or tell that it is over."""
        sending = int(self.ids["sending"])
        paper = await prompt_answers.look(_bot(interaction).context, actor, sending)
        t = _t(interaction)
        if paper.round.state is not RoundState.OPEN:
            await redraw(interaction, embeds=[cards.screen(t, paper)])
            return
        await show_form(interaction, AnswerForm(t, actor.community_id, sending, paper))


class AnswerForm(DurableForm, verb="answer-form", pattern=SENDING):
    """One text."""

    offers_help = True

    def __init__(self, t: Translate, community: int, sending: int, paper: Paper | None = None) -> None:
        super().__init__(title=t("Answer privately"), community=community, sending=sending)
        self._sending = sending
        mine = paper.mine if paper is not None else None
        self._text: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="text",
            style=discord.TextStyle.paragraph,
            placeholder=t("A line or two is plenty"),
            default=mine.text if mine is not None else None,
            max_length=LONGEST,
        )
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(discord.ui.Label(text=t("Your answer"), component=self._text))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> AnswerForm:
        """Return the form for the same prompt."""
        return cls(t, community, int(ids["sending"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the answer and show the screen as it is then."""
        given = await prompt_answers.give(_bot(interaction).context, actor, self._sending, self._text.value)
        t = _t(interaction)
        await respond(interaction, embeds=[cards.receipt(t, given)], view=screen_view(t, given.paper))


class ShareButton(Action, verb="answer-share", pattern=SENDING):
    """Lets an answer be posted that was held because of its words."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Let it, and show the screen as it is then."""
        paper = await prompt_answers.share(_bot(interaction).context, actor, int(self.ids["sending"]))
        t = _t(interaction)
        told = t("It will be posted with the others.")
        await redraw(interaction, told, embeds=[cards.screen(t, paper)], view=screen_view(t, paper))


class TakeBackButton(Action, verb="answer-back", pattern=SENDING):
    """Deletes the presser's answer."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Delete it and show the screen as it is then."""
        paper = await prompt_answers.take_back(_bot(interaction).context, actor, int(self.ids["sending"]))
        t = _t(interaction)
        await redraw(interaction, t("Taken back."), embeds=[cards.screen(t, paper)], view=screen_view(t, paper))


class CompileButton(Action, verb="answer-compile", pattern=SENDING):
    """Ends a round before its time; for facilitators, on their own screen."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Compile; the post follows by itself."""
        paper = await prompt_answers.compile_now(_bot(interaction).context, actor, int(self.ids["sending"]))
        await redraw(interaction, embeds=[cards.screen(_t(interaction), paper)])


class ReadButton(Action, verb="answer-read", pattern=SENDING + r":(?P<page>\d{1,4})"):
    """Shows all answers to one reader, page by page."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show a page: in the place of the page that was tapped, else as a message of its own."""
        t, sending, number = _t(interaction), int(self.ids["sending"]), int(self.ids["page"])
        board = await prompt_answers.read(_bot(interaction).context, actor, sending)
        last = len(cards.pages(t, board.answers)) - 1
        ids: dict[str, Any] = {"community": int(actor.community_id), "sending": sending}
        turns = buttons(
            ReadButton.button(t("Earlier"), disabled=number == 0, page=max(number - 1, 0), **ids),
            ReadButton.button(t("Later"), disabled=number >= last, page=min(number + 1, last), **ids),
        )
        embed = cards.page(t, board, number)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await redraw(interaction, embeds=[embed], view=turns)
        else:
            await respond(interaction, embeds=[embed], view=turns)


ACTIONS = (AnswerButton, WriteButton, ShareButton, TakeBackButton, CompileButton, ReadButton)
FORMS = (AnswerForm,)
