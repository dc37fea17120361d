"""The buttons of the run sheet. Each belongs to one turn: tapped twice, or from an old screen, it changes nothing."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.ids import CommunityId, MeetingId
from bot.domain.people import Actor
from bot.domain.runs import FormatKey
from bot.services import runs
from bot.services.runs import Plan, Running, Screen
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.voices import voices_in
from cogs.runsheet import cards

Tap = discord.Interaction[Any]
GREEN, BLUE, RED = discord.ButtonStyle.success, discord.ButtonStyle.primary, discord.ButtonStyle.danger
_TURN = r"(?P<meeting>\d{1,18}):(?P<turn>\d{1,9})"
_FORMAT = "|".join(FormatKey)


class FormatMenu(Action, verb="runformat", pattern=r"(?P<meeting>\d{1,18})"):
    """Shows the steps of another format."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Draw the plan anew."""
        key = FormatKey(self.values[0]) if self.values and self.values[0] in list(FormatKey) else None
        meeting_id = MeetingId(int(self.ids["meeting"]))
        await _draw(interaction, await runs.look_at(interaction.client.context, actor, meeting_id, key))


class StartButton(
    Action, verb="runstart", pattern=rf"(?P<meeting>\d{{1,18}}):(?P<format>{_FORMAT}):(?P<when>now|planned)"
):
    """Starts a meeting."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Start it, once."""
        screen = await runs.start(
            interaction.client.context,
            actor,
            MeetingId(int(self.ids["meeting"])),
            FormatKey(self.ids["format"]),
            voices_in(interaction.client.get_guild(self.community_id)),
            as_planned=self.ids["when"] == "planned",
        )
        await _draw(interaction, screen)


class NextButton(Action, verb="runnext", pattern=_TURN):
    """Goes to the next step."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Go on, once."""
        meeting_id, turn = MeetingId(int(self.ids["meeting"])), int(self.ids["turn"])
        await _draw(interaction, await runs.go_on(interaction.client.context, actor, meeting_id, turn))


class MoreButton(Action, verb="runmore", pattern=_TURN):
    """Gives the present step five minutes more."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Give them, once."""
        meeting_id, turn = MeetingId(int(self.ids["meeting"])), int(self.ids["turn"])
        await _draw(interaction, await runs.extend(interaction.client.context, actor, meeting_id, turn))


class EndButton(Action, verb="runend", pattern=_TURN + ":(?P<how>ask|sure)"):
    """Ends a meeting; asks first while steps are still to come."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask, or end it, once."""
        context = interaction.client.context
        meeting_id, turn = MeetingId(int(self.ids["meeting"])), int(self.ids["turn"])
        if self.ids["how"] == "ask":
            screen = await runs.look_at(context, actor, meeting_id)
            if isinstance(screen, Running) and screen.run.turn == turn:
                t = interaction.client.translator(interaction.locale)
                await redraw(interaction, cards.really_end(t, screen), view=_sure_buttons(t, screen))
                return
        voices = voices_in(interaction.client.get_guild(self.community_id))
        await _draw(interaction, await runs.end(context, actor, meeting_id, turn, voices))


class BackButton(Action, verb="runback", pattern=r"(?P<meeting>\d{1,18})"):
    """Shows where the meeting stands."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Draw it."""
        meeting_id = MeetingId(int(self.ids["meeting"]))
        await _draw(interaction, await runs.look_at(interaction.client.context, actor, meeting_id))


ACTIONS = (FormatMenu, StartButton, NextButton, MoreButton, EndButton, BackButton)


async def show(interaction: Tap, screen: Screen) -> None:
    """Answer with where the meeting stands, for the reader alone."""
    t = interaction.client.translator(interaction.locale)
    await respond(
        interaction, cards.moved_on(t, screen), embeds=[_embed(t, screen)], view=_buttons(interaction, screen)
    )


async def _draw(interaction: Tap, screen: Screen) -> None:
    t = interaction.client.translator(interaction.locale)
    await redraw(interaction, cards.moved_on(t, screen), embeds=[_embed(t, screen)], view=_buttons(interaction, screen))


def _embed(t: Translate, screen: Screen) -> discord.Embed:
    if isinstance(screen, Plan):
        return cards.plan(t, screen)
    return cards.running(t, screen) if isinstance(screen, Running) else cards.ended(t, screen)


def _buttons(interaction: Tap, screen: Screen) -> discord.ui.View | None:
    t = interaction.client.translator(interaction.locale)
    if isinstance(screen, Plan):
        return _plan_buttons(t, screen)
    if isinstance(screen, Running):
        return _running_buttons(t, screen)
    ids = {"community": screen.meeting.community_id, "meeting": screen.meeting.id}
    action = interaction.client.action
    return buttons(
        action("attsheet").button(t("Attendance"), style=BLUE, **ids),
        action("minwrite").button(t("Minutes"), style=BLUE, **ids),
        action("minadd").button(t("Add an action"), **ids),
        action("commit").button(t("One thing I will change"), community=screen.meeting.community_id),
        action("pulsetrend").button(t("How the last ones felt"), community=screen.meeting.community_id),
    )


def _plan_buttons(t: Translate, screen: Plan) -> discord.ui.View:
    ids = {"community": screen.meeting.community_id, "meeting": screen.meeting.id}
    options = [
        discord.SelectOption(label=t(one.name), value=one.key, default=one.key is screen.chosen.key)
        for one in screen.formats
    ]
    menu = FormatMenu.select(options=options, placeholder=t("What kind of meeting?"), **ids)
    if not screen.may_start:
        return buttons(menu)
    start = StartButton.button(t("Start now"), style=GREEN, format=screen.chosen.key, when="now", row=1, **ids)
    if not screen.is_late:
        return buttons(menu, start)
    in_time = StartButton.button(t("It began in time"), format=screen.chosen.key, when="planned", row=1, **ids)
    return buttons(menu, start, in_time)


def _running_buttons(t: Translate, screen: Running) -> discord.ui.View:
    turn = _turn(screen)
    is_last = screen.run.coming is None
    return buttons(
        NextButton.button(t("Next"), style=BLUE, disabled=is_last, **turn),
        MoreButton.button(t("+5 min"), **turn),
        EndButton.button(t("End"), style=RED, how="sure" if is_last else "ask", **turn),
    )


def _sure_buttons(t: Translate, screen: Running) -> discord.ui.View:
    ids = {"community": CommunityId(screen.meeting.community_id), "meeting": screen.meeting.id}
    return buttons(
        EndButton.button(t("End it now"), style=RED, how="sure", **_turn(screen)),
        BackButton.button(t("Not yet"), **ids),
    )


def _turn(screen: Running) -> dict[str, Any]:
    return {"community": screen.meeting.community_id, "meeting": screen.meeting.id, "turn": screen.run.turn}
