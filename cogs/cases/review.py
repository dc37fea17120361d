"""The facilitators' queue: the card with Release and Decline, and the form that asks why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.cases import CaseState
from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.domain.pictures import Picture
from bot.services.cases import pictures, release
from bot.services.cases.release import CaseView, Decision, Verdict
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import escape
from cogs.cases import screens
from cogs.cases.album import files
from cogs.cases.cards import has_more, review_embeds, whole_embeds
from cogs.cases.inputs import reason_input
from cogs.cases.views import Tap, bot_of, words_for


def review_message(t: Translate, view: CaseView) -> Outgoing:
    """Return the queue card; a waiting case has its two buttons."""
    return Outgoing(embeds=review_embeds(t, view), view=_review_buttons(t, view))


def _review_buttons(t: Translate, view: CaseView) -> discord.ui.View | None:
    case = view.case
    if case.state is not CaseState.WAITING:
        return None
    success = discord.ButtonStyle.success
    return buttons(
        ReleaseButton.button(t("Release"), style=success, community=int(case.community_id), case=case.id),
        DeclineButton.button(t("Decline"), community=int(case.community_id), case=case.id),
    )


async def _show_decision(interaction: Tap, decision: Decision) -> None:
    """Draw the card as it stands now; whoever came second is told privately who was first."""
    bot = bot_of(interaction)
    view = decision.view
    card = review_message(bot.translator(view.community.locale), view)
    await redraw(interaction, embeds=card.embeds, view=card.view, files=())
    if decision.verdict is Verdict.ALREADY:
        await respond(interaction, screens.decided_before(words_for(interaction), view.case))


class LookButton(Action, verb="case-look", pattern=r"(?P<case>\d{1,18})"):
    """Shows a facilitator the queue card privately, wherever they are in the server."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it with its two buttons."""
        view = await release.look(bot_of(interaction).context, actor, CaseId(int(self.ids["case"])))
        card = review_message(words_for(interaction), view)
        await respond(interaction, embeds=card.embeds, view=card.view)


class ReleaseButton(Action, verb="case-release", pattern=r"(?P<case>\d{1,18})"):
    """Release a case."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Release it, unless it is the presser's own; what its card has no room for is shown to them first."""
        context, case_id = bot_of(interaction).context, CaseId(int(self.ids["case"]))
        view = await release.look(context, actor, case_id)
        if has_more(view):
            await _show_whole(interaction, view, await pictures.waiting(context, actor, case_id))
            return
        await _release(interaction, actor, case_id)


async def _show_whole(interaction: Tap, view: CaseView, shown: Sequence[Picture]) -> None:
    t, case = words_for(interaction), view.case
    ids: dict[str, Any] = {"community": int(case.community_id), "case": case.id}
    release_button = ReleaseWholeButton.button(t("Release"), style=discord.ButtonStyle.success, **ids)
    lines = [t("**Before you release case {n}:** this belongs to it. You are the second person to read it.", n=case.id)]
    if shown:
        lines.append(t("Look at the pictures at full size: any writing, face, tattoo or place that people could know?"))
        lines += [t("Picture {n}: {alt}", n=one.number, alt=escape(one.alt)) for one in shown]
    items = buttons(release_button, DeclineButton.button(t("Decline"), **ids))
    await respond(interaction, "\n".join(lines), embeds=whole_embeds(t, case), view=items, files=files(shown))


async def _release(interaction: Tap, actor: Actor, case_id: CaseId) -> None:
    decision = await release.release(bot_of(interaction).context, actor, case_id)
    if decision.verdict is Verdict.OWN:
        await respond(interaction, screens.own_case(words_for(interaction)))
    else:
        await _show_decision(interaction, decision)


class ReleaseWholeButton(Action, verb="case-release-whole", pattern=r"(?P<case>\d{1,18})"):
    """Release a case after having read all of it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Release it, unless it is the presser's own."""
        await _release(interaction, actor, CaseId(int(self.ids["case"])))


class DeclineButton(Action, verb="case-decline", pattern=r"(?P<case>\d{1,18})"):
    """Decline a case."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask why."""
        case_id = CaseId(int(self.ids["case"]))
        view = await release.look(bot_of(interaction).context, actor, case_id)
        if view.case.state is not CaseState.WAITING:
            await _show_decision(interaction, Decision(Verdict.ALREADY, view))
        else:
            await show_form(interaction, DeclineForm(words_for(interaction), actor.community_id, case_id))


class DeclineForm(DurableForm, verb="case-why", pattern=r"(?P<case>\d{1,18})"):
    """Why a case is declined; its author reads it, nobody else."""

    def __init__(self, t: Translate, community: int, case_id: CaseId) -> None:
        super().__init__(title=t("Decline this case"), community=community, case=case_id)
        self._case_id = case_id
        self._reason = reason_input(t("For example: the job and the village together point to one person."))
        hint = t("The author alone reads it, and may edit and send the case again.")
        self.add_item(discord.ui.Label(text=t("Why?"), description=hint, component=self._reason))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> DeclineForm:
        """Return the form for the same case."""
        return cls(t, community, CaseId(int(ids["case"])))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Decline it."""
        context = bot_of(interaction).context
        await _show_decision(interaction, await release.decline(context, actor, self._case_id, self._reason.value))


FORMS = (DeclineForm,)
ACTIONS = (LookButton, ReleaseButton, ReleaseWholeButton, DeclineButton)
