"""`/prompt`: post a question now or on a schedule, see and change what is planned, add questions of one's own."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.errors import CopError, Invalid, Undeliverable
from bot.domain.people import Place
from bot.domain.prompts import DAY_BEGINS, DAY_ENDS, Kind, Sending, check_hour, kind_named
from bot.domain.schedules import WEEKDAYS, parse_hour, parse_rhythm
from bot.domain.timers import Timer
from bot.services import posts, prompt_turns, prompts
from bot.texts import Translate, translator
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import Action, buttons
from bot.ui.courier import SentMessage
from bot.ui.respond import respond
from cogs.prompts import cards
from cogs.prompts.views import ACTIONS, list_view

Tap = discord.Interaction[CommunityBot]

_ENGLISH = translator("en-GB")
KINDS = [app_commands.Choice(name=cards.kind_label(_ENGLISH, kind), value=kind.value) for kind in Kind]
_RHYTHMS = ("week", "2 weeks", *(day.capitalize() for day in WEEKDAYS[:5]), "weekday", "4 weeks")
_HOURS = ("08:00", "12:30", "18:30", *(f"{hour:02}:00" for hour in range(DAY_BEGINS.hour, DAY_ENDS.hour) if hour != 8))
_NEEDED = {"view_channel": "View Channel", "send_messages": "Send Messages", "embed_links": "Embed Links"}


class TextPlace(app_commands.Transformer):
    """A text channel as Discord names it, also one that the bot cannot see yet (which is then told, with its fix)."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Text channels only."""
        return [discord.ChannelType.text]

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> app_commands.AppCommandChannel:
        """Hand it on as it is."""
        return value


