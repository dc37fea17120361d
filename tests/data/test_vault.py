"""What is private even from a reader of the file can be read with the key alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from data.vault import Vault, VaultError


def test_a_text_comes_back_and_its_token_shows_nothing(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path / "key")
    token = vault.encrypt("Größe 🙂 secret")
    assert b"secret" not in token
    assert vault.decrypt(token) == "Größe 🙂 secret"


def test_the_key_file_is_made_once_and_is_private(tmp_path: Path) -> None:
    token = Vault.open(tmp_path / "key").encrypt("x")
    assert Vault.open(tmp_path / "key").decrypt(token) == "x"
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_a_rotated_key_still_reads_what_the_old_one_wrote(tmp_path: Path) -> None:
    path = tmp_path / "key"
    token = Vault.open(path).encrypt("x")
    path.write_bytes(Fernet.generate_key() + b"\n" + path.read_bytes())
    assert Vault.open(path).decrypt(token) == "x"


def test_another_key_or_a_spoilt_file_is_said_plainly(tmp_path: Path) -> None:
    token = Vault.open(tmp_path / "key").encrypt("x")
    with pytest.raises(VaultError, match="another key"):
        Vault.open(tmp_path / "other").decrypt(token)
    (tmp_path / "spoilt").write_text("nonsense")
    with pytest.raises(VaultError, match="does not hold"):
        Vault.open(tmp_path / "spoilt")
