"""What the settings are called, what may be chosen, and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.settings import Area
from bot.ui.words import LEADS

ERRORS = {
    "settings.no_member": "Only somebody who has joined this community can be chosen. They can send `/join` first.",
    "settings.unknown_choice": "That cannot be chosen any more. Send `/community settings` to see what can.",
}

AREAS: Mapping[Area, str] = {
    Area.MEETINGS: "Meetings",
    Area.ENERGY: "Keeping it alive",
    Area.PROMPTS: "Questions and help",
    Area.CASES: "Cases",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a setting is called, what it does, and what each option (by what the file holds) says."""

    title: str
    about: str
    options: Mapping[str, str]
    none: str = "none"


WORDS: Mapping[str, Words] = {
    "reminders": Words(
        "Reminders before a meeting",
        "A week ahead to those who have not answered, later to those who come. Each member may have fewer.",
        {lead.value: words for lead, words in LEADS.items()},
        none="no reminders",
    ),
    "offer_hours": Words(
        "A free seat is kept for",
        "The first on the waitlist has so long to take it, then it goes to the next; never longer than half the time "
        "until the meeting.",
        {
            "1": "1 hour",
            "2": "2 hours",
            "4": "4 hours",
            "12": "12 hours",
            "24": "24 hours",
            "48": "2 days",
        },
    ),
    "agenda_days": Words(
        "The agenda is posted",
        "In the meetings channel, and kept true from then on. `/meeting agenda` posts one earlier.",
        {
            "0": "never by itself",
            "1": "1 day before",
            "2": "2 days before",
            "3": "3 days before",
            "5": "5 days before",
            "7": "a week before",
            "14": "2 weeks before",
        },
    ),
    "rescue": Words(
        "A case nobody has answered for two days",
        "Two members are asked privately to look at it: by interest, in turn, never the same ones each time.",
        {"tap": "A facilitator's tap in the digest has them asked", "auto": "They are asked without a tap"},
    ),
    "answer_names": Words(
        "Private answers are posted",
        "Holds for questions asked from now on; whoever answers is told before they write.",
        {"without": "without names", "with": "with names"},
    ),
    "prompt_holidays": Words(
        "Scheduled questions on public holidays",
        "Holidays of the place whose clock a schedule follows.",
        {"skip": "are skipped", "post": "are asked all the same"},
    ),
    "turn_to": Words(
        "Somebody to turn to",
        "Named, with the doctors' health services, to whoever writes privately that they are not well. I tell them "
        "nothing. Please ask them first.",
        {},
        none="nobody named",
    ),
    "digest_to_duty": Words(
        "The weekly digest goes to",
        "Whoever is on duty stands in `/facilitator rota`; who is away is stood in for by the next in it.",
        {"all": "Every facilitator who wants it", "duty": "The facilitator on duty alone"},
    ),
    "pairing_weeks": Words(
        "Study buddies are paired",
        "Those who wish it, on a Monday morning; each meets all before anybody meets twice.",
        {
            "0": "When a facilitator taps",
            "2": "Every 2 weeks",
            "4": "Every 4 weeks",
            "6": "Every 6 weeks",
            "8": "Every 8 weeks",
            "12": "Every 12 weeks",
        },
    ),
    "pictures": Words(
        "Pictures in cases",
        "A photo of a rash or an ECG. I take out the place, the time and everything else that hides in a file, but I "
        "cannot see what is on it: its author and the releasing facilitator look for names and faces.",
        {"off": "are not taken", "on": "may be added by authors"},
    ),
}
