"""A year in the life of the demo's community: words only, all invented.

No patient behind any of this exists. Days count back from the day the demo is started.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.demo.cast import ALICE, BOB, CAROL, DANIEL, ERIN, FERGUS, GRACE, Person

Line = tuple[Person, str]


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A meeting that was held: announced ten days before, begun by somebody's few minutes, talked about after."""

    days_ago: int
    title: str
    going: tuple[Person, ...]
    sorry: tuple[Person, ...] = ()
    after: tuple[Line, ...] = ()
    talk: Line | None = None


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case that was shared and released. `form` maps the beginnings of field labels to answers."""

    days_ago: int
    author: Person
    form: Mapping[str, str]
    replies: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic somebody suggested, and who supported it."""

    days_ago: int
    author: Person
    title: str
    why: str
    support: tuple[Person, ...] = field(default=())


WELCOME: tuple[Line, ...] = (
    (ALICE, "Welcome, everybody. Seven of us, five countries, one kettle. No patient names here, ever."),
    (FERGUS, "Morning from Dunedin. Glad I am not the only one who reads guidelines in the car."),
    (ERIN, "Hello from Toronto. I am in for anything that saves a referral."),
)

MEETINGS = (
    PastMeeting(
        335,
        "Starting insulin without a diabetes educator",
        (ALICE, BOB, CAROL, FERGUS),
        (DANIEL,),
        (
            (CAROL, "I will try the practice nurse titration sheet and tell you how it went."),
            (BOB, "We agreed to disagree on the starting dose. Both camps check sugars in three days."),
        ),
        (CAROL, "My first ten insulin starts, and the two I would do again differently"),
    ),
    PastMeeting(
        290,
        "Chest pain at night, three hours from the cath lab",
        (ALICE, BOB, DANIEL, ERIN, GRACE),
        (),
        ((GRACE, "The laminated card by the ECG machine was the best idea of the night. Making one tomorrow."),),
        (GRACE, "One night, one ECG, four phone calls"),
    ),
    PastMeeting(
        244,
        "Stopping medicines after eighty",
        (ALICE, CAROL, DANIEL, FERGUS, GRACE),
        (ERIN,),
        (),
        (DANIEL, "Which tablet first?"),
    ),
    PastMeeting(
        196,
        "Skin checks: what we biopsy, what we watch",
        (ALICE, BOB, CAROL, ERIN),
        (GRACE,),
        ((BOB, "Two of my watch-and-waits came back fine, one did not. Bringing the story next time."),),
        (BOB, "Six spots from last month: would you have cut?"),
    ),
    PastMeeting(148, "Sore throats: how few antibiotics can we go with?", (ALICE, DANIEL, ERIN, FERGUS, GRACE)),
    PastMeeting(
        99,
        "Opioid tapers that hold",
        (ALICE, BOB, CAROL, DANIEL, FERGUS, GRACE),
        (),
        ((DANIEL, "What I take home: ask what the tablet does for them before saying a word about the dose."),),
        (CAROL, "Three tapers: one held, one did not, one is still going"),
    ),
    PastMeeting(
        43,
        "Wheeze in under-fives",
        (ALICE, CAROL, ERIN, FERGUS),
        (BOB, DANIEL),
        ((FERGUS, "The spacer demonstration took four minutes and I had been skipping it for years."),),
        (FERGUS, "Spacers: what families do at home"),
    ),
)
LEARNT = (
    "Watch the family use the spacer once, every time.",
    "A preventer is a trial with an end date.",
)
"""The minutes of the last meeting; what Fergus took on there is still open."""
TAKEN_ON = (FERGUS, "Share the spacer leaflet", "in 10 weeks")

TOMORROW = "Menopause care in ten-minute consults"
TOMORROW_ANSWERS = {"Going": (ALICE, ERIN, GRACE), "Maybe": (FERGUS,), "Can't go": (DANIEL,)}
LATER = "Heat illness in farm and fishing crews"

