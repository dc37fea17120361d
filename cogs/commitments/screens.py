"""The private screens of commitments and their buttons."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.commitments import Commitment, Result
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.words import clip
from cogs.commitments import cards
from cogs.commitments.sentences import RESULTS

Tap = discord.Interaction[Any]
BLUE = discord.ButtonStyle.primary


async def show(interaction: Tap, one: Commitment) -> None:
    """Show one's own commitment: in the place of a private screen that was tapped, else on one of its own."""
    bot: CommunityBot = interaction.client
    t = bot.translator(interaction.locale)
    await _in_place(interaction, None, [cards.own(t, one)], own_buttons(bot, t, one))


async def show_new(interaction: Tap, one: Commitment) -> None:
    """Show a commitment that was just made on a screen of its own: the form may have been opened from any other."""
    bot: CommunityBot = interaction.client
    t = bot.translator(interaction.locale)
    await respond(interaction, embeds=[cards.own(t, one)], view=own_buttons(bot, t, one))


async def show_all(interaction: Tap, found: list[Commitment], community: int) -> None:
    """Show all of one's own, with a menu to look at one."""
    bot: CommunityBot = interaction.client
    t = bot.translator(interaction.locale)
    begin = bot.action("commit").button(t("Commit to a change"), style=BLUE, community=community)
    if not found:
        said = t(
            "You have no commitments yet. One small change, written down, is kept more often than a good intention."
        )
        await _in_place(interaction, said, [], buttons(begin))
        return
    options = [
        discord.SelectOption(
            label=clip(f"{number}. {one.words.change if one.words else t('(unreadable)')}", 100), value=str(one.id)
        )
        for number, one in enumerate(found, start=1)
    ]
    menu = bot.action("commit-one").select(options=options, placeholder=t("Look at one"), community=community)
    await _in_place(interaction, cards.listing(t, found), [], buttons(menu, begin))


def own_buttons(bot: CommunityBot, t: Translate, one: Commitment) -> discord.ui.View:
    """Return what its owner can do with a commitment now."""
    ids: dict[str, Any] = {"community": one.community_id, "commitment": one.id}
    shown: list[Action] = []
    if not one.ended:
        wanted = list(Result) if one.awaiting is not None else [Result.DONE, Result.DROPPED]
        if one.next_check is not None:
            shown += result_buttons(bot, t, one, wanted, one.next_check.weeks)
        shown.append(bot.action("commit-edit").button(t("Change it"), row=1, **ids))
        shown.append(bot.action("commit-more").button(t("Say what would help"), row=1, **ids))
    told = one.latest
    if told is not None:
        shown.append(bot.action("commit-helped").button(t("Say what helped"), row=1, weeks=told.weeks, **ids))
    if one.words is not None:
        label, wish = (t("Take it back"), "no") if one.shared else (t("Share it"), "yes")
        shown.append(bot.action("commit-share").button(label, row=2, wanted=wish, **ids))
    shown.append(bot.action("commit-mine").button(t("All my commitments"), community=one.community_id, row=2))
    return buttons(*shown)


def result_buttons(bot: CommunityBot, t: Translate, one: Commitment, wanted: list[Result], weeks: int) -> list[Action]:
    """Return a button for each answer about one of the two times."""
    tell = bot.action("commit-tell")
    ids: dict[str, Any] = {"community": one.community_id, "commitment": one.id, "weeks": weeks, "row": 0}
    return [tell.button(t(RESULTS[result]), result=result.value, **ids) for result in wanted]


def question_buttons(bot: CommunityBot, t: Translate, one: Commitment, weeks: int) -> discord.ui.View:
    """Return the four answers to the question how it goes."""
    return buttons(*result_buttons(bot, t, one, list(Result), weeks))


def noted_buttons(bot: CommunityBot, t: Translate, one: Commitment, weeks: int) -> discord.ui.View:
    """Return what follows an answer."""
    ids: dict[str, Any] = {"community": one.community_id, "commitment": one.id}
    return buttons(
        bot.action("commit-helped").button(t("Say what helped"), style=BLUE, weeks=weeks, **ids),
        bot.action("commit-look").button(t("Look at it"), **ids),
    )


async def _in_place(
    interaction: Tap, text: str | None, embeds: list[discord.Embed], view: discord.ui.View | None
) -> None:
    message = interaction.message
    if message is not None and (message.flags.ephemeral or interaction.guild_id is None):
        await redraw(interaction, text, embeds=embeds, view=view)
    else:
        await respond(interaction, text, embeds=embeds, view=view)
