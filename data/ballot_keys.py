"""The keys of what is anonymous: one small file each, in a folder beside the database and in no backup of it.

Polls have theirs in the folder itself, private answers to prompts in one within it (`BallotKeys.within`).

With its key, a member's number becomes a pseudonym (HMAC-SHA256), and the ballots are sealed (AES-256-GCM). Once the
key is destroyed, nobody can make the pseudonyms again or open what was sealed: not from the file, nor from its
write-ahead log, nor from a copy of either. `docs/anonymity.md` has the whole argument.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.domain.ids import CommunityId, MemberId

_HALF = 32
_NONCE = 12


class WrongKey(Exception):
    """A sealed piece was not made with this key, or was altered."""


class BallotKey:
    """The key of one poll: 32 bytes for pseudonyms, 32 for sealing."""

    def __init__(self, secret: bytes) -> None:
        self._name_key, self._seal_key = secret[:_HALF], secret[_HALF:]

    def pseudonym(self, member_id: MemberId) -> str:
        """Return what stands for a member in this poll; the same each time."""
        return hmac.new(self._name_key, str(int(member_id)).encode(), hashlib.sha256).hexdigest()

    def seal(self, ballots: dict[str, tuple[str, str | None]], slot: int) -> bytes:
        """Return ballots (marks and reason by pseudonym) so that neither content nor size tells what they say.

        Each takes up `slot` bytes; raises ValueError if they are longer than that.
        """
        content = json.dumps(ballots, sort_keys=True, ensure_ascii=False).encode()
        padded = content.ljust(len(ballots) * slot + 2)
        if len(padded) != len(ballots) * slot + 2:
            raise ValueError("a ballot does not fit its slot")
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._seal_key).encrypt(nonce, padded, None)

    def unseal(self, box: bytes) -> dict[str, tuple[str, str | None]]:
        """Return the ballots in a sealed piece; raises WrongKey."""
        try:
            content = AESGCM(self._seal_key).decrypt(box[:_NONCE], box[_NONCE:], None)
        except InvalidTag as error:
            raise WrongKey("sealed with another key, or altered") from error
        return {name: (marks, reason) for name, (marks, reason) in json.loads(content).items()}


class BallotKeys:
    """The folder of keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def within(self, name: str) -> BallotKeys:
        """Return the keys of another kind of thing, whose numbers are counted apart."""
        return BallotKeys(self._folder / name)

    def _path(self, community_id: CommunityId, poll_id: int) -> Path:
        return self._folder / f"{int(community_id)}-{int(poll_id)}.key"

    def make(self, community_id: CommunityId, poll_id: int) -> BallotKey:
        """Make and return the key of what is being opened, on the disk before anything sealed with it is."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(community_id, poll_id)
        # A key that is there was made for a poll that was never stored under this number.
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        secret = secrets.token_bytes(2 * _HALF)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        self._sync()
        return BallotKey(secret)

    def find(self, community_id: CommunityId, poll_id: int) -> BallotKey | None:
        """Return the key of a poll, or None if it was destroyed or lost."""
        try:
            secret = self._path(community_id, poll_id).read_bytes()
        except FileNotFoundError:
            return None
        return BallotKey(secret) if len(secret) == 2 * _HALF else None

    def destroy(self, community_id: CommunityId, poll_id: int) -> None:
        """Overwrite and remove the key of a poll; harmless if it is gone."""
        path = self._path(community_id, poll_id)
        try:
            with path.open("r+b") as file:
                file.write(bytes(2 * _HALF))
                file.flush()
                os.fsync(file.fileno())
        except FileNotFoundError:
            return
        path.unlink(missing_ok=True)
        self._sync()

    def _sync(self) -> None:
        """Have the folder itself on the disk, so that a power cut brings no destroyed key back."""
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