CASES = (
    PastCase(
        310,
        CAROL,
        {
            "Title": "Tired, iron tablets, and a ferritin that will not rise",
            "Life stage": "Middle age",
            "Context": "Works nights in food packing. Vegetarian household. No recent travel.",
            "Findings": "Ferritin stays low over eight months. Coeliac screen negative. Periods regular, not heavy.",
            "Tried": "Daily iron, then alternate days, with and without vitamin C.",
            "The question": "Before I send her four hours for an infusion, what would you look at next?",
            "Clinical area": "Women's health",
        },
        (
            (DANIEL, "Is it taken with tea? It took me three visits to ask that once."),
            (GRACE, "I would look for H. pylori before the infusion. Cheap, local, and twice it was the answer."),
            (CAROL, "It was the tea, and the night shifts. Alternate mornings before sleep, ferritin is climbing."),
        ),
    ),
    PastCase(
        205,
        FERGUS,
        {
            "Title": "Cellulitis for the third time in a shearer",
            "Life stage": "Young adult",
            "Context": "Stands in wet boots ten hours a day. Lives in shared quarters in the season.",
            "Findings": "Same lower leg each time. Macerated toe webs. No swelling between episodes.",
            "Tried": "Two courses of flucloxacillin, antifungal cream once.",
            "The question": "Do you start prophylaxis now, or treat the feet first?",
            "Clinical area": "Infection",
        },
        (
            (BOB, "Feet first, for six weeks. Terbinafine, two pairs of boots, and a photo a week by phone."),
            (ERIN, "I would offer prophylaxis for the season and stop after it. He cannot change the boots."),
        ),
    ),
    PastCase(
        92,
        ERIN,
        {
            "Title": "A toddler with the third wheeze this winter",
            "Life stage": "Child, 1",
            "Context": "Attends day care. One parent smokes outdoors. Nearest paediatric clinic is a day's drive.",
            "Findings": "Well between episodes, growing along the same centile. Eczema behind the knees.",
            "Tried": "Salbutamol by spacer in each episode; one course of oral steroids.",
            "The question": "Who would start a preventer on this story, and who would wait?",
            "Clinical area": "Child health",
        },
        (
            (CAROL, "With the eczema I would try a preventer for three months and be honest that it is a trial."),
            (FERGUS, "I would wait for a fourth, and put the work into the spacer and the smoke first."),
            (ERIN, "Both families of answers are useful. Going with the trial, and a date to stop it."),
        ),
    ),
    PastCase(
        9,
        GRACE,
        {
            "Title": "New tremor in the month after a change of tablets",
            "Life stage": "Older, 65",
            "Context": "Farms alone, drives a tractor daily. Proud of taking few medicines.",
            "Findings": "Fine tremor in both hands, worse when pouring. Walk and tone normal. Thyroid normal.",
            "Tried": "Stopped the new inhaler for a week: perhaps a little better.",
            "The question": "How long do you wait after stopping before you look for something else?",
            "Clinical area": "Medicines",
        },
        ((DANIEL, "I give it a month, and ask about coffee. Does he still pour his own tea steadily in the evening?"),),
    ),
)

WAITING = PastCase(
    0,
    FERGUS,
    {
        "Title": "Itch without a rash, worse at night",
        "Life stage": "Older, 65",
        "Context": "Moved into a new unit this spring. Nobody else at home itches.",
        "Findings": "Scratch marks only. Blood count, liver and kidney tests normal.",
        "Tried": "Emollients twice a day and a month of cetirizine.",
        "The question": "What is your own order of looking, before the dermatologist who is five months away?",
        "Clinical area": "Skin",
    },
)
"""Shared today; it waits for the facilitator when the visitor arrives."""

SUGGESTIONS = (
    Suggestion(88, CAROL, TOMORROW, "Everybody asks and I still look it up each time.", (ALICE, ERIN, GRACE, BOB)),
    Suggestion(84, BOB, "Rashes on brown and black skin", "Our pictures are all of pale skin.", (CAROL, DANIEL, GRACE)),
    Suggestion(80, DANIEL, "When the nearest psychiatrist is a screen", "", (FERGUS, GRACE)),
    Suggestion(51, ERIN, "Talking about weight without doing harm", "I avoid it, and that is no answer.", (CAROL, BOB)),
    Suggestion(30, FERGUS, "Hearing loss: who gains from aids?", "", (ALICE,)),
    Suggestion(16, GRACE, "Reading our own audit data", "We all have it and none of us look.", (DANIEL, CAROL, ALICE)),
)

FIRST_VOTES: Mapping[Person, tuple[str, ...]] = {
    CAROL: (TOMORROW,),
    ALICE: (TOMORROW, "Rashes on brown and black skin"),
    ERIN: (TOMORROW,),
    GRACE: (TOMORROW, "When the nearest psychiatrist is a screen"),
    BOB: ("Rashes on brown and black skin",),
}
SECOND_VOTES: Mapping[Person, tuple[str, ...]] = {
    DANIEL: ("Reading our own audit data", "When the nearest psychiatrist is a screen"),
    ALICE: ("Rashes on brown and black skin",),
    GRACE: ("Reading our own audit data",),
}

PRIVATE_QUESTION = "What do you do so that work stays at work?"
PRIVATE_ANSWERS: Mapping[Person, str] = {
    BOB: "I leave the phone in the car on Wednesdays and walk home. It took a year to dare.",
    CAROL: "There is a colleague I ring on Fridays. We complain for ten minutes, and then we laugh.",
    DANIEL: "Nothing yet, if I am honest. I read this to feel less alone with it.",
    GRACE: "I dictate the last note with my coat on.",
}
"""Asked a week ago and answered privately; it became one post without names."""

CHAT: tuple[tuple[int, Person, str], ...] = (
    (262, GRACE, "The ECG card works. Our receptionist found the atrial flutter before I had my coat off."),
    (171, DANIEL, "Does anybody have a one-page leaflet on stopping sleeping tablets that is not frightening?"),
    (170, CAROL, "Sent you ours. It has a weekly calendar on the back, people like to tick things."),
    (60, BOB, "Back from leave. What did I miss, apart from the wheeze?"),
    (2, ERIN, "Snow here already. Bringing my menopause questions tomorrow week, all eleven of them."),
)