class Prompts(commands.Cog):
    """The commands, and the deliveries of what they plan."""

    prompt = app_commands.Group(name="prompt", description="Questions that keep the group talking", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Check the bank, take the deliveries and the buttons."""
        prompt_turns.check_bank()
        self.bot.deliveries[prompt_turns.TURN] = self.deliver_turn
        self.bot.deliveries[prompt_turns.BY_HAND] = self.deliver_by_hand
        self.bot.add_actions(*ACTIONS)

    async def cog_unload(self) -> None:
        """Give them back."""
        del self.bot.deliveries[prompt_turns.TURN]
        del self.bot.deliveries[prompt_turns.BY_HAND]
        self.bot.remove_actions(*ACTIONS)

    @prompt.command(name="now", description="Post a question for everybody now")
    @app_commands.describe(kind="What sort of question; leave it out and the kinds take turns")
    @app_commands.choices(kind=KINDS)
    async def now(self, interaction: Tap, kind: str | None = None) -> None:
        """Post one prompt where prompts usually go."""
        t = self.bot.translator(interaction.locale)
        wanted = kind_named(kind) if kind is not None else None
        sending = await prompt_turns.choose_by_hand(self.bot.context, actor_of(interaction), wanted)
        try:
            sent = await self._post(sending)
        except Undeliverable:
            await prompt_turns.failed(self.bot.context, sending)
            raise
        except discord.HTTPException:
            # The row stands and its timer sends the very same prompt: told, so that nobody asks for a second one.
            await respond(interaction, t("Discord did not take it just now. I will post it within a few minutes."))
            return
        rationale = prompt_turns.rationale_of(sending)
        await respond(interaction, cards.posted(t, sending.community_id, sent, rationale))

    @prompt.command(name="schedule", description="Post a question again and again, at a local hour")
    @app_commands.describe(
        every="How often: week, 2 weeks, weekday, or a day such as Tuesday",
        at="The hour on your clock, such as 08:00",
        channel="Where; the general channel if left out",
        kind="What sort of question; leave it out and the kinds take turns",
    )
    @app_commands.choices(kind=KINDS)
    async def schedule(
        self,
        interaction: Tap,
        every: str,
        at: str,
        channel: app_commands.Transform[app_commands.AppCommandChannel, TextPlace] | None = None,
        kind: str | None = None,
    ) -> None:
        """Set up a schedule and echo it."""
        if channel is not None:
            self._check_channel(interaction, channel)
        made = await prompts.schedule(
            self.bot.context,
            actor_of(interaction),
            every,
            at,
            channel.id if channel is not None else None,
            kind_named(kind) if kind is not None else None,
        )
        await respond(interaction, cards.scheduled(self.bot.translator(interaction.locale), made))

    @schedule.autocomplete("every")
    @quiet
    async def suggest_every(self, interaction: Tap, typed: str) -> Choices:
        """Offer rhythms; one that can be read is shown in full."""
        t = self.bot.translator(interaction.locale)
        said = typed.strip()
        by_label: dict[str, str] = {}
        with suppress(CopError):
            by_label[cards.rhythm(t, parse_rhythm(said))] = said
        for one in _RHYTHMS:
            if said.casefold() in one.casefold():
                by_label.setdefault(cards.rhythm(t, parse_rhythm(one)), one)
        return choices(by_label.items())

    @schedule.autocomplete("at")
    @quiet
    async def suggest_at(self, interaction: Tap, typed: str) -> Choices:
        """Offer hours of the day that will be taken, each with the zone it is read in."""
        zone = await prompts.zone_of(self.bot.context, actor_of(interaction))
        said = typed.strip()
        hours = [one for one in _HOURS if said in one]
        with suppress(CopError):
            hour = parse_hour(said)
            check_hour(hour)
            hours.insert(0, f"{hour:%H:%M}")
        return choices((f"{one} ({zone})", one) for one in dict.fromkeys(hours))

    @prompt.command(name="list", description="Schedules and your own prompts, with what can be done to each")
    async def list_prompts(self, interaction: Tap) -> None:
        """Show what there is."""
        actor = actor_of(interaction)
        t = self.bot.translator(interaction.locale)
        found = await prompts.overview(self.bot.context, actor)
        await respond(interaction, embeds=cards.list_embeds(t, found, 0), view=list_view(t, actor, found, 0))

    @prompt.command(name="add", description="Add a question of your own to the bank")
    @app_commands.describe(text="One short question, answerable in a minute, without any patient", kind="What sort")
    @app_commands.choices(kind=KINDS)
    async def add(self, interaction: Tap, text: str, kind: str) -> None:
        """Keep a prompt of the community's own."""
        t = self.bot.translator(interaction.locale)
        added = await prompts.add(self.bot.context, actor_of(interaction), text, kind_named(kind))
        await respond(interaction, cards.added(t, added))

    @prompt.command(name="pause", description="Stop all scheduled questions for now")
    async def pause(self, interaction: Tap) -> None:
        """Pause all schedules."""
        orders = await prompts.pause(self.bot.context, actor_of(interaction))
        await respond(interaction, cards.paused(self.bot.translator(interaction.locale), orders))

    @prompt.command(name="resume", description="Let all scheduled questions run again")
    async def resume(self, interaction: Tap) -> None:
        """Resume all schedules."""
        orders = await prompts.resume(self.bot.context, actor_of(interaction))
        await respond(interaction, cards.resumed(self.bot.translator(interaction.locale), orders))

    async def deliver_turn(self, timer: Timer) -> None:
        """Post what a schedule has come round to."""
        sending = await prompt_turns.take_turn(self.bot.context, timer)
        if sending is not None:
            await self._post(sending)

    async def deliver_by_hand(self, timer: Timer) -> None:
        """Post what was asked for by hand, where the process died before it could."""
        sending = await prompt_turns.waiting(self.bot.context, timer)
        if sending is not None:
            await self._post(sending)

    async def _post(self, sending: Sending) -> SentMessage:
        """Send a chosen prompt and note where it stands. Raises Undeliverable."""
        context = self.bot.context
        channel_id = sending.channel_id
        if channel_id is None:
            channel_id = await posts.channel_for(context, sending.community_id, Place.GENERAL)
        t = self.bot.translator(await posts.locale_of(context, sending.community_id))
        try:
            outgoing = cards.prompt_message(t, sending, buttons(*self._buttons(t, sending)))
            sent = await self.bot.courier.send(channel_id, outgoing, sending.nonce)
        except Undeliverable as error:
            if sending.channel_id is not None and error.code == "courier.channel_gone":
                # A channel that a facilitator chose is not one that `/community setup` makes again.
                raise Undeliverable("prompt.channel_gone", channel=channel_id) from error
            raise
        await prompt_turns.posted(context, sending, sent.channel_id, sent.message_id)
        return sent

    def _buttons(self, t: Translate, sending: Sending) -> list[Action]:
        """Return what members can do with a prompt that was posted."""
        community = sending.community_id
        answer, suggest = self.bot.action("prompt-answer"), self.bot.action("topic-from")
        return [
            answer.button(t("Answer privately"), community=community, sending=sending.id),
            suggest.button(t("Suggest as a topic"), community=community, origin="prompt", subject=sending.id),
        ]

    def _check_channel(self, interaction: Tap, channel: app_commands.AppCommandChannel) -> None:
        """Refuse a channel in which the bot could not post, naming what is missing."""
        found = channel.resolve()
        has = found.permissions_for(found.guild.me) if isinstance(found, discord.TextChannel) else None
        missing = next((label for name, label in _NEEDED.items() if not getattr(has, name, False)), None)
        if missing is not None:
            raise Invalid("prompt.channel_closed", channel=channel.id, permission=missing)
