"""The forms of a commitment: what one commits to, more in own words, and what helped."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain import commitments as rules
from bot.domain.commitments import LIMITS, Barrier, Commitment
from bot.domain.people import Actor
from bot.services import commitment_checks, commitments
from bot.texts import Translate
from bot.ui.durable_forms import DurableForm
from bot.ui.sentences import NOT_CLINICAL
from cogs.commitments import screens
from cogs.commitments.sentences import BARRIERS, CERTAINTY

Tap = discord.Interaction[Any]
ONE = r"(?P<commitment>\d{1,18})"


def _text(name: str, value: str = "", *, lines: bool = False, required: bool = False) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if lines else discord.TextStyle.short,
        default=value or None,
        required=required,
        max_length=LIMITS.get(name, 100),
    )


class CommitForm(DurableForm, verb="commit-form", pattern=ONE):
    """A change, for whom, by when, how certain, what may get in the way; number 0 is a new one."""

    offers_help = True

    def __init__(self, t: Translate, community: int, commitment: int, found: Commitment | None = None) -> None:
        super().__init__(title=t("A change I commit to"), community=community, commitment=commitment)
        self._commitment = commitment
        words = found.words if found is not None else None
        self._change = _text("change", words.change if words else "", lines=True, required=True)
        self._patients = _text("patients", words.patients if words else "")
        self._due = _text("due", required=commitment == 0)
        by = t("Such as in 6 weeks, or 3 Dec")
        if commitment != 0:
            by = t("Leave it empty and the day stays as it is")
        self._certainty: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="certainty",
            options=[
                discord.SelectOption(label=t(label), value=str(n), default=words is not None and words.certainty == n)
                for n, label in CERTAINTY.items()
            ],
        )
        self._barriers: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="barriers",
            required=False,
            min_values=0,
            max_values=len(Barrier),
            options=[
                discord.SelectOption(
                    label=t(label), value=kind.value, default=words is not None and kind in words.barriers
                )
                for kind, label in BARRIERS.items()
            ],
        )
        for label, hint, component in (
            (t("What will you change?"), t("One thing, such as: ask about sleep at each asthma review"), self._change),
            (t("For which patients?"), t(NOT_CLINICAL), self._patients),
            (t("By when?"), by, self._due),
            (t("How certain are you that you will?"), None, self._certainty),
            (t("What may get in the way?"), None, self._barriers),
        ):
            self.add_item(discord.ui.Label(text=label, description=hint, component=component))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> CommitForm:
        """Return the form for the same commitment."""
        return cls(t, community, int(ids["commitment"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show it."""
        certainty = int(self._certainty.values[0]) if self._certainty.values else 3
        words = rules.words(self._change.value, self._patients.value, certainty, self._barriers.values)
        ctx = interaction.client.context
        if self._commitment == 0:
            await screens.show_new(interaction, await commitments.make(ctx, actor, words, self._due.value))
        else:
            one = await commitments.change(ctx, actor, self._commitment, words, self._due.value)
            await screens.show(interaction, one)


class MoreForm(DurableForm, verb="commit-more-form", pattern=ONE):
    """What may get in the way and what would help, in own words."""

    offers_help = True

    def __init__(self, t: Translate, community: int, commitment: int, found: Commitment | None = None) -> None:
        super().__init__(title=t("In your own words"), community=community, commitment=commitment)
        self._commitment = commitment
        words = found.words if found is not None else None
        self._obstacles = _text("obstacles", words.obstacles if words else "", lines=True)
        self._support = _text("support", words.support if words else "", lines=True)
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(discord.ui.Label(text=t("What may get in the way?"), component=self._obstacles))
        self.add_item(discord.ui.Label(text=t("What, or who, would help?"), component=self._support))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> MoreForm:
        """Return the form for the same commitment."""
        return cls(t, community, int(ids["commitment"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Add it and show the commitment."""
        one = await commitments.add_words(
            interaction.client.context, actor, self._commitment, self._obstacles.value, self._support.value
        )
        await screens.show(interaction, one)


class ReportForm(DurableForm, verb="commit-report", pattern=ONE + r":(?P<weeks>\d{1,2})"):
    """What helped and what hindered, and whether others may read it without a name."""

    offers_help = True

    def __init__(self, t: Translate, community: int, commitment: int, weeks: int) -> None:
        super().__init__(
            title=t("What helped, what hindered?"), community=community, commitment=commitment, weeks=weeks
        )
        self._commitment, self._weeks = commitment, weeks
        self._helped, self._hindered = _text("helped", lines=True), _text("hindered", lines=True)
        self._may: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="may",
            options=[
                discord.SelectOption(label=t("Keep it to me"), value="no", default=True),
                discord.SelectOption(label=t("Colleagues may read it, without my name"), value="yes"),
            ],
        )
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(discord.ui.Label(text=t("What helped?"), component=self._helped))
        self.add_item(discord.ui.Label(text=t("What hindered?"), component=self._hindered))
        self.add_item(discord.ui.Label(text=t("Who may read it?"), component=self._may))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> ReportForm:
        """Return the form for the same time."""
        return cls(t, community, int(ids["commitment"]), int(ids["weeks"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the commitment."""
        one = await commitment_checks.tell_more(
            interaction.client.context,
            actor,
            self._commitment,
            self._weeks,
            self._helped.value,
            self._hindered.value,
            may_be_read="yes" in self._may.values,
        )
        await screens.show(interaction, one)


FORMS = (CommitForm, MoreForm, ReportForm)
