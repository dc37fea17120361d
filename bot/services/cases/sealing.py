"""Case text and anonymous authors as sealed bytes: what the file holds until a release, and how it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import NotRequired, TypedDict, cast

from bot.domain.cases import Area, Ask, CaseText, LifeStage, Overruling, Part, Sequel, Story
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


class _Sequel(TypedDict):
    text: str
    after: int | None
    at: int | None


class _Case(TypedDict):
    story: _Story
    ask: _Ask | None
    overrulings: list[_Overruling]
    sequels: NotRequired[list[_Sequel]]  # what was sealed before there were any has none


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What was sealed, in clear."""

    story: Story
    ask: Ask | None
    overrulings: tuple[Overruling, ...]
    sequels: tuple[Sequel, ...]


def seal(
    vault: Vault,
    story: Story,
    ask: Ask | None,
    overrulings: Sequence[Overruling] = (),
    sequels: Sequence[Sequel] = (),
) -> bytes:
    """Return the text as bytes that only the holder of the key can read."""
    held: _Case = {
        "story": cast(_Story, asdict(story)),
        "ask": cast(_Ask, asdict(ask)) if ask else None,
        "overrulings": [cast(_Overruling, asdict(overruling)) for overruling in overrulings],
        "sequels": [
            {
                "text": sequel.text,
                "after": None if sequel.after is None else int(sequel.after.total_seconds()),
                "at": None if sequel.at is None else int(sequel.at.timestamp()),
            }
            for sequel in sequels
        ],
    }
    return vault.encrypt(json.dumps(held, ensure_ascii=False))


def unseal(vault: Vault, sealed: bytes) -> Unsealed:
    """Return what was sealed; raises NotFound `case.unreadable` if the key is another one now."""
    try:
        held = cast(_Case, json.loads(vault.decrypt(sealed)))
    except VaultError:
        raise NotFound("case.unreadable") from None
    told, asked = held["story"], held["ask"]
    return Unsealed(
        Story(told["title"], LifeStage(told["stage"]), told["context"], told["findings"]),
        Ask(asked["tried"], asked["question"], Area(asked["area"]), asked["anonymous"]) if asked else None,
        tuple(
            Overruling(Part(kept["part"]), kept["kind"], kept["quote"], kept["reason"]) for kept in held["overrulings"]
        ),
        tuple(
            Sequel(
                one["text"],
                None if one["after"] is None else timedelta(seconds=one["after"]),
                None if one["at"] is None else datetime.fromtimestamp(one["at"], UTC),
            )
            for one in held.get("sequels", [])
        ),
    )


def unseal_whole(vault: Vault, sealed: bytes) -> tuple[CaseText, tuple[Overruling, ...]]:
    """Return a submitted case; raises NotFound `case.unreadable`."""
    held = unseal(vault, sealed)
    if held.ask is None:
        raise NotFound("case.unreadable")
    return CaseText(held.story, held.ask, held.sequels), held.overrulings


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
