"""Case text and anonymous authors as sealed bytes: what the file holds until a release, and how it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TypedDict, cast

from bot.domain.cases import Area, Ask, CaseText, LifeStage, Overruling, Part, Story
from bot.domain.errors import NotFound
from bot.domain.ids import MemberId
from data.cases import StoredCase
from data.vault import Vault, VaultError


class _Story(TypedDict):
    title: str
    stage: str
    context: str
    findings: str


class _Ask(TypedDict):
    tried: str
    question: str
    area: str
    anonymous: bool


class _Overruling(TypedDict):
    part: str
    kind: str
    quote: str
    reason: str


class _Case(TypedDict):
    story: _Story
    ask: _Ask | None
    overrulings: list[_Overruling]


def seal(vault: Vault, story: Story, ask: Ask | None, overrulings: Sequence[Overruling] = ()) -> bytes:
    """Return the text as bytes that only the holder of the key can read."""
    return vault.encrypt(
        json.dumps(
            {
                "story": asdict(story),
                "ask": asdict(ask) if ask else None,
                "overrulings": [asdict(overruling) for overruling in overrulings],
            },
            ensure_ascii=False,
        )
    )


def unseal(vault: Vault, sealed: bytes) -> tuple[Story, Ask | None, tuple[Overruling, ...]]:
    """Return what was sealed; raises NotFound `case.unreadable` if the key is another one now."""
    try:
        held = cast(_Case, json.loads(vault.decrypt(sealed)))
    except VaultError:
        raise NotFound("case.unreadable") from None
    told, asked = held["story"], held["ask"]
    return (
        Story(told["title"], LifeStage(told["stage"]), told["context"], told["findings"]),
        Ask(asked["tried"], asked["question"], Area(asked["area"]), asked["anonymous"]) if asked else None,
        tuple(
            Overruling(Part(kept["part"]), kept["kind"], kept["quote"], kept["reason"]) for kept in held["overrulings"]
        ),
    )


def unseal_whole(vault: Vault, sealed: bytes) -> tuple[CaseText, tuple[Overruling, ...]]:
    """Return a submitted case; raises NotFound `case.unreadable`."""
    story, ask, overrulings = unseal(vault, sealed)
    if ask is None:
        raise NotFound("case.unreadable")
    return CaseText(story, ask), overrulings


def author_of(vault: Vault, stored: StoredCase) -> MemberId:
    """Return who wrote a case, for comparing and for telling them alone; raises NotFound `case.unreadable`."""
    if stored.author_id is not None:
        return stored.author_id
    if stored.author_sealed is None:
        raise NotFound("case.unreadable")
    try:
        return MemberId(int(vault.decrypt(stored.author_sealed)))
    except VaultError:
        raise NotFound("case.unreadable") from None
