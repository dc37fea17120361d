"""What happened to the patient: asked in a direct message, told in a form; the author's screens are private."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.discussions import Field
from bot.domain.follow_ups import WEEKS
from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.services.discussions import follow_ups
from bot.services.discussions.follow_ups import Asking
from bot.services.discussions.notes import Verdict
from bot.services.discussions.seeing import DiscussionView
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.sentences import NOT_CLINICAL
from cogs.case_talk import cards
from cogs.case_talk.inputs import Tap, bot_of, labelled, text_input, words_for

CASE = r"(?P<case>\d{1,18})"
MOST_IN_REASON = 300


def case_in(ids: dict[str, str]) -> CaseId:
    """Return which case a button or form is about."""
    return CaseId(int(ids["case"]))


def question(t: Translate, asking: Asking) -> Outgoing:
    """Return the direct message that asks what happened."""
    discussion = asking.view.discussion
    ids = {"community": int(discussion.community_id), "case": discussion.case_id or 0}
    view = buttons(
        TellButton.button(t("Tell what happened"), style=discord.ButtonStyle.primary, **ids),
        LaterButton.button(t("Ask in 4 weeks"), weeks=4, **ids),
        NoButton.button(t("No follow-up"), **ids),
    )
    return Outgoing(cards.what_happened(t, asking.view, again=asking.again), view=view)


def own_screen(t: Translate, view: DiscussionView) -> tuple[str, discord.ui.View]:
    """Return the author's private screen about the follow-up of their case."""
    discussion = view.discussion
    ids = {"community": int(discussion.community_id), "case": discussion.case_id or 0}
    shown: list[Action] = [TellButton.button(t("Tell what happened"), style=discord.ButtonStyle.primary, **ids)]
    shown += [
        LaterButton.button(t.n("Ask in {n} week", "Ask in {n} weeks", weeks), weeks=weeks, row=1, **ids)
        for weeks in WEEKS
    ]
    if view.follow_up is not None and view.follow_up.is_open:
        shown.append(NoButton.button(t("No follow-up"), row=0, **ids))
    return cards.follow_up_state(t, view), buttons(*shown)


async def show_own(interaction: Tap, view: DiscussionView) -> None:
    """Show that screen: in the place of a private one that was tapped, else as a message of its own."""
    content, items = own_screen(words_for(interaction), view)
    if interaction.message is not None and (interaction.message.flags.ephemeral or interaction.guild_id is None):
        await redraw(interaction, content, view=items)
    else:
        await respond(interaction, content, view=items)


class FollowUpButton(Action, verb="talk-follow", pattern=CASE):
    """The author's screen, from a private screen that everybody may open."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it to the author."""
        await show_own(interaction, await follow_ups.look(bot_of(interaction).context, actor, self.ids["case"]))


class LaterButton(Action, verb="talk-later", pattern=CASE + r":(?P<weeks>\d{1,2})"):
    """Be asked so many weeks from now."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Plan it."""
        weeks = max(1, int(self.ids["weeks"]))
        view = await follow_ups.choose_weeks(bot_of(interaction).context, actor, case_in(self.ids), weeks)
        await show_own(interaction, view)


class NoButton(Action, verb="talk-unasked", pattern=CASE):
    """Not be asked."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Plan nothing any more."""
        await show_own(interaction, await follow_ups.decline(bot_of(interaction).context, actor, case_in(self.ids)))


class TellButton(Action, verb="talk-tell", pattern=CASE):
    """Tell what happened."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form."""
        view = await follow_ups.look(bot_of(interaction).context, actor, self.ids["case"])
        case_id = view.discussion.case_id or case_in(self.ids)
        await show_form(interaction, OutcomeForm(words_for(interaction), actor.community_id, case_id))


class OutcomeForm(DurableForm, verb="talk-outcome", pattern=CASE):
    """What happened."""

    def __init__(self, t: Translate, community: int, case_id: CaseId) -> None:
        super().__init__(title=t("What happened?"), community=community, case=case_id)
        self._case_id = case_id
        self._text = text_input(Field.OUTCOME, "", t("In a few lines, without dates, names and places"), lines=True)
        self._reason: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="reason", style=discord.TextStyle.short, required=False, max_length=MOST_IN_REASON
        )
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(labelled(t, Field.OUTCOME, self._text))
        hint = t("Only if I questioned one before. Else leave this empty.")
        self.add_item(
            discord.ui.Label(text=t("Why a questioned detail stays"), description=hint, component=self._reason)
        )

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> OutcomeForm:
        """Return the form for the same case."""
        return cls(t, community, case_in(ids))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Add it to the post."""
        done = await follow_ups.tell(
            bot_of(interaction).context, actor, self._case_id, self._text.value, self._reason.value
        )
        t = words_for(interaction)
        said = t("Thank you. Your colleagues read it on the post of the case.")
        if done.verdict is Verdict.FULL:
            said = t("The post holds ten follow-ups already, so this one was not added. Please write it in the thread.")
        await respond(interaction, said)


FORMS = (OutcomeForm,)
ACTIONS = (FollowUpButton, LaterButton, NoButton, TellButton)
