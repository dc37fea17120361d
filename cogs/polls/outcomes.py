"""The form and words of a poll's outcome."""

from __future__ import annotations

from typing import Any, Self

import discord

from bot.client import CommunityBot
from bot.domain.ids import PollId
from bot.domain.people import Actor
from bot.domain.poll_outcomes import WHY_LIMIT, Outcome, OutcomeKind
from bot.services import poll_outcomes
from bot.services.polls import PollView
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import respond, show_form
from bot.ui.words import clip, escape, timestamp, when

_EARLIER = 3


def kind_name(t: Translate, kind: OutcomeKind) -> str:
    """Return what a kind of outcome is called."""
    return {
        OutcomeKind.DECIDED: t("Decided"),
        OutcomeKind.DISAGREE: t("Agreed to disagree"),
        OutcomeKind.PARKED: t("Parked"),
    }[kind]


def field(t: Translate, view: PollView) -> str:
    """Return what was said of a poll: by whom, why, when it is looked at again, and what was said before."""
    latest, *earlier = view.outcomes
    lines = [_line(t, latest, 500)]
    if latest.review_at is not None:
        lines.append(t("To be looked at again {review}.", review=when(latest.review_at)))
    lines += [t("Before that: {outcome}", outcome=_line(t, one, 60)) for one in earlier[:_EARLIER]]
    return clip("\n".join(lines), 1024)


def _line(t: Translate, outcome: Outcome, length: int) -> str:
    return t(
        "**{kind}** on {day}, stated by {who}: {why}",
        kind=kind_name(t, outcome.kind),
        day=timestamp(outcome.stated_at, "D"),
        who=f"<@{outcome.stated_by}>" if outcome.stated_by is not None else t("a facilitator"),
        why=clip(escape(outcome.why), length),
    )


class StateButton(Action, verb="poll-state", pattern=r"(?P<poll>\d{1,18})"):
    """Opens the form for a closed poll's outcome; on screens that facilitators see."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Open it, unless the poll is open or the presser no facilitator."""
        bot: CommunityBot = interaction.client
        view = await poll_outcomes.closed(bot.context, actor, PollId(int(self.ids["poll"])))
        await show_form(interaction, OutcomeForm(bot.translator(interaction.locale), actor.community_id, view.poll.id))


class OutcomeForm(DurableForm, verb="poll-outcome", pattern=r"(?P<poll>\d{1,18})"):
    """Decided, agreed to disagree, or parked; why; and when to look again."""

    def __init__(self, t: Translate, community: int, poll: int) -> None:
        super().__init__(title=t("Outcome"), community=community, poll=poll)
        self.t = t
        self.poll = PollId(poll)
        self.kind: discord.ui.Select[OutcomeForm] = discord.ui.Select(
            custom_id="kind",
            options=[discord.SelectOption(label=kind_name(t, kind), value=kind.value) for kind in OutcomeKind],
        )
        self.why: discord.ui.TextInput[OutcomeForm] = discord.ui.TextInput(
            custom_id="why", style=discord.TextStyle.paragraph, max_length=WHY_LIMIT
        )
        self.review: discord.ui.TextInput[OutcomeForm] = discord.ui.TextInput(
            custom_id="review", max_length=60, required=False
        )
        self.add_item(discord.ui.Label(text=t("What became of it?"), component=self.kind))
        self.add_item(discord.ui.Label(text=t("Why? Everybody can read this"), component=self.why))
        self.add_item(
            discord.ui.Label(
                text=t("Look at it again (optional)"),
                description=t("Such as in 12 weeks, or 3 Dec 2026 19:30"),
                component=self.review,
            )
        )

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> Self:
        """Return the form as it was."""
        return cls(t, community, int(ids["poll"]))

    async def submit(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Store it and show it."""
        kind = OutcomeKind(self.kind.values[0]) if self.kind.values else OutcomeKind.PARKED
        view = await poll_outcomes.state(
            interaction.client.context, actor, self.poll, kind, self.why.value, self.review.value
        )
        bot: CommunityBot = interaction.client
        t = bot.translator(interaction.locale)
        said = f"{t('Noted; the poll shows it to everybody in a moment.')}\n{field(t, view)}"
        if view.poll.about_topics:
            await respond(interaction, said)
            return
        # What a group cannot settle by a vote it may still put side by side.
        gather = bot.action("talk-gather").button(t("Gather positions"), community=actor.community_id, poll=self.poll)
        await respond(interaction, said, view=buttons(gather))
