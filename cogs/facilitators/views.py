"""The buttons of the digest, and those of the gentle question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.digest import Line, Need
from bot.domain.ids import MeetingId
from bot.domain.people import Actor
from bot.services import digest
from bot.services.digest import Digest
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from cogs.facilitators import cards

Tap = discord.Interaction[Any]
MOST_BUTTONS = 20


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


async def with_roles(interaction: Tap, actor: Actor) -> Actor:
    """Return the person with their roles in the server, which a press in a direct message does not tell."""
    if interaction.guild_id is not None:
        return actor
    guild = interaction.client.get_guild(actor.community_id)
    if guild is None:
        return actor
    try:
        member = await guild.fetch_member(actor.member_id)
    except discord.HTTPException:
        return actor
    return replace(actor, role_ids=frozenset(role.id for role in member.roles))


def digest_view(bot: CommunityBot, t: Translate, found: Digest, *, in_server: bool) -> discord.ui.View:
    """Return the buttons of a digest: one for each line, and whether it comes each Monday."""
    community = found.community.id
    items: list[discord.ui.Item[Any]] = []
    for number, line in enumerate(found.lines[:MOST_BUTTONS], start=1):
        text = f"{number}. {cards.label(t, line)}"
        item = _button(bot, text, community, line, in_server=in_server)
        if item is not None:
            items.append(item)
    wish = "no" if found.weekly else "yes"
    label = t("Not each Monday") if found.weekly else t("Send it each Monday")
    items.append(WeeklyButton.button(label, community=community, wanted=wish))
    return buttons(*items)


def _button(
    bot: CommunityBot, text: str, community: int, line: Line, *, in_server: bool
) -> discord.ui.Item[Any] | None:
    if line.need is Need.FEW_ANSWERS:
        return NudgeButton.button(text, community=community, meeting=line.subject_id)
    if line.need is Need.SILENT:
        return ContactButton.button(text, community=community)
    if line.need is Need.RELEASE and in_server:
        return bot.action("case-look").button(text, community=community, case=line.subject_id)
    # Elsewhere the buttons stand on the message itself, in the server: a link leads there.
    return discord.ui.Button(label=text, url=line.jump_url) if line.jump_url is not None else None


class NudgeButton(Action, verb="digest-nudge", pattern=r"(?P<meeting>\d{1,18})"):
    """Asks those who have not answered to a meeting once more."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask them, once a day at most."""
        who = await with_roles(interaction, actor)
        asked = await digest.nudge(interaction.client.context, who, MeetingId(int(self.ids["meeting"])))
        t = _t(interaction)
        await respond(
            interaction,
            t.n(
                "{n} colleague who has not answered is asked, privately and once today, as their habits allow.",
                "{n} colleagues who have not answered are asked, privately and once today, as their habits allow.",
                asked,
            ),
        )


class ContactButton(Action, verb="digest-contact"):
    """Asks the silent privately whether all is well."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask them, nobody twice in 60 days."""
        people = await digest.contact_silent(interaction.client.context, await with_roles(interaction, actor))
        t = _t(interaction)
        said = t.n(
            "{n} colleague is asked privately. What they choose stays between them and me.",
            "{n} colleagues are asked privately. What they choose stays between them and me.",
            len(people),
        )
        await respond(interaction, said if people else t("All of them were asked in the last 60 days."))


class WeeklyButton(Action, verb="digest-weekly", pattern=r"(?P<wanted>yes|no)"):
    """Says whether the digest comes each Monday."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and draw the digest of now."""
        bot = interaction.client
        who = await with_roles(interaction, actor)
        found = await digest.set_weekly(bot.context, who, wanted=self.ids["wanted"] == "yes")
        t = _t(interaction)
        view = digest_view(bot, t, found, in_server=interaction.guild_id is not None)
        await redraw(interaction, embeds=[cards.digest(t, found)], view=view)


class WishButton(Action, verb="contact-wish", pattern=r"(?P<wish>less|pause|stay)"):
    """What a silent member wishes."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it; nobody else is told."""
        await digest.choose(interaction.client.context, actor, self.ids["wish"])
        await redraw(interaction, cards.chosen(_t(interaction), self.ids["wish"]))


def wishes(t: Translate, community: int) -> discord.ui.View:
    """Return the three answers to the gentle question."""
    return buttons(
        WishButton.button(t("All well, stay as it is"), community=community, wish="stay"),
        WishButton.button(t("Less, please"), community=community, wish="less"),
        WishButton.button(t("Pause for 60 days"), community=community, wish="pause"),
    )


ACTIONS = (NudgeButton, ContactButton, WeeklyButton, WishButton)
