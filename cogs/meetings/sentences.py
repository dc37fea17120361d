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
    "meeting.duration_impossible": "A meeting lasts at least {shortest} minutes and at most {longest} hours.",
    "meeting.seats_impossible": "Seats can be between 1 and {limit}. Leave them out if there is room for all.",
    "meeting.seats_unreadable": "I could not read the number of seats. Give a number, or leave it empty:",
    "meeting.in_the_past": "That would be {starts_at}, which has passed. Choose a time that is still to come.",
    "meeting.too_far": "That would be {starts_at}, which is too far ahead: at most two years.",
    "meeting.not_posted": "This meeting has not been posted yet.",
    "meeting.was_cancelled": "This moved on: the meeting of {starts_at} was cancelled.",
    "meeting.began": "This moved on: the meeting began {starts_at}, so it can no longer be answered or changed.",
    "meeting.is_over": "This meeting ended {ended_at}, so there is nothing to put into a calendar any more.",
    "feed.closed": "Subscribing is switched off here. The file from **Add to calendar** works all the same.",
    "feed.moved_on": "This moved on: that is not your calendar address any more. **Add to calendar**, **Subscribe** "
    "shows how things stand.",
    "meeting.nothing_to_change": "Say what is to change: the title, the duration, the seats or the place.",
    "meeting.seats_below": "{going} people have a seat at the meeting of {starts_at}; there cannot be fewer seats.",
    "meeting.not_in_series": "This meeting does not repeat. `/meeting cancel` calls it off.",
    "meeting.change_gone": "This change is no longer there, or it is somebody else’s. Send the command again.",
    "series.unreadable": (
        "I could not read how it repeats. Write it like `every 2 weeks`, `every month until 18 Dec` or "
        "`2nd Tue of every month, 6 times, except 3 Nov`. You typed:"
    ),
    "series.interval_impossible": "Between two meetings can be 1 to {limit} weeks or months. You typed:",
    "series.count_impossible": "A series has 2 to {limit} meetings; leave the number out to go on for ever. You typed:",
    "series.too_many_skipped": "At most {limit} dates can be left out.",
    "series.start_differs": (
        "The first meeting is on another day than the rule says. Let the first one be on such a day, or leave the "
        "weekday out of the rule."
    ),
    "series.ends_before_start": "The series would end before its first meeting. Check the date after “until”.",
    "meeting.gone": "This meeting is not in this community, or no longer. `/meeting list` shows what is coming up.",
    "meeting.draft_gone": "This draft is no longer there. `/meeting schedule` starts a new one.",
    "meeting.none_upcoming": "No meeting is coming up. A facilitator can plan one with `/meeting schedule`.",
    "meeting.several_fit": "Several meetings fit: {titles}. Choose one from the list while you type. You typed:",
    "meeting.unknown": "I know no meeting by that name. The nearest: {nearest}. You typed:",
    "meeting.event_forbidden": (
        "I could not keep Discord’s list of events in step with a meeting. Give me the permission **{permission}** "
        "(Server Settings, Roles, Commonroom), and I will try again."
    ),
    "meeting.events_full": (
        "This server has 100 open events, which is all that Discord allows, so a meeting has none yet. "
        "Delete some, and I will try again."
    ),
}
