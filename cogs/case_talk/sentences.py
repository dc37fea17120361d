"""What discussions say in more than one place: names of fields and endings, refusals."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.discussions import Ending, Field

FIELDS: Mapping[str, str] = {
    Field.APPROACH: "My approach",
    Field.FITS: "When it fits",
    Field.EVIDENCE: "What it rests on",
    Field.QUESTION: "How do you…?",
    Field.SETTING: "What it is about",
    Field.CLOSING: "In a sentence",
    Field.OUTCOME: "What happened",
    Field.LEARNING: "What we learnt",
}

ENDINGS: Mapping[Ending, tuple[str, str]] = {
    Ending.TREATING_DOCTOR: (
        "The treating doctor decides",
        "The author has heard enough, and chooses what fits this patient.",
    ),
    Ending.DISAGREE: (
        "We agree to disagree",
        "Several ways stay standing side by side. That is an end too.",
    ),
}
"""Ways to end, as (name, explanation)."""

ERRORS: Mapping[str, str] = {
    "talk.field_missing": "Something that is needed is still empty. A few words are enough.",
    "talk.field_too_long": "One of the answers is too long: at most {limit} characters. Please shorten it a little.",
    "talk.ending_unknown": "Please choose one of the two ways to end.",
    "talk.still_clarifying": "Thank you for wanting to help. This case is still at clarifying questions: ask yours in "
    "the thread below. Its author or a facilitator opens the advice round with **Open advice**, and then this button "
    "takes your position.",
    "talk.has_ended": "This discussion has ended, so positions stay as they are. You can still write in the thread; "
    "its author or a facilitator can reopen it.",
    "talk.leaders_only": "Only the author or a facilitator can do this. You can say so in the thread below.",
    "talk.author_only": "Only the author of the case can do this; they know what became of it.",
    "talk.no_patient": "A question has no patient to follow up. Give the number of a case of yours, such as `12`.",
    "talk.questioned": "Please look at this once more, it could point to the patient: {found}. Reword it, or say in "
    "the second field why it stays.",
    "talk.meeting_gone": "That meeting is not coming up any more. `/meeting list` shows those that are.",
    "talk.poll_over_topics": "That poll chooses among topics, so there is nothing to take a position on. Ask the "
    "question itself with `/poll open` or `/case ask`.",
    "talk.unknown": "I do not know this discussion here. It may have been removed.",
    "talk.hidden": "This post was flagged: it may identify a patient, so it is hidden until a facilitator has looked. "
    "Nothing is lost meanwhile.",
    "talk.none_yet": "There is no case or question here yet. `/case share` shares a case, `/case ask` asks a question.",
    "talk.not_found": "I do not know that case or question. Choose one from the list while you type, or give its "
    "number, such as `12` or `question 5`. The nearest: {nearest}.",
    "talk.several_fit": "Several fit that: {titles}. Choose one from the list while you type.",
}
