"""What happened next: a part of a case that is told later, written on the author's private check."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.cases import NEXT, Sequel
from bot.domain.people import Actor
from bot.services.cases import checking, drafts
from bot.texts import Translate
from bot.ui.components import Action
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import show_form
from bot.ui.sentences import NOT_CLINICAL
from cogs.cases.inputs import text_input
from cogs.cases.sentences import PARTS
from cogs.cases.views import Tap, bot_of, show_check, words_for

WHICH = r"(?P<draft>\d{1,18}):(?P<place>[0-2])"


class NextButton(Action, verb="case-next", pattern=WHICH):
    """Write a part that is told later, or change it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form with what it held."""
        draft = await drafts.get(bot_of(interaction).context, actor, int(self.ids["draft"]))
        place = min(int(self.ids["place"]), len(draft.sequels))
        before = draft.sequels[place] if place < len(draft.sequels) else None
        await show_form(interaction, NextForm(words_for(interaction), actor.community_id, draft.id, place, before))


class NextForm(DurableForm, verb="case-sequel", pattern=WHICH):
    """One part that is told later, and when."""

    offers_help = True

    def __init__(self, t: Translate, community: int, draft_id: int, place: int, before: Sequel | None = None) -> None:
        super().__init__(title=t("What happened next"), community=community, draft=draft_id, place=place)
        self._draft_id, self._place = draft_id, place
        part = NEXT[place]
        self._text = text_input(part, before.text if before else "", t("What you found, did or learnt then"))
        self._when: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="when",
            style=discord.TextStyle.short,
            required=False,
            max_length=100,
            placeholder=t("2 days, 36 hours, 3 December 7pm…"),
        )
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        hint = t("A facilitator reads it with the case; colleagues only later.")
        if before is not None:
            hint = t("A facilitator reads it with the case. Empty it to take this part away.")
        self.add_item(discord.ui.Label(text=t(PARTS[part]), description=hint, component=self._text))
        told = t("A length counts from the release.")
        if before is not None:
            told = t("A length counts from the release. Leave it empty to keep the time.")
        self.add_item(discord.ui.Label(text=t("When it is told"), description=told, component=self._when))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> NextForm:
        """Return the form for the same part."""
        return cls(t, community, int(ids["draft"]), int(ids["place"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Save the part and check the whole case."""
        context = bot_of(interaction).context
        draft = await drafts.save_sequel(
            context, actor, self._draft_id, self._place, self._text.value, self._when.value
        )
        await show_check(interaction, await checking.look(context, actor, draft.id))


FORMS = (NextForm,)
ACTIONS = (NextButton,)
