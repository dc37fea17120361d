"""The server a community lives in, as it should be.

What set-up builds is written down here once: roles, channels, who may see and do what in each, and
which permissions the bot needs for it. `bot.domain.repair` compares it with a real server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum


class Grant(IntFlag):
    """The permissions the bot needs or hands out; the bits are Discord's own."""

    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    CONNECT = 1 << 20
    MANAGE_ROLES = 1 << 28
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44
    PIN_MESSAGES = 1 << 51


NOTHING = Grant(0)
_READ = Grant.VIEW_CHANNEL | Grant.READ_MESSAGE_HISTORY
_SPEAK = Grant.SEND_MESSAGES | Grant.SEND_MESSAGES_IN_THREADS
_POST = _READ | _SPEAK | Grant.EMBED_LINKS | Grant.ATTACH_FILES

NEEDED = (
    Grant.VIEW_CHANNEL
    | Grant.MANAGE_CHANNELS
    | Grant.MANAGE_GUILD
    | Grant.MANAGE_ROLES
    | Grant.SEND_MESSAGES
    | Grant.SEND_MESSAGES_IN_THREADS
    | Grant.READ_MESSAGE_HISTORY
    | Grant.EMBED_LINKS
    | Grant.ATTACH_FILES
    | Grant.CREATE_PUBLIC_THREADS
    | Grant.MANAGE_THREADS
    | Grant.MANAGE_MESSAGES
    | Grant.CONNECT
    | Grant.CREATE_EVENTS
    | Grant.MANAGE_EVENTS
    | Grant.PIN_MESSAGES
)
"""Everything the bot asks for, in the invite link too. CONNECT is here because an event in a voice channel needs it,
and because Discord lets nobody hand out, or take away, a permission that they do not hold themselves."""

ESSENTIAL = Grant.VIEW_CHANNEL | Grant.MANAGE_CHANNELS | Grant.MANAGE_ROLES | Grant.SEND_MESSAGES
"""Without these nothing is begun: a private channel could come out public."""


class Kind(StrEnum):
    """What a part is in Discord."""

    ROLE = "role"
    CATEGORY = "category"
    TEXT = "text"
    FORUM = "forum"
    VOICE = "voice"


class Part(StrEnum):
    """Everything set-up builds. The channels carry the values of `people.Place`."""

    FACILITATOR = "facilitator_role"
    MEMBER = "member_role"
    CATEGORY = "category"
    NOTICEBOARD = "noticeboard"
    GENERAL = "general"
    CASES = "cases"
    MEETINGS = "meetings"
    FACILITATORS = "facilitators"
    VOICE = "voice"


class Who(StrEnum):
    """Whom an access rule is about."""

    BOT = "bot"
    FACILITATOR = "facilitator"
    MEMBER = "member"
    EVERYONE = "everyone"


ROLE_OF = {Who.FACILITATOR: Part.FACILITATOR, Who.MEMBER: Part.MEMBER}


