"""Registration numbers on their way to a facilitator's eye: in memory, never in the store.

A number is to be checked off and not stored. So it takes the shortest way there is: from the form to the card in
`#facilitators`, where it stands until somebody decides, and is taken off the card by the decision. In between it is
held here, in the memory of this process, because the card is drawn a moment after the application is stored, and
maybe more than once. A restart forgets it. A card that has to be drawn again after that says that a number was given
and is not kept; the facilitator asks for it again, or looks the name up in the public register.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from bot.client import CommunityBot
from bot.domain.ids import CommunityId, MemberId

MOST = 500
"""More applications than anybody has waiting; the oldest number is forgotten first."""


class Slips:
    """The numbers of those whose application is pending, one each."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[CommunityId, MemberId], str] = {}

    def hold(self, community_id: CommunityId, member_id: MemberId, number: str) -> None:
        """Keep a number until it is dropped, or forgotten."""
        self._numbers[community_id, member_id] = number
        while len(self._numbers) > MOST:
            del self._numbers[next(iter(self._numbers))]

    def read(self, community_id: CommunityId, member_id: MemberId) -> str | None:
        """Return somebody's number, or None if they gave none or it is forgotten."""
        return self._numbers.get((community_id, member_id))

    def drop(self, community_id: CommunityId, member_id: MemberId) -> None:
        """Forget somebody's number."""
        self._numbers.pop((community_id, member_id), None)


_held: WeakKeyDictionary[CommunityBot, Slips] = WeakKeyDictionary()


def slips_of(bot: CommunityBot) -> Slips:
    """Return the slips of one bot; they end with it."""
    return _held.setdefault(bot, Slips())
