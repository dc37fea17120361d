"""`/my profile` and `/my away`: when and how somebody wants to be reached."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import discord

from bot.domain.people import Actor
from bot.domain.reach import Channel, Habits
from bot.domain.schedules import instant_of
from bot.services import reach
from bot.texts import Translate
from bot.ui.components import Action, Form, buttons
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import LEADS, timestamp
from cogs.members.interests import ACTIONS as INTEREST_ACTIONS
from cogs.members.interests import InterestsButton, interest_words
from cogs.members.sentences import CHANNELS, WEEKDAYS
from cogs.members.views import ZoneButton

Tap = discord.Interaction[Any]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


def profile_screen(
    t: Translate, community: int, profile: reach.Profile, now: datetime, *more: Action
) -> tuple[discord.Embed, Any]:
    """Return somebody's settings with the buttons that change them, and `more` that others put there."""
    habits = profile.habits
    embed = discord.Embed(title=t("How I reach you"), description=_words(t, profile, now))
    embed.set_footer(text=t("Only you see this. What you ask for yourself, and what cannot wait, comes all the same."))
    items: list[Action] = [
        ProfileButton.button(t("Change"), style=discord.ButtonStyle.primary, community=community),
        ZoneButton.button(t("Set my time zone"), community=community),
        AwayButton.button(t("I will be away"), community=community),
    ]
    if habits.away is not None and habits.away.last >= habits.local(now).date():
        items.append(BackButton.button(t("I am back"), community=community))
    items.append(InterestsButton.button(t("My interests"), community=community))
    return embed, buttons(*items, _reminder_menu(t, community, habits), *more)


def _reminder_menu(t: Translate, community: int, habits: Habits) -> Action:
    return RemindersMenu.select(
        options=[
            discord.SelectOption(label=t(words), value=lead, default=lead in habits.reminders)
            for lead, words in LEADS.items()
        ],
        placeholder=t("No reminders before a meeting"),
        min_values=0,
        max_values=len(LEADS),
        community=community,
    )


def _words(t: Translate, profile: reach.Profile, now: datetime) -> str:
    habits = profile.habits
    whose = "" if profile.own_zone else " " + t("(the community’s; set your own)")
    days = sorted(habits.working_days)
    lines = [
        t("**Time zone** {zone}", zone=habits.zone) + whose,
        t("**Quiet hours** {hours}", hours=_quiet(t, habits, now)),
        t("**Days** {days}", days=t("every day") if len(days) == 7 else ", ".join(t(WEEKDAYS[day]) for day in days)),
        t("**Reminders** {how}", how=t(CHANNELS[habits.channel])),
        t("**Before a meeting** {which}", which=_leads(t, profile)),
        t("**At most** {n} a week", n=habits.weekly_cap),
        t("**Interests** {areas}", areas=interest_words(t, profile.interests)),
        t("**Away** {days}", days=away_words(t, habits) if _still_counts(habits, now) else t("no")),
    ]
    return "\n".join(lines)


def _leads(t: Translate, profile: reach.Profile) -> str:
    """Return which reminders before a meeting somebody gets, and which of their choice this community does not send."""
    own = [lead for lead in LEADS if profile.habits.wants(lead)]
    said = ", ".join(t(LEADS[lead]) for lead in own if lead in profile.sent) or t("none")
    unsent = ", ".join(t(LEADS[lead]) for lead in own if lead not in profile.sent)
    return said + (" " + t("(this community sends none {which})", which=unsent) if unsent else "")


def _still_counts(habits: Habits, now: datetime) -> bool:
    return habits.away is not None and habits.away.last >= habits.local(now).date()


def _quiet(t: Translate, habits: Habits, now: datetime) -> str:
    if habits.quiet_from == habits.quiet_until:
        return t("none")
    today = habits.local(now).date()
    return t(
        "{begin} to {end}",
        begin=timestamp(_at(habits, today, habits.quiet_from), "t"),
        end=timestamp(_at(habits, today + timedelta(days=1), habits.quiet_until), "t"),
    )


def _at(habits: Habits, day: date, at: time) -> datetime:
    return instant_of(datetime.combine(day, at), habits.zone)


def away_words(t: Translate, habits: Habits) -> str:
    """Return the days somebody is away, as dates that each reader's device writes in its own way."""
    if habits.away is None:
        return t("no")
    noon = time(12)
    return t(
        "{begin} to {end}, both included",
        begin=timestamp(_at(habits, habits.away.first, noon), "D"),
        end=timestamp(_at(habits, habits.away.last, noon), "D"),
    )


