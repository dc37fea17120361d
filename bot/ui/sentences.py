"""The sentences for refusals that belong to no single area; each area adds its own (`cogs/<area>/sentences.py`)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ui import time_sentences

NOT_CLINICAL = "Discord is not a clinical system: leave out anything that could tell who the patient is."
"""Stands on every form, on the check and on every case (I9)."""

ERRORS: Mapping[str, str] = {
    "people.members_only": "This is for members. Send `/join` to become one; it takes two minutes.",
    "people.awaiting_approval": "A facilitator still has to approve your application. You will hear from me then.",
    "people.agreement_changed": "The agreement has changed since you accepted it. Send `/join` to read it and agree; "
    "it takes a minute, and nothing of yours is lost.",
    "people.facilitators_only": "Only facilitators can do this. Ask one of them, in **#general** for example.",
    "community.not_set_up": (
        "This server has not been set up yet. Somebody who may manage the server can send `/community setup`."
    ),
    "button.stale": "This button is out of date: things have moved on. The newest message shows where they stand.",
    "button.other_server": "This button belongs to another server, so I did nothing.",
    "form.lost": "I was restarted while you were writing, so I could not take this. Nothing is lost; please open the "
    "form again and paste it back:",
    "form.forgotten": "I no longer have that form: I was restarted, or it was long ago. What you typed stands above; "
    "please open the form again and paste it back.",
    "form.late": "I was too slow to open the form; Discord waits three seconds only. Please try that once more.",
    "courier.dm_closed": "I could not send a direct message: the reader does not accept them from this server.",
    "courier.place_missing": "The channel for **{place}** is missing, so messages are waiting. "
    "Send `/community setup` to make it again.",
    "courier.channel_gone": "A channel I post in was deleted (**{place}**), so messages are waiting. "
    "Send `/community setup` to make it again.",
    "courier.permission_missing": "I need the permission **{permission}** in <#{channel}>; messages are waiting. "
    "Open the channel's settings, Permissions, and allow it for me.",
    "courier.cannot_delete": "A message is still there that somebody flagged as a possible identifier: "
    "https://discord.com/channels/{server}/{thread}/{message} . I need the permission **{permission}** in "
    "<#{channel}>: open its settings, Permissions, and allow it for me; I try again by myself. Or delete the message.",
    "discord.forbidden": "Discord did not let me do that. Ask a facilitator to check my permissions with "
    "`/community setup`.",
    "discord.unavailable": "Discord did not answer just now. Please try again in a minute.",
    "unknown": "Something went wrong on my side. Please look whether it was done, and if not, try again; if it goes "
    "on, tell a facilitator the code **{incident}**.",
    "notice.gone": "Something needed your attention, but it has settled itself.",
    **time_sentences.ERRORS,
}
