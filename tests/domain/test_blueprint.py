"""The wish for a server keeps to Discord's numbers."""

from __future__ import annotations

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.blueprint import AREA_TAGS, MAX_TAGS, STATUS_TAGS, Access, Grant


def test_the_bits_are_discords_own() -> None:
    for grant in Grant:
        assert getattr(discord.Permissions, (grant.name or "").lower()).flag == grant.value


def test_tags_fit_discord_and_leave_room() -> None:
    tags = STATUS_TAGS + AREA_TAGS
    assert len(tags) <= MAX_TAGS - 2
    assert all(1 <= len(tag) <= 20 for tag in tags)
    assert len({tag.casefold() for tag in tags}) == len(tags)


BITS = st.integers(min_value=0, max_value=2**60 - 1)


@given(BITS, BITS, BITS, BITS)
def test_access_laid_over_another_wins_where_they_disagree_and_keeps_every_other_bit(
    allow: int, deny: int, old_allow: int, old_deny: int
) -> None:
    wish = Access(Grant(allow & ~deny), Grant(deny))
    found = wish.laid_over(Access(Grant(old_allow & ~old_deny), Grant(old_deny)))
    assert wish.satisfied_by(found)
    assert int(found.allow) & int(found.deny) == 0
    said = allow | deny
    assert int(found.allow) & ~said == old_allow & ~old_deny & ~said
    assert int(found.deny) & ~said == old_deny & ~said
