"""Offering help to whoever may need it, from what they have just written: to them alone, and nothing is noted."""

from __future__ import annotations

from bot.domain.distress import Concern, concern_in
from bot.domain.people import Actor, MemberState
from bot.domain.support import Help, help_for
from bot.domain.times.countries import country_of
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import distress_words, help_packs, members, settings


def check_files() -> None:
    """Read the lists, so that a wrong file is told at start.

    Raises data.distress_words.DistressWordsError and data.help_packs.HelpPackError.
    """
    distress_words.bundled()
    help_packs.bundled()


def concern_of(*texts: str) -> Concern | None:
    """Return whom words of distress in what somebody wrote may be about, or None."""
    return concern_in(texts, distress_words.bundled())


async def offer(context: ServiceContext, actor: Actor, concern: Concern, country: str | None = None) -> Help:
    """Return the help to offer: of a country where one is given, else of where the person's clock is."""
    async with context.database.read() as reader:
        zone = (await admit(reader, actor)).zone
        person_id = (await settings.find(reader, actor.community_id)).turn_to
        person = await members.find(reader, actor.community_id, person_id) if person_id is not None else None
    if person is None or person.state is not MemberState.ACTIVE or person.id == actor.member_id:
        person_id = None
    return help_for(concern, help_packs.bundled(), country or country_of(zone), person_id)


async def offer_for(context: ServiceContext, actor: Actor, *texts: str) -> Help | None:
    """Return the help to offer after what somebody has just written privately, or None if its words call for none."""
    concern = concern_of(*texts)
    return None if concern is None else await offer(context, actor, concern)
