"""What joining shows: the agreement, the facilitators' card, and what the applicant hears."""

from __future__ import annotations

from datetime import datetime

import discord

from bot.domain.joining import Application, ApplicationState, Gate
from bot.domain.people import Member, MemberState
from bot.services.joining import Door
from bot.texts import Translate
from bot.ui.words import escape, timestamp, when
from cogs.members.sentences import AGREEMENT, KEEPS


def door_text(t: Translate, door: Door) -> str:
    """Say, above the agreement or instead of it, where somebody stands."""
    application = door.application
    match door.gate:
        case Gate.INSIDE:
            return t("You are a member of this community. `/help` shows what you can do.")
        case Gate.WAIT if application is not None:
            return t(
                "Your application went to the facilitators {when}. You will hear from me; there is nothing more to do.",
                when=timestamp(application.applied_at, "R"),
            )
        case Gate.AGREE if door.admission.member is not None and door.admission.member.agreed_version is not None:
            return t("The agreement has changed since you accepted it. Please read it again.")
        case Gate.AGREE:
            return t("As a facilitator you need nobody's approval, but the agreement counts for you too.")
        case _ if application is not None and application.state is ApplicationState.DECLINED:
            return t(
                "Your last application was declined {when}. The facilitators wrote:\n> {reason}\nYou may apply again.",
                when=timestamp(application.decided_at or application.applied_at, "R"),
                reason=escape(application.reason or "").replace("\n", "\n> "),
            )
        case _:
            return t("Joining takes two minutes: read, agree, and tell the facilitators who you are.")


def role_missing(t: Translate) -> str:
    """Say what keeps a member out who has not got the role."""
    return t(
        "You are a member, but without the role that opens **#cases** and **#meetings**, as after leaving the server "
        "and coming back. I have told the facilitators: one of them can give it to you again."
    )


def agreement(t: Translate) -> discord.Embed:
    """Return the agreement as it is read before it is ticked."""
    points = [f"{number}. {t(text)}" for number, (_, text) in enumerate(AGREEMENT.values(), start=1)]
    return discord.Embed(title=t("What we agree on"), description="\n\n".join([*points, t(KEEPS)]))


def application_card(
    t: Translate, application: Application, member: Member | None, number: str | None
) -> discord.Embed:
    """Return the facilitators' card; `number` is the registration number while it is still at hand."""
    pending = application.state is ApplicationState.PENDING
    embed = discord.Embed(
        title=t("Somebody would like to join") if pending else t("Application to join"),
        description=f"<@{application.member_id}>",
        colour=discord.Colour.blurple() if pending else None,
        timestamp=application.applied_at,
    )
    said = application.particulars
    if said is not None:
        embed.add_field(name=t("Name"), value=escape(said.name))
        embed.add_field(name=t("Profession"), value=escape(said.profession))
        embed.add_field(name=t("Country"), value=escape(said.country))
    if pending:
        embed.add_field(name=t("Registration number"), value=_number(t, application, number), inline=False)
        embed.add_field(
            name=t("Please check"),
            value=t(
                "Is this a real colleague? Most countries have a public register: name and country are enough for it."
            ),
            inline=False,
        )
    else:
        embed.add_field(name=t("Decision"), value=_decision(t, application), inline=False)
    if member is not None and member.state is MemberState.LEFT:
        embed.add_field(name=t("Since then"), value=t("They have left the server."), inline=False)
    return embed


def _number(t: Translate, application: Application, number: str | None) -> str:
    if number is not None:
        return t("{number}\nShown until you decide; I do not keep it.", number=escape(number))
    if application.gave_number:
        return t("One was given and shown here, but I do not keep it. Ask for it again if you need it.")
    return t("None given.")


def _decision(t: Translate, application: Application) -> str:
    by, at = f"<@{application.decided_by}>", when(application.decided_at or application.applied_at)
    if application.state is ApplicationState.APPROVED:
        return t("Approved by {by}, {at}.", by=by, at=at)
    return t("Declined by {by}, {at}. What the applicant had written is deleted.", by=by, at=at)


def welcome(t: Translate, server: str) -> str:
    """Return what somebody reads who was let in."""
    return t(
        "Welcome to **{server}**. A facilitator has approved you: **#cases** and **#meetings** are open to you now.\n"
        "One thing first: set your time zone, so that the times you type are read as you mean them. "
        "After that, `/help` in the server shows what you can do.",
        server=escape(server),
    )


def declined(t: Translate, server: str, reason: str) -> str:
    """Return what somebody reads who was turned down."""
    return t(
        "Thank you for your interest in **{server}**. The facilitators could not accept your application. They "
        "wrote:\n> {reason}\nWhat you had written about yourself is deleted. If something has changed, or was "
        "misunderstood, you are welcome to send `/join` again.",
        server=escape(server),
        reason=escape(reason).replace("\n", "\n> "),
    )


def agreement_changed(t: Translate, server: str) -> str:
    """Return what a member reads after the agreement changed."""
    return t(
        "The agreement of **{server}** has changed. Until you have read and accepted it, cases and meetings are closed "
        "to you; nothing of yours is lost. It takes a minute.",
        server=escape(server),
    )


def zone_set(t: Translate, zone: str, now: datetime) -> str:
    """Confirm a time zone, with the time it is."""
    return t(
        "Your time zone is **{zone}**. It is {now} now. The times you type are read in your zone; the times I show "
        "follow the clock of your device.",
        zone=zone,
        now=timestamp(now, "t"),
    )
