"""The inputs of the case forms."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain import cases as rules
from bot.domain.cases import LIMITS, REASON_LIMIT, Area, Ask, LifeStage, Part
from bot.texts import Translate
from cogs.cases.sentences import PARTS, STAGES, STATEMENTS

MINE, FOR_A_MEMBER = "mine", "member"


def text_input(part: Part, written: str, hint: str) -> discord.ui.TextInput[Any]:
    """Return the input of a part, holding what was written. A redacted text may have outgrown the limit a little."""
    return discord.ui.TextInput(
        custom_id=part.value,
        style=discord.TextStyle.short if part is Part.TITLE else discord.TextStyle.paragraph,
        placeholder=hint,
        default=written or None,
        required=part in rules.REQUIRED,
        max_length=max(LIMITS[part], len(written)),
    )


def labelled(t: Translate, part: Part, component: discord.ui.TextInput[Any]) -> discord.ui.Label[Any]:
    """Return the input under the name of its part."""
    return discord.ui.Label(text=t(PARTS[part]), component=component)


def stage_menu(t: Translate, chosen: LifeStage | None) -> discord.ui.Select[Any]:
    """Return the menu of life stages."""
    return discord.ui.Select(
        custom_id="stage",
        placeholder=t("Choose"),
        options=[
            discord.SelectOption(label=t(label), value=stage.value, default=stage is chosen)
            for stage, label in STAGES.items()
        ],
    )


def area_menu(t: Translate, chosen: Area | None) -> discord.ui.Select[Any]:
    """Return the menu of clinical areas."""
    return discord.ui.Select(
        custom_id="area",
        placeholder=t("Choose"),
        options=[discord.SelectOption(label=t(area.value), value=area.value, default=area is chosen) for area in Area],
    )


def name_choice(t: Translate, ask: Ask | None) -> discord.ui.RadioGroup[Any]:
    """Return the choice of name; nothing is chosen for the author, so that nobody is named by an oversight."""
    return discord.ui.RadioGroup(
        custom_id="name",
        options=[
            discord.RadioGroupOption(
                label=t("Under my name"), value=MINE, default=ask is not None and not ask.anonymous
            ),
            discord.RadioGroupOption(
                label=t("Posted for a member"),
                value=FOR_A_MEMBER,
                description=t("Nobody here is told that it is yours, facilitators included."),
                default=ask is not None and ask.anonymous,
            ),
        ],
    )


def statement_boxes(t: Translate) -> discord.ui.CheckboxGroup[Any]:
    """Return one box for each statement; Discord's own form asks for all of them."""
    return discord.ui.CheckboxGroup(
        custom_id="affirm",
        min_values=len(STATEMENTS),
        max_values=len(STATEMENTS),
        options=[
            discord.CheckboxGroupOption(label=t(label), value=statement.value, description=t(why))
            for statement, (label, why) in STATEMENTS.items()
        ],
    )


def reason_input(hint: str | None = None) -> discord.ui.TextInput[Any]:
    """Return the input for a reason."""
    return discord.ui.TextInput(
        custom_id="reason", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT, placeholder=hint
    )


def follow_up_input(t: Translate) -> discord.ui.TextInput[Any]:
    """Return the input for the day on which the author is asked what happened."""
    return discord.ui.TextInput(
        custom_id="follow-up",
        style=discord.TextStyle.short,
        required=False,
        max_length=100,
        placeholder=t("in 4 weeks, 3 December…"),
    )
