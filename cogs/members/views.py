"""The buttons and forms of joining, and of the time zone."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.ids import ApplicationId
from bot.domain.joining import (
    MAX_COUNTRY,
    MAX_NAME,
    MAX_NUMBER,
    MAX_PROFESSION,
    MAX_REASON,
    Application,
    Gate,
    Point,
    particulars,
)
from bot.domain.people import Actor
from bot.domain.times import find_zone
from bot.services import joining, membership, posts
from bot.texts import Translate
from bot.ui.components import Action, Form, buttons
from bot.ui.respond import redraw, respond, show_form
from cogs.members import cards
from cogs.members.sentences import AGREEMENT
from cogs.members.slips import slips_of

Tap = discord.Interaction[Any]
APPLICATION = r"(?P<application>\d{1,18})"


def _bot(interaction: Tap) -> CommunityBot:
    return interaction.client


def screen(t: Translate, door: joining.Door) -> tuple[str, list[discord.Embed], discord.ui.View | None]:
    """Return what `/join` shows: text, the agreement, and the button that goes on, as far as they apply."""
    community = door.admission.community.id
    text = cards.door_text(t, door)
    if door.gate in (Gate.APPLY, Gate.AGREE):
        go_on = AgreeButton.button(t("I agree"), style=discord.ButtonStyle.primary, community=community)
        return text, [cards.agreement(t)], buttons(go_on)
    if door.gate is Gate.INSIDE:
        return text, [], buttons(ZoneButton.button(t("Set my time zone"), community=community))
    return text, [], None


async def show_door(interaction: Tap, actor: Actor) -> None:
    """Show where this person stands, and the next step."""
    bot = _bot(interaction)
    t = bot.translator(actor.locale)
    door = await joining.door(bot.context, actor)
    text, embeds, view = screen(t, door)
    if door.gate is Gate.INSIDE and await membership.role_missed(bot.context, actor):
        text = cards.role_missing(t)
    await respond(interaction, text, embeds=embeds, view=view)


class JoinButton(Action, verb="join"):
    """Opens what `/join` opens, for those who have not found the command."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show where this person stands."""
        await show_door(interaction, actor)


class AgreeButton(Action, verb="agree"):
    """Opens the form in which the agreement is ticked, with the application where one is needed."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form, or show where this person stands if there is nothing to fill in any more."""
        bot = _bot(interaction)
        t = bot.translator(actor.locale)
        door = await joining.door(bot.context, actor)
        if door.gate is Gate.APPLY:
            await show_form(interaction, ApplicationForm(t, self.community_id))
        elif door.gate is Gate.AGREE:
            await show_form(interaction, AgreementForm(t, self.community_id))
        else:
            text, embeds, view = screen(t, door)
            await redraw(interaction, text, embeds=embeds, view=view)


def _points(t: Translate) -> discord.ui.CheckboxGroup[Any]:
    return discord.ui.CheckboxGroup(
        custom_id="points",
        min_values=len(Point),
        max_values=len(Point),
        options=[
            discord.CheckboxGroupOption(label=t(label), value=point.value) for point, (label, _) in AGREEMENT.items()
        ],
    )


class AgreementForm(Form):
    """The four points, for somebody who needs no approval."""

    def __init__(self, t: Translate, community: int) -> None:
        super().__init__(title=t("What we agree on"), community=community)
        self.points = _points(t)
        self.add_item(discord.ui.Label(text=t("Please tick each"), component=self.points))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the agreement."""
        bot = _bot(interaction)
        await joining.agree(bot.context, actor, self.points.values)
        await respond(interaction, bot.translator(actor.locale)("Thank you. Everything is open to you."))


class ApplicationForm(Form):
    """The four points and who the applicant is. The registration number passes through memory only."""

    def __init__(self, t: Translate, community: int) -> None:
        super().__init__(title=t("Join the community"), community=community)
        self.points = _points(t)
        self.name = _line("name", MAX_NAME)
        self.profession = _line("profession", MAX_PROFESSION, t("GP, registrar, practice nurse, pharmacist"))
        self.country = _line("country", MAX_COUNTRY)
        self.number = _line("number", MAX_NUMBER, required=False)
        self.add_item(discord.ui.Label(text=t("Please tick each"), component=self.points))
        self.add_item(
            discord.ui.Label(text=t("Name"), description=t("As your colleagues know you"), component=self.name)
        )
        self.add_item(discord.ui.Label(text=t("Profession"), component=self.profession))
        self.add_item(discord.ui.Label(text=t("Country you work in"), component=self.country))
        self.add_item(
            discord.ui.Label(
                text=t("Registration number (if you like)"),
                description=t("Shown to the facilitators until they decide, never stored"),
                component=self.number,
            )
        )

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the application; the card for the facilitators follows by itself."""
        bot = _bot(interaction)
        said = particulars(self.name.value, self.profession.value, self.country.value)
        number = " ".join(self.number.value.split())
        slips = slips_of(bot)
        held = slips.read(actor.community_id, actor.member_id)
        if number:
            slips.hold(actor.community_id, actor.member_id, number)
        try:
            await joining.apply(bot.context, actor, self.points.values, said, gave_number=bool(number))
        except BaseException:
            # A second application while one is pending: its card goes on showing the first one's number.
            slips.drop(actor.community_id, actor.member_id)
            if held is not None:
                slips.hold(actor.community_id, actor.member_id, held)
            raise
        t = bot.translator(actor.locale)
        await respond(
            interaction,
            t("Thank you. The facilitators have your application, and you will hear from me when they have decided."),
        )


