"""What is said when something about meetings is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "meeting.title_missing": "A meeting needs a title, such as “Journal club”.",
    "meeting.title_too_long": "A title can have at most {limit} characters; yours has {length}. Nothing was stored:",
    "meeting.place_too_long": "A place can have at most {limit} characters; yours has {length}. Nothing was stored:",
    "meeting.topic_missing": "An agenda item needs a title.",
    "meeting.topic_too_long": "A topic can have at most {limit} characters; yours has {length}. Nothing was stored:",
    "meeting.reason_too_long": (
        "A reason can have at most {limit} characters; yours has {length}. The meeting still stands:"
    ),
    "meeting.duration_impossible": "A meeting lasts between {shortest} and {longest} minutes.",
    "meeting.seats_impossible": "Seats can be between 1 and {limit}. Leave them out if there is room for all.",
    "meeting.seats_unreadable": "I could not read the number of seats. Give a number, or leave it empty:",
    "meeting.in_the_past": "That would be {starts_at}, which has passed. Choose a time that is still to come.",
    "meeting.too_far": "That would be {starts_at}, which is too far ahead: at most two years.",
    "meeting.not_posted": "This meeting has not been posted yet.",
    "meeting.was_cancelled": "This moved on: the meeting of {starts_at} was cancelled.",
    "meeting.began": "This moved on: the meeting began {starts_at}, so it can no longer be answered or changed.",
    "meeting.gone": "This meeting is not in this community, or no longer. `/meeting list` shows what is coming up.",
    "meeting.draft_gone": "This draft is no longer there. `/meeting schedule` starts a new one.",
    "meeting.none_upcoming": "No meeting is coming up. A facilitator can plan one with `/meeting schedule`.",
    "meeting.several_fit": "Several meetings fit: **{titles}**. Choose one from the list while you type. You typed:",
    "meeting.unknown": "I know no meeting by that name. The nearest: **{nearest}**. You typed:",
    "meeting.event_forbidden": (
        "I could not keep Discord’s list of events in step with a meeting. Give me the permission **{permission}** "
        "(Server Settings, Roles, Commonroom), and I will try again."
    ),
    "meeting.events_full": (
        "This server has 100 open events, which is all that Discord allows, so a meeting has none yet. "
        "Delete some, and I will try again."
    ),
}
