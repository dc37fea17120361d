"""Encryption of what is private even from a reader of the file: case drafts, reflections, commitments.

Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec) from `cryptography`. The key lies beside the
database and in no backup: whoever finds a backup finds no draft.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class VaultError(Exception):
    """The key is unusable, or a text was written with another key."""


class Vault:
    """Encrypts and decrypts; the first key encrypts, all decrypt, so that a key can be rotated."""

    def __init__(self, keys: list[bytes]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise VaultError("the key file does not hold a Fernet key") from error

    @classmethod
    def open(cls, path: Path) -> Vault:
        """Read the keys from `path`, one a line, newest first; make the file with a new key if there is none."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(Fernet.generate_key() + b"\n")
        return cls(path.read_bytes().split())

    def encrypt(self, text: str) -> bytes:
        """Return `text` as a token that only this vault can read."""
        return self.encrypt_bytes(text.encode())

    def encrypt_bytes(self, data: bytes) -> bytes:
        """Return `data` as a token that only this vault can read; a third larger."""
        return self._fernet.encrypt(data)

    def decrypt(self, token: bytes) -> str:
        """Return the text of a token; raises VaultError if it is another key's or was altered."""
        return self.decrypt_bytes(token).decode()

    def decrypt_bytes(self, token: bytes) -> bytes:
        """Return the data of a token; raises VaultError if it is another key's or was altered."""
        try:
            return self._fernet.decrypt(token)
        except InvalidToken as error:
            raise VaultError("the text was written with another key") from error