def _line(
    custom_id: str, limit: int, placeholder: str | None = None, *, required: bool = True
) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(custom_id=custom_id, max_length=limit, placeholder=placeholder, required=required)


class ApproveButton(Action, verb="approve-member", pattern=APPLICATION):
    """Lets an applicant in."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store the decision; role and welcome follow by themselves."""
        bot = _bot(interaction)
        decided = await joining.approve(bot.context, actor, ApplicationId(int(self.ids["application"])))
        slips_of(bot).drop(decided.community_id, decided.member_id)
        await redraw_card(interaction, decided)
        t = bot.translator(actor.locale)
        await respond(
            interaction, t("Approved. {who} gets the Member role and a welcome now.", who=f"<@{decided.member_id}>")
        )


async def redraw_card(interaction: Tap, decided: Application) -> None:
    """Show the decision on the card at once; the postkeeper would take its turn."""
    bot = _bot(interaction)
    t = bot.translator(await posts.locale_of(bot.context, decided.community_id))
    await redraw(interaction, embeds=[cards.application_card(t, decided, None, None)])


class DeclineButton(Action, verb="decline-member", pattern=APPLICATION):
    """Asks for the reason, then turns an applicant down."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form for the reason, unless it was decided meanwhile."""
        bot = _bot(interaction)
        application = ApplicationId(int(self.ids["application"]))
        await joining.require_pending(bot.context, actor, application)
        await show_form(interaction, DeclineForm(bot.translator(actor.locale), self.community_id, application))


class DeclineForm(Form):
    """Why somebody is turned down; they read it."""

    def __init__(self, t: Translate, community: int, application: ApplicationId) -> None:
        super().__init__(title=t("Decline the application"), community=community)
        self._application = application
        self.reason: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="reason", style=discord.TextStyle.paragraph, max_length=MAX_REASON
        )
        self.add_item(
            discord.ui.Label(
                text=t("Reason"),
                description=t("The applicant reads this, and nobody else. Please be kind and say what would help."),
                component=self.reason,
            )
        )

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the decision; the applicant is told privately."""
        bot = _bot(interaction)
        decided = await joining.decline(bot.context, actor, self._application, self.reason.value)
        slips_of(bot).drop(decided.community_id, decided.member_id)
        await redraw_card(interaction, decided)
        t = bot.translator(actor.locale)
        await respond(interaction, t("Declined. I tell the applicant your reason privately."))


class ZoneButton(Action, verb="my-zone"):
    """Opens the form for one's own time zone; works in a direct message too."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form."""
        await show_form(interaction, ZoneForm(_bot(interaction).translator(actor.locale), self.community_id))


class ZoneForm(Form):
    """Where somebody is."""

    def __init__(self, t: Translate, community: int) -> None:
        super().__init__(title=t("Set my time zone"), community=community)
        self.place = _line("zone", 100, t("Perth, or Europe/London"))
        self.add_item(discord.ui.Label(text=t("The nearest large city"), component=self.place))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Store the zone and say what time it is there."""
        await set_zone(interaction, actor, self.place.value)


async def set_zone(interaction: Tap, actor: Actor, typed: str) -> None:
    """Store the zone that was typed and confirm it. Raises Invalid (`zone.unknown`) with the nearest ones."""
    bot = _bot(interaction)
    zone = find_zone(typed)
    await membership.set_zone(bot.context, actor, zone)
    await respond(interaction, cards.zone_set(bot.translator(actor.locale), zone, bot.context.clock.now()))


ACTIONS = (JoinButton, AgreeButton, ApproveButton, DeclineButton, ZoneButton)
