"""Buttons and forms of a discussion. They stand on its post, which everybody sees; each answer is private."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.discussions import Field, Round, Stance
from bot.domain.ids import DiscussionId
from bot.domain.people import Actor, Place
from bot.services.discussions import positions, questions, rounds
from bot.services.discussions.seeing import DiscussionView
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.sentences import NOT_CLINICAL
from cogs.case_talk import cards
from cogs.case_talk.inputs import DISCUSSION, Tap, bot_of, id_in, labelled, text_input, words_for
from cogs.case_talk.sentences import ENDINGS


def summary_buttons(t: Translate, view: DiscussionView, page: int) -> discord.ui.View:
    """Return the buttons under a private page: between pages, and to say something oneself."""
    ids = {"community": int(view.discussion.community_id), "discussion": view.discussion.id}
    last = len(cards.pages(t, view)) - 1
    page = min(page, last)
    shown: list[Action] = []
    if last > 0:
        shown = [
            ReadButton.button(t("Earlier"), disabled=page == 0, page=max(page - 1, 0), **ids),
            ReadButton.button(t("Later"), disabled=page == last, page=page + 1, **ids),
        ]
    if view.discussion.round is Round.ADVICE:
        shown.append(ApproachButton.button(t("How would you approach it?"), **ids))
    return buttons(*shown)


async def show_summary(interaction: Tap, view: DiscussionView, page: int) -> None:
    """Show a page of the summary: in the place of the page that was tapped, else as a message of its own."""
    t = words_for(interaction)
    embed, view_ = cards.summary(t, view, page), summary_buttons(t, view, page)
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await redraw(interaction, embeds=[embed], view=view_)
    else:
        await respond(interaction, embeds=[embed], view=view_)


class ApproachButton(Action, verb="talk-approach", pattern=DISCUSSION):
    """Take a position, or change it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form with what the presser has said so far."""
        discussion_id = id_in(self.ids)
        stance = await positions.mine(bot_of(interaction).context, actor, discussion_id)
        await show_form(interaction, ApproachForm(words_for(interaction), actor.community_id, discussion_id, stance))


class ApproachForm(DurableForm, verb="talk-stance", pattern=DISCUSSION):
    """How I would approach it: what, when it fits, what it rests on."""

    def __init__(self, t: Translate, community: int, discussion_id: DiscussionId, stance: Stance | None = None) -> None:
        super().__init__(title=t("How would you approach it?"), community=community, discussion=discussion_id)
        self._discussion_id = discussion_id
        said = stance or Stance("", "")
        self._approach = text_input(Field.APPROACH, said.approach, t("What I would do, in a few lines"), lines=True)
        self._fits = text_input(Field.FITS, said.fits, t("For whom, and for whom not"), lines=False)
        self._evidence = text_input(
            Field.EVIDENCE, said.evidence, t("A guideline, a study, experience; leave empty if nothing"), lines=False
        )
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(labelled(t, Field.APPROACH, self._approach))
        self.add_item(labelled(t, Field.FITS, self._fits))
        self.add_item(labelled(t, Field.EVIDENCE, self._evidence))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> ApproachForm:
        """Return the form for the same discussion."""
        return cls(t, community, id_in(ids))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the position."""
        t = words_for(interaction)
        done = await positions.take(
            bot_of(interaction).context,
            actor,
            self._discussion_id,
            self._approach.value,
            self._fits.value,
            self._evidence.value,
        )
        community = int(actor.community_id)
        back = WithdrawButton.button(t("Take it back"), community=community, discussion=self._discussion_id)
        await respond(interaction, cards.taken(t, done.view, done.is_new), view=buttons(back))


class WithdrawButton(Action, verb="talk-withdraw", pattern=DISCUSSION):
    """Take one's own position back; on the private answer."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Take it away."""
        await positions.withdraw(bot_of(interaction).context, actor, id_in(self.ids))
        await redraw(interaction, words_for(interaction)("Your position was taken back."))


class ReadButton(Action, verb="talk-read", pattern=DISCUSSION + r":(?P<page>\d{1,4})"):
    """Read all positions in full."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show a page of them."""
        view = await positions.read(bot_of(interaction).context, actor, id_in(self.ids))
        await show_summary(interaction, view, int(self.ids["page"]))


class OpenButton(Action, verb="talk-open", pattern=DISCUSSION):
    """Open the advice round, or reopen it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it; the post shows it."""
        moved = await rounds.open_advice(bot_of(interaction).context, actor, id_in(self.ids))
        t = words_for(interaction)
        said = t("The advice round is open now.") if moved.just_now else t("The advice round was open already.")
        await respond(interaction, said)


class EndButton(Action, verb="talk-end", pattern=DISCUSSION):
    """End the discussion."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask how it ends."""
        discussion_id = id_in(self.ids)
        await rounds.may_end(bot_of(interaction).context, actor, discussion_id)
        await show_form(interaction, EndForm(words_for(interaction), actor.community_id, discussion_id))


class EndForm(DurableForm, verb="talk-ending", pattern=DISCUSSION):
    """How a discussion ends."""

    def __init__(self, t: Translate, community: int, discussion_id: DiscussionId) -> None:
        super().__init__(title=t("End the discussion"), community=community, discussion=discussion_id)
        self._discussion_id = discussion_id
        self._ending: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup(
            custom_id="ending",
            options=[
                discord.RadioGroupOption(label=t(name), value=ending.value, description=t(why))
                for ending, (name, why) in ENDINGS.items()
            ],
        )
        self._closing = text_input(Field.CLOSING, "", t("What was decided, what stays open; may be empty"), lines=True)
        self.add_item(discord.ui.TextDisplay(t("Every position stays on the post, in its holder's own words.")))
        self.add_item(discord.ui.Label(text=t("How does it end?"), component=self._ending))
        self.add_item(labelled(t, Field.CLOSING, self._closing))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> EndForm:
        """Return the form for the same discussion."""
        return cls(t, community, id_in(ids))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """End it."""
        moved = await rounds.end(
            bot_of(interaction).context, actor, self._discussion_id, self._ending.value or "", self._closing.value
        )
        t = words_for(interaction)
        if not moved.just_now:
            await respond(interaction, t("This discussion had ended already; nothing was changed."))
            return
        await respond(interaction, t("The discussion has ended. **Reopen** on the post takes that back."))


class AskForm(DurableForm, verb="talk-ask"):
    """A question without a patient, in two lines."""

    def __init__(self, t: Translate, community: int) -> None:
        super().__init__(title=t("Ask how colleagues do it"), community=community)
        self._question = text_input(Field.QUESTION, "", t("How do you stop long-term sleeping tablets?"), lines=False)
        self._setting = text_input(
            Field.SETTING, "", t("Setting, or why you ask; leave empty if it is clear"), lines=False
        )
        self.add_item(discord.ui.TextDisplay(t("Without any patient: for a patient, use `/case share`.")))
        self.add_item(labelled(t, Field.QUESTION, self._question))
        self.add_item(labelled(t, Field.SETTING, self._setting))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> AskForm:
        """Return the empty form."""
        return cls(t, community)

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Post the question."""
        view = await questions.ask(bot_of(interaction).context, actor, self._question.value, self._setting.value)
        forum_id = view.community.channel_of(Place.CASES)
        await respond(interaction, cards.asked(words_for(interaction), view, forum_id))


FORMS = (ApproachForm, EndForm, AskForm)
ACTIONS = (ApproachButton, WithdrawButton, ReadButton, OpenButton, EndButton)
