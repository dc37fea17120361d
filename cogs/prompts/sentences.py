"""What refusals around prompts say."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "schedule.every_unreadable": (
        "I could not read how often. Try `week`, `2 weeks`, `weekday` or a day such as `Tuesday`."
    ),
    "schedule.every_day": (
        "Every single day is more than a group can answer. Try `weekday` for Monday to Friday, or a day such as "
        "`Tuesday`."
    ),
    "schedule.interval_too_long": "Schedules can be at most {limit} weeks apart.",
    "schedule.hour_unreadable": "I could not read the hour. Type it as you would say it, such as `8am` or `12.30`.",
    "prompt.hour_at_night": (
        "Scheduled prompts are posted in the daytime: from 7 in the morning until just before 9 in the evening, "
        "in your time zone. Try `8am`."
    ),
    "prompt.text_too_short": "A prompt needs at least {limit} characters: one question people can answer in a minute.",
    "prompt.text_too_long": (
        "A prompt has at most {limit} characters, so that it fits on a phone; yours has {length}. "
        "Here it is, to shorten:"
    ),
    "prompt.identifier": (
        "This could identify somebody: {found}. Prompts come again and again and are seen by all, so please reword "
        "it without that. Here is what you wrote:"
    ),
    "prompt.already_there": "This prompt is in the bank already, so it will get its turn.",
    "prompt.too_many_own": (
        "You have {limit} prompts of your own, which is the most I keep. Remove one in `/prompt list` first."
    ),
    "prompt.kind_unknown": "There is no such kind of prompt. Choose one of these: {kinds}.",
    "prompt.none_left": (
        "All prompts of this kind have been used, and each rests for 26 weeks. The next one is free {free_from}. "
        "Choose another kind, or write your own with `/prompt add`."
    ),
    "prompt.same_schedule": "That schedule exists already. `/prompt list` shows it, and lets you resume or remove it.",
    "prompt.too_many_schedules": (
        "You have {limit} schedules, which is the most a community can have. Remove one in `/prompt list` first."
    ),
    "prompt.no_schedules": "No prompts are scheduled yet. `/prompt schedule` sets one up.",
    "prompt.schedule_not_found": "That schedule is not here any more. `/prompt list` shows those that are.",
    "prompt.own_not_found": "That prompt is not here any more. `/prompt list` shows those that are.",
    "prompt.channel_closed": (
        "I may not post in <#{channel}>: the permission **{permission}** is missing. Open the channel's settings, "
        "Permissions, and allow it for me, or choose another channel."
    ),
    "prompt.channel_gone": (
        "The channel of a prompt schedule was deleted, so its prompts cannot be posted. Send `/prompt list` to remove "
        "that schedule, then `/prompt schedule` to choose another channel."
    ),
    "prompt.schedule_ran_dry": (
        "A prompt schedule had nothing to post: all its prompts have been used in the last 26 weeks. `/prompt add` "
        "adds some of your own; `/prompt list` lets you remove the schedule."
    ),
}
