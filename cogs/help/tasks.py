"""What people want to do, in their words, and how it is done: short, for somebody tired.

Each task says from which standing on it is of use; a test keeps every command named here true, and every command named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Standing


class Area(StrEnum):
    """What a task is about; each is a menu of its own, in this order. Discord shows five at most."""

    RUNNING = "running"
    MEETINGS = "meetings"
    CASES = "cases"
    VOTES = "votes"
    SELF = "self"


AREAS = {
    Area.RUNNING: "Run the community",
    Area.MEETINGS: "Meetings",
    Area.CASES: "Cases and questions",
    Area.VOTES: "Topics and votes",
    Area.SELF: "Myself, and this bot",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing somebody wants to do. `outsiders` marks what stops being of use once they are in."""

    key: str
    area: Area
    wish: str
    answer: str
    least: Standing = Standing.MEMBER
    outsiders: bool = False


EVERYBODY, FACILITATOR = Standing.STRANGER, Standing.FACILITATOR

TASKS: Sequence[Task] = (
    Task(
        "join",
        Area.SELF,
        "I want to join",
        "Send `/join`, read the four points, tap **I agree** and say who you are. A facilitator looks at it, and I "
        "write to you when you are in.",
        EVERYBODY,
        outsiders=True,
    ),
    Task(
        "next",
        Area.MEETINGS,
        "I want to know what is next",
        "`/meeting list` shows what is coming up, `/meeting show` one meeting in full, `/meeting agenda` what it is "
        "about and what is still to be done. Times appear in your own zone.",
    ),
    Task(
        "present",
        Area.MEETINGS,
        "I want to present something, or cannot after all",
        "Tap **I'll present this** under the agenda in **#meetings**; it is posted some days before. `/meeting agenda` "
        "has **I can't present** for what is yours; the facilitators are told, and nobody minds.",
    ),
    Task(
        "rsvp",
        Area.MEETINGS,
        "I want to say whether I come to a meeting",
        "Tap **Going**, **Maybe** or **Can't go** on its card in **#meetings**. Tap again to change your mind. "
        "**Add to calendar** gives you a file for your calendar, or an address that keeps it up to date. While it "
        "is on, **I'm here** counts you if you are on the phone or elsewhere; afterwards **My attendance** shows what "
        "was counted.",
    ),
    Task(
        "vote",
        Area.VOTES,
        "I want to vote",
        "Tap **Vote** on the poll in **#meetings**, choose, and tap **Cast my vote**. Only you see your ballot; you "
        "can change it until the poll closes. `/poll list` shows what is open, `/my todo` all that awaits you.",
    ),
    Task(
        "results",
        Area.VOTES,
        "I want to see how a vote ended",
        "`/poll results` shows it, as far as the poll allows before it closes.",
    ),
    Task(
        "topic",
        Area.VOTES,
        "I want to suggest a topic, or support others'",
        "`/topic suggest` with a few words. `/topic list` shows the backlog and lets you mark what interests you; "
        "`/topic support` does it for one. The group votes on what comes next.",
    ),
    Task(
        "case",
        Area.CASES,
        "I want to share a case",
        "`/case share` opens a form in two steps. Leave out all that could identify the patient; I check it with you "
        "before anybody sees it. A facilitator releases it, then it appears in **#cases**. Your draft is kept, so you "
        "may be interrupted. `/case followup` tells later what became of it.",
    ),
    Task(
        "parts",
        Area.CASES,
        "I want to tell a case in parts, or add a picture",
        "Both are buttons on the private check of `/case share`: **Add what happened next** takes a part that is told "
        "at its own time, **Add a picture** one photo, where your community allows it. A facilitator reads all of it "
        "before. Once it is released, **More** on its post, then **What happens next**, tells a part sooner or not.",
    ),
    Task(
        "find",
        Area.CASES,
        "I want to find a case again",
        "`/case list` finds released cases by words, tag or status, best first; `/case show` shows one in full.",
    ),
    Task(
        "flag",
        Area.CASES,
        "I saw something that could identify a patient",
        "In **#cases**, or on answers that I posted together, press and hold the message (or click it with the right "
        "button), then **Apps**, **Flag possible identifier**. It "
        "is hidden at once; facilitators look at it, and only they see that it was you.",
    ),
    Task(
        "reply",
        Area.CASES,
        "I want to reply to a case",
        "Open it in **#cases** and write below it. Ask first, advise second; when the advice round is open, tap **How "
        "would you approach it?**. Differing views stand side by side; `/case summary` shows them all. "
        "**My interests** in `/my profile` says in which cases you like to be asked for help.",
    ),
    Task(
        "question",
        Area.CASES,
        "I want to know how colleagues do something",
        "`/case ask` takes a question in two lines, without any patient. It appears in **#cases** at once.",
    ),
    Task(
        "prompt",
        Area.CASES,
        "I want to answer a question the bot asked",
        "Just write below it in the channel; a line is enough. Nobody counts who answers. **Answer privately** takes "
        "what you would rather not say under your name, and tells first what becomes of it.",
    ),
    Task(
        "change",
        Area.SELF,
        "I want to change something in my practice",
        "`/commit` takes one change: what, for whom, by when. Only you see it, unless you share it. I ask you after 6 "
        "and 12 weeks how it goes; `/my commitments` shows yours.",
    ),
    Task(
        "zone",
        Area.SELF,
        "I want to set my time zone",
        "`/my timezone` with your city. The times you type are read in it; what I show follows your device.",
    ),
    Task(
        "buddy",
        Area.SELF,
        "I want a study buddy",
        "`/my profile`, **Study buddy**, **Pair me**. From time to time I pair those who wish it and give you a "
        "question to begin with; you meet all before you meet anybody twice. **Snooze** and **Stop** are one tap.",
    ),
    Task(
        "less",
        Area.SELF,
        "I want fewer messages, or none at night",
        "`/my profile` shows when and how I reach you: quiet hours, days, reminders by direct message, in a thread or "
        "not at all, and how many a week. `/my away` with two dates keeps me quiet while you are away.",
    ),
    Task(
        "privacy",
        Area.SELF,
        "I want to know what the bot keeps and sees",
        "I cannot read what people write in channels; I see only commands, buttons, forms, a message that somebody "
        "flags, and who is in a meeting's voice channel while it is on. I keep your account number, zone, answers, "
        "votes and minutes at meetings; drafts and what you said when joining are encrypted. Never write anything that "
        "could identify a patient: Discord is not a clinical system.",
        EVERYBODY,
    ),
    Task(
        "trouble",
        Area.SELF,
        "Something does not work",
        "Try again first: a repeated tap does no harm. If you were given a code, pass it on to a facilitator; the same "
        "code is in the log.",
        EVERYBODY,
    ),
    Task(
        "setup",
        Area.RUNNING,
        "I want to set up or repair the server",
        "`/community setup` makes what is missing, gives renamed channels their names back, and names each missing "
        "permission with its fix. It needs **Manage Server** and does no harm when repeated. `/community settings` is "
        "how this community wants it, such as which reminders go out before a meeting.",
        FACILITATOR,
    ),
    Task(
        "admit",
        Area.RUNNING,
        "I want to let somebody in",
        "They send `/join`; the application arrives in **#facilitators**. Look them up in their country's register, "
        "then tap **Approve** or **Decline**. They are told privately.",
        FACILITATOR,
    ),
    Task(
        "schedule",
        Area.RUNNING,
        "I want to plan a meeting",
        "`/meeting schedule` with a title and a time as you would say it, such as `next Tue 7:30pm`. I show how I read "
        "it before it counts, post the card, and remind those concerned. `repeat` makes it a series, such as `every 2 "
        "weeks until 18 Dec`. `/meeting find-time` asks first when people can, privately, and books the best time.",
        FACILITATOR,
    ),
    Task(
        "agenda",
        Area.RUNNING,
        "I want to prepare an agenda and find presenters",
        "`/meeting agenda` shows it with a menu and buttons: add, move, remove, name a presenter, whom I ask "
        "privately. It is posted some days before the meeting; `/community settings` says how many. "
        "`/facilitator turns` shows who presented and chaired in the last year, and who may like a turn.",
        FACILITATOR,
    ),
    Task(
        "cancel",
        Area.RUNNING,
        "I want to move, change, skip or cancel a meeting",
        "`/meeting move` gives it another time, `/meeting edit` another title, length, place or number of seats, "
        "`/meeting skip` leaves one of a series out: just this one, or all from it on. `/meeting cancel` calls it off. "
        "Whoever meant to come is told once.",
        FACILITATOR,
    ),
    Task(
        "run",
        Area.RUNNING,
        "I want to lead a meeting",
        "`/meeting run` shows you alone the steps of the hour, made from the agenda, and keeps the time: **Next**, "
        "**+5 min**, **End**. A second facilitator sees the same. `/meeting attendance` shows who was there, "
        "how the last ones felt, and "
        "lets you correct it, `/meeting minutes` keeps what was learned, decided and taken on.",
        FACILITATOR,
    ),
    Task(
        "ballot",
        Area.RUNNING,
        "I want the group to choose the next topic",
        "`/topic poll` puts topics of the backlog to the vote. When it closes, tap **Book this topic** under the "
        "result.",
        FACILITATOR,
    ),
    Task(
        "ask",
        Area.RUNNING,
        "I want to put a question to the vote",
        "`/poll open` with the options separated by `;`. `/poll close` ends any poll early. `/poll outcome` notes "
        "what a closed one led to, and when to look at it again. On a clinical question **Gather positions** lets "
        "members say how they would approach it, side by side.",
        FACILITATOR,
    ),
    Task(
        "tidy",
        Area.RUNNING,
        "I want to tidy the topics",
        "`/topic merge` makes two one; support of both is kept, and a button takes it back. `/topic drop` takes one "
        "off the list with a reason; whoever supports it again brings it back.",
        FACILITATOR,
    ),
    Task(
        "release",
        Area.RUNNING,
        "I want to release or decline a case",
        "It waits in **#facilitators**. Read it as a stranger would: could anybody recognise the patient? Tap "
        "**Release** or **Decline**. Your own case needs another facilitator.",
        FACILITATOR,
    ),
    Task(
        "week",
        Area.RUNNING,
        "I want to know what needs me this week",
        "`/facilitator digest` shows all that waits for a facilitator, each with the button that deals with it, and "
        "comes to you each Monday morning in your own zone from then on, until you tell it to stop.",
        FACILITATOR,
    ),
    Task(
        "rota",
        Area.RUNNING,
        "I want to share the facilitating with others",
        "`/facilitator rota` shows whose week it is: take a turn, give it back, or choose another's week to ask for a "
        "swap. Whoever is away is stood in for. `/community settings` can send the digest to whoever is on duty alone.",
        FACILITATOR,
    ),
    Task(
        "audit",
        Area.SELF,
        "I want to know what the facilitators did",
        "`/facilitator audit`: in numbers for members, in full for facilitators. Nothing can be taken out of it.",
    ),
    Task(
        "handover",
        Area.RUNNING,
        "I want to hand over to another facilitator",
        "`/facilitator handover` with their name lists all that is open; add a note and tap **Hand over**. They get it "
        "privately and tap **I have it**; then this week is theirs, and you are told.",
        FACILITATOR,
    ),
    Task(
        "pairing",
        Area.RUNNING,
        "I want members to meet two and two",
        "`/facilitator pairing` pairs all who wish it; `/community settings` has it come every few weeks by itself. "
        "Whoever wishes it taps **Study buddy** in `/my profile`. Both are told privately, with a question.",
        FACILITATOR,
    ),
    Task(
        "energy",
        Area.RUNNING,
        "I want to get the conversation going",
        "`/prompt now` posts a question at once. `/prompt schedule` posts one regularly, `/prompt list` shows what is "
        "planned, `/prompt add` adds your own, `/prompt pause` and `/prompt resume` stop and start them all. **Answer "
        "privately** below a question has **Compile now** for you.",
        FACILITATOR,
    ),
)


def tasks_for(standing: Standing, *, manages_server: bool) -> list[Task]:
    """Return what is of use to somebody, in order; a facilitator's own tasks come first for them."""
    found = [
        task
        for task in TASKS
        if (task.least <= standing or (task.key == "setup" and manages_server))
        and not (task.outsiders and standing >= Standing.MEMBER)
    ]
    return sorted(found, key=lambda task: -task.least) if standing is Standing.FACILITATOR else found


def find(typed: str, tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks that what was typed may mean, best first; one only where it is certain."""
    exact = [task for task in tasks if typed.strip().casefold() in (task.key, task.wish.casefold())]
    if exact:
        return exact[:1]
    words = _words(typed)
    scores = {
        task.key: len(words & _words(f"{task.key} {task.wish}")) * 3 + len(words & _words(task.answer))
        for task in tasks
    }
    return sorted((task for task in tasks if scores[task.key]), key=lambda task: -scores[task.key])


_COMMON = frozenset(
    {"i", "want", "to", "the", "a", "my", "is", "of", "or", "and", "how", "do", "in", "on", "it", "for"}
)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.casefold())) - _COMMON
