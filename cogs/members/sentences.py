"""What joining says: the agreement, and what can be refused."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.joining import Point
from bot.domain.reach import Channel

AGREEMENT: Mapping[Point, tuple[str, str]] = {
    Point.PRIVACY: (
        "I keep what colleagues share here to myself",
        "**What is said here stays here.** Colleagues speak openly because nothing leaves this community: not their "
        "questions, not their doubts, not their names.",
    ),
    Point.NO_IDENTIFIERS: (
        "I write nothing that could identify a patient",
        "**Nothing that could identify a patient.** No names, dates, places, numbers or pictures, and no combination "
        "of details that only one person fits. Discord is not a clinical system. The bot checks cases, but you "
        "answer for what you write.",
    ),
    Point.NO_SCREENSHOTS: (
        "I make no screenshots or recordings",
        "**No screenshots, no recordings,** of messages or of meetings.",
    ),
    Point.NOT_ADVICE: (
        "I know that this is not medical advice",
        "**Learning together, not medical advice.** Whoever treats the patient decides. We may agree to disagree.",
    ),
}
"""What is ticked (at most 100 characters), and what is read before it. Raise AGREEMENT_VERSION with the meaning."""

KEEPS = (
    "**What I keep:** your Discord account number, your time zone, what you agreed to and when, from when until when "
    "you were at a meeting, and, encrypted, your name, profession and country. A registration number is shown to the "
    "facilitators until they decide and is never stored."
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

CHANNELS: Mapping[Channel, str] = {
    Channel.DM: "as a direct message",
    Channel.THREAD: "in a thread below the meeting’s card",
    Channel.NONE: "none",
}

ERRORS: Mapping[str, str] = {
    "profile.unknown_interest": "That area cannot be chosen any more. `/my profile` shows those that can.",
    "profile.no_day": "Please leave at least one day on which I may write. For none at all, choose Reminders: none.",
    "profile.cap_unreadable": "How many messages a week: please type a number from 1 to {most}.",
    "profile.no_waking_hour": "Quiet hours can last at most 20 hours a day. For no messages, choose Reminders: none.",
    "profile.day_unreadable": "I could not read that day. Type it as you would say it, such as `today`, `next Friday` "
    "or `3 Dec`.",
    "profile.away_backwards": "The last day comes before the first. Please check both.",
    "profile.away_over": "Those days are over already. The last day has to be today or later.",
    "profile.away_too_long": "I can note at most a year at a time.",
    "join.all_points_needed": "Joining needs all four points of the agreement. Please tick each of them; what you "
    "typed is below, ready to paste.",
    "join.name_missing": "Please write the name your colleagues know you by.",
    "join.name_too_long": "Names can have at most {limit} characters here.",
    "join.profession_missing": "Please write your profession, such as GP, registrar or practice nurse.",
    "join.profession_too_long": "Professions can have at most {limit} characters here.",
    "join.country_missing": "Please write the country you work in.",
    "join.country_too_long": "Countries can have at most {limit} characters here.",
    "join.reason_missing": "Please give a reason: the applicant reads it.",
    "join.reason_too_long": "Reasons can have at most {limit} characters.",
    "join.already_applied": "Your application is with the facilitators already; there is nothing more to do. "
    "You will hear from me.",
    "join.already_inside": "You are a member already. `/help` shows what you can do.",
    "join.already_approved": "<@{by}> approved this application {at}; nothing was changed.",
    "join.already_declined": "<@{by}> declined this application {at}; nothing was changed.",
    "join.no_such_application": "There is no such application in this community.",
    "members.role_missing": "<@{who}> is a member in my records, but is without the role <@&{role}>, so cases and "
    "meetings are closed to them. If they left the server and came back, give it to them: Server Settings, Members. If "
    "somebody took it away on purpose, there is nothing to do.",
    "members.cannot_give_role": "I may not give the role <@&{role}> to those who were approved. Fix: Server Settings, "
    "Roles: drag my own role above it, and turn on **Manage Roles** for me. I keep trying; `/community setup` makes me "
    "try at once.",
}