async def show_profile(interaction: Tap, actor: Actor) -> None:
    """Answer with somebody's own settings."""
    embed, view = await _screen(interaction, actor)
    await respond(interaction, embeds=[embed], view=view)


async def _redraw(interaction: Tap, actor: Actor) -> None:
    embed, view = await _screen(interaction, actor)
    await redraw(interaction, embeds=[embed], view=view)


async def _screen(interaction: Tap, actor: Actor) -> tuple[discord.Embed, Any]:
    bot, t, community = interaction.client, _t(interaction), actor.community_id
    profile = await reach.profile(bot.context, actor)
    buddy = bot.action("buddy").button(t("Study buddy"), community=community)
    return profile_screen(t, community, profile, bot.context.clock.now(), buddy)


async def go_away(interaction: Tap, actor: Actor, first: str, last: str) -> None:
    """Store when somebody is away and say what it means."""
    habits = await reach.go_away(interaction.client.context, actor, first, last)
    t = _t(interaction)
    said = t(
        "You are away {days}. Until you are back I send you nothing that can wait, and no quorum counts you.",
        days=away_words(t, habits),
    )
    await respond(interaction, said, view=buttons(BackButton.button(t("I am back"), community=actor.community_id)))


class ProfileButton(Action, verb="my-profile"):
    """Opens one's own settings in a form."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it with what is set."""
        profile = await reach.profile(interaction.client.context, actor)
        await show_form(interaction, ProfileForm(_t(interaction), self.community_id, profile.habits))


class RemindersMenu(Action, verb="my-reminders"):
    """Chooses which reminders before a meeting one wants."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the settings."""
        await reach.choose_reminders(interaction.client.context, actor, self.values)
        await _redraw(interaction, actor)


class AwayButton(Action, verb="my-away"):
    """Opens the form for away dates."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it."""
        await reach.profile(interaction.client.context, actor)  # only members get a form
        await show_form(interaction, AwayForm(_t(interaction), self.community_id))


class BackButton(Action, verb="my-back"):
    """Ends being away."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the settings."""
        await reach.come_back(interaction.client.context, actor)
        await _redraw(interaction, actor)


class AwayForm(Form):
    """From when until when somebody is away."""

    def __init__(self, t: Translate, community: int) -> None:
        super().__init__(title=t("I will be away"), community=community)
        self.first: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="from", max_length=100)
        self.last: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="until", max_length=100)
        self.add_item(
            discord.ui.Label(text=t("From"), description=t("Such as today, Friday or 3 Dec"), component=self.first)
        )
        self.add_item(
            discord.ui.Label(text=t("Until"), description=t("The last day you are away"), component=self.last)
        )

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the dates."""
        await go_away(interaction, actor, self.first.value, self.last.value)


class ProfileForm(Form):
    """Quiet hours, days, reminders and how many a week."""

    def __init__(self, t: Translate, community: int, habits: Habits) -> None:
        super().__init__(title=t("How I reach you"), community=community)
        self.begin = _line("quiet_from", f"{habits.quiet_from:%H:%M}", 10)
        self.end = _line("quiet_until", f"{habits.quiet_until:%H:%M}", 10)
        self.days: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(
            custom_id="days",
            min_values=1,
            max_values=7,
            options=[
                discord.CheckboxGroupOption(label=t(name), value=str(day), default=day in habits.working_days)
                for day, name in enumerate(WEEKDAYS)
            ],
        )
        self.channel: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup(
            custom_id="channel",
            options=[
                discord.RadioGroupOption(label=t(label), value=channel.value, default=channel is habits.channel)
                for channel, label in CHANNELS.items()
            ],
        )
        self.cap = _line("cap", str(habits.weekly_cap), 3)
        for text, field in (
            (t("Quiet from (your own time)"), self.begin),
            (t("Quiet until"), self.end),
            (t("Days on which I may write"), self.days),
            (t("Reminders"), self.channel),
            (t("At most how many messages a week?"), self.cap),
        ):
            self.add_item(discord.ui.Label(text=text, component=field))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the result."""
        await reach.change(
            interaction.client.context,
            actor,
            quiet_from=self.begin.value,
            quiet_until=self.end.value,
            working_days=[int(day) for day in self.days.values],
            channel=self.channel.value or Channel.DM.value,
            weekly_cap=self.cap.value,
        )
        await _redraw(interaction, actor)


def _line(name: str, value: str, most: int) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(custom_id=name, default=value, max_length=most)


ACTIONS = (ProfileButton, RemindersMenu, AwayButton, BackButton, *INTEREST_ACTIONS)
