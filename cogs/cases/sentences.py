"""What cases say in more than one place: refusals, names of parts and findings, the words that authors affirm."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.cases import LifeStage, Part, Statement
from bot.domain.identifiers import Kind

PARTS: Mapping[Part, str] = {
    Part.TITLE: "Title",
    Part.CONTEXT: "Context",
    Part.FINDINGS: "Findings",
    Part.TRIED: "Tried so far",
    Part.QUESTION: "The question",
    Part.NEXT_1: "Part 2",
    Part.NEXT_2: "Part 3",
    Part.NEXT_3: "Part 4",
}

STAGES: Mapping[LifeStage, str] = {
    LifeStage.INFANT: "Infant, under 1",
    LifeStage.CHILD: "Child, 1 to 11",
    LifeStage.TEENAGER: "Teenager, 12 to 17",
    LifeStage.YOUNG_ADULT: "Young adult, 18 to 39",
    LifeStage.MIDDLE_AGE: "Middle age, 40 to 64",
    LifeStage.OLDER: "Older, 65 to 79",
    LifeStage.VERY_OLD: "Very old, 80 and over",
}

STATEMENTS: Mapping[Statement, tuple[str, str]] = {
    Statement.IDENTIFIERS: (
        "All identifiers are removed",
        "No name, date, place, number or contact that points to the patient.",
    ),
    Statement.COMBINATION: (
        "No telling combination of details is left",
        "Somebody who knows the patient would not recognise them from the whole.",
    ),
    Statement.CONSENT: (
        "I have a basis for sharing",
        "The patient agreed, or details are changed so that nobody can be recognised.",
    ),
}
"""What an author affirms, as (statement, explanation). Change a word: raise `AFFIRMATION_VERSION` with it."""

KINDS: Mapping[str, str] = {
    Kind.NAME: "a name",
    Kind.INITIALS: "initials",
    Kind.BIRTH_DATE: "a date of birth",
    Kind.DATE: "a date",
    Kind.AGE: "an exact age that few people reach",
    Kind.ADDRESS: "an address",
    Kind.POSTCODE: "a postcode",
    Kind.PLACE: "a place",
    Kind.FACILITY: "a hospital, practice or school",
    Kind.COORDINATES: "map coordinates",
    Kind.PHONE: "a phone number",
    Kind.EMAIL: "an e-mail address",
    Kind.LINK: "a link",
    Kind.HANDLE: "an account name",
    Kind.NETWORK: "a network address",
    Kind.HEALTH_NUMBER: "a health number",
    Kind.STATE_NUMBER: "a state or tax number",
    Kind.RECORD_NUMBER: "a record number",
    Kind.VEHICLE: "a vehicle",
    Kind.DEVICE: "a device number",
    Kind.NUMBER: "a long number",
    Kind.TELLING: "a role or an event that people nearby can put a name to",
}
"""What the check may find, in plain words."""

ERRORS: Mapping[str, str] = {
    "case.part_missing": "The **{part}** is still empty. A few words are enough.",
    "case.part_too_long": "**{part}** can have at most {limit} characters. Please shorten it a little.",
    "case.stage_unknown": "Please choose a life stage from the list.",
    "case.area_unknown": "Please choose a clinical area from the list.",
    "case.reason_missing": "Please say why in a few words.",
    "case.reason_too_long": "The reason can have at most {limit} characters. Please shorten it a little.",
    "case.reason_identifies": "The reason itself holds something that may identify somebody. Please reword it.",
    "case.not_affirmed": "A case can be handed in only when all three statements are ticked. Nothing was sent.",
    "case.draft_gone": "This draft is not here any more: it was handed in, replaced, or kept for its 72 hours. "
    "`/case share` begins a new one.",
    "case.draft_unfinished": "The second part of this case is still missing. `/case share` goes on with it.",
    "case.draft_moved": "Your draft was changed or handed in after this screen was made. `/case share` shows where "
    "it stands.",
    "case.draft_in_the_way": "You have another case begun. Hand that one in first, then open this one with "
    "`/case share`; it is kept meanwhile.",
    "case.must_redact": "Something here points straight to a person and has to go before you can submit. Tap "
    "**Redact all**, or **Edit** to reword it.",
    "case.check_failed": "The check for identifiers did not work just now, so nothing can be handed in. Your draft "
    "is safe. Please try again in a minute.",
    "case.unknown": "I do not know this case here. It may have been removed.",
    "case.unreadable": "This case cannot be read any more, because the key of this bot was changed. "
    "Please ask its author to share it again.",
    "case.text_gone": "The text of this case is not kept any more, or you have taken it back already. "
    "`/case share` shows your draft or begins a new one.",
    "case.too_many_sequels": "A case can go on in {n} further parts; this one has them all.",
    "case.sequel_when": "Please say when this part is told, such as `2 days` after the release, or `3 December 7pm`.",
    "case.must_be_declined": "The check now finds something in this case that points straight to a person, so it "
    "cannot be released. Decline it and tell the author what to change.",
}