@dataclass(frozen=True, slots=True)
class Access:
    """What one audience is expressly allowed and denied in one channel."""

    allow: Grant = NOTHING
    deny: Grant = NOTHING

    def within(self, held: Grant) -> Access:
        """Only the part that somebody holding `held` may set."""
        return Access(self.allow & held, self.deny & held)

    def satisfied_by(self, other: Access) -> bool:
        """Whether `other` already says all that this says."""
        return int(self.allow) & ~int(other.allow) == 0 and int(self.deny) & ~int(other.deny) == 0

    def laid_over(self, other: Access) -> Access:
        """Return `other` with this put on top; where they disagree, this wins.

        Counted in plain numbers: a bit that Grant does not know is the community's own affair, and stays.
        """
        return Access(
            allow=Grant((int(other.allow) | int(self.allow)) & ~int(self.deny)),
            deny=Grant((int(other.deny) | int(self.deny)) & ~int(self.allow)),
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of the server as it should be.

    `must_say` is the line that the topic has to hold whatever else stands there. `status_tags`
    are put back whenever they are missing; `area_tags` only where there is none of them yet, so
    that a community may prune them.
    """

    part: Part
    kind: Kind
    name: str
    topic: str = ""
    must_say: str = ""
    access: Mapping[Who, Access] = field(default_factory=dict[Who, Access])
    status_tags: tuple[str, ...] = ()
    area_tags: tuple[str, ...] = ()

    @property
    def is_private(self) -> bool:
        """Whether only some may see it."""
        everyone = self.access.get(Who.EVERYONE)
        return everyone is not None and bool(everyone.deny & Grant.VIEW_CHANNEL)


NAMES: Mapping[Part, str] = {
    Part.FACILITATOR: "Facilitator",
    Part.MEMBER: "Member",
    Part.CATEGORY: "Community of practice",
    Part.NOTICEBOARD: "noticeboard",
    Part.GENERAL: "general",
    Part.CASES: "cases",
    Part.MEETINGS: "meetings",
    Part.FACILITATORS: "facilitators",
    Part.VOICE: "Meeting room",
}
STATUS_TAGS = ("open", "follow-up", "closed")
AREA_TAGS = (
    "Cardiovascular",
    "Respiratory",
    "Endocrine",
    "Mental health",
    "Musculoskeletal",
    "Skin",
    "Gastrointestinal",
    "Neurology",
    "Infection",
    "Women's health",
    "Men's health",
    "Child health",
    "Older people",
    "Palliative care",
    "Medicines",
)
"""Fifteen, so that with the three states a community still has two of Discord's twenty to itself."""
MAX_TAGS = 20
MAX_TOPIC = 1024

_BOT_ACCESS = Access(allow=_POST | Grant.CREATE_PUBLIC_THREADS | Grant.MANAGE_THREADS)


def blueprint(topics: Mapping[Part, str], not_clinical: str) -> tuple[Wanted, ...]:
    """The server every community gets, in the order it is built.

    `topics` holds a sentence for each text channel; `not_clinical` is the line that Discord is no
    clinical system, which the topics of the case and meeting channels must hold.
    In the forum nobody but the bot may open a post: every case passes the release queue first.
    """
    shut = Access(deny=Grant.VIEW_CHANNEL)
    talk = Access(allow=_READ | _SPEAK)
    reply = Access(allow=_READ | Grant.SEND_MESSAGES_IN_THREADS, deny=Grant.SEND_MESSAGES)
    room = Access(allow=Grant.VIEW_CHANNEL | Grant.CONNECT)

    def text(part: Part, access: Mapping[Who, Access], *, must_say: str = "") -> Wanted:
        topic = "\n\n".join(filter(None, (topics.get(part, ""), must_say)))
        return Wanted(
            part,
            Kind.TEXT,
            NAMES[part],
            topic,
            must_say,
            {Who.BOT: _BOT_ACCESS, **access},
        )

    def members(rule: Access, everyone: Access) -> Mapping[Who, Access]:
        return {Who.FACILITATOR: rule, Who.MEMBER: rule, Who.EVERYONE: everyone}

    return (
        Wanted(Part.FACILITATOR, Kind.ROLE, NAMES[Part.FACILITATOR]),
        Wanted(Part.MEMBER, Kind.ROLE, NAMES[Part.MEMBER]),
        Wanted(Part.CATEGORY, Kind.CATEGORY, NAMES[Part.CATEGORY]),
        text(Part.NOTICEBOARD, {Who.EVERYONE: Access(deny=_SPEAK | Grant.CREATE_PUBLIC_THREADS)}),
        text(Part.GENERAL, {}),
        Wanted(
            Part.CASES,
            Kind.FORUM,
            NAMES[Part.CASES],
            "\n\n".join(filter(None, (topics.get(Part.CASES, ""), not_clinical))),
            not_clinical,
            {
                Who.BOT: Access(allow=_BOT_ACCESS.allow | Grant.MANAGE_MESSAGES),  # flagged messages are taken away
                **members(reply, Access(deny=Grant.VIEW_CHANNEL | Grant.SEND_MESSAGES)),
            },
            STATUS_TAGS,
            AREA_TAGS,
        ),
        text(Part.MEETINGS, members(talk, shut), must_say=not_clinical),
        text(Part.FACILITATORS, {Who.FACILITATOR: talk, Who.EVERYONE: shut}),
        Wanted(
            Part.VOICE,
            Kind.VOICE,
            NAMES[Part.VOICE],
            access={Who.BOT: room, **members(room, Access(deny=Grant.CONNECT))},
        ),
    )
