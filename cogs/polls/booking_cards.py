"""What a facilitator reads while booking a winner."""

from __future__ import annotations

from bot.services.bookings import Booked, WhichMeeting
from bot.texts import Translate
from bot.ui.candidates import candidate_lines
from bot.ui.words import clip, escape, when


def booked(t: Translate, done: Booked) -> str:
    """Return that a topic is on a meeting's agenda."""
    topic, meeting = escape(done.title), escape(done.meeting.title)
    starts = when(done.meeting.starts_at)
    if done.just_now:
        said = t(
            "**{topic}** is on the agenda of **{meeting}**, {starts}.", topic=topic, meeting=meeting, starts=starts
        )
        return f"{said}\n\n{candidate_lines(t, done.candidates)}"
    return t(
        "**{topic}** was booked before: it is on the agenda of **{meeting}**, {starts}.",
        topic=topic,
        meeting=meeting,
        starts=starts,
    )


def which_topic(t: Translate) -> str:
    """Return the question after a tie."""
    return t("It is a tie, so the choice is yours: which topic do you want to book? The others stay in the backlog.")


def which_meeting(t: Translate, asked: WhichMeeting) -> str:
    """Return the question which meeting; a menu cannot show times in each reader's zone, so the text does."""
    lines = [
        f"{place}. {escape(clip(meeting.title, 45))}, {when(meeting.starts_at)}"
        for place, meeting in enumerate(asked.meetings, start=1)
    ]
    shown = lines[:12]
    if len(lines) > len(shown):
        shown.append("…")
    question = t("Which meeting is **{topic}** for?", topic=escape(asked.title))
    return "\n".join([question, *shown])
