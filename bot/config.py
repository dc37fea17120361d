"""What the operator may set: environment variables `COMMONROOM_…` or a `.env` file, read once at start."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, with a safe default; an unknown or impossible one is refused by name."""

    model_config = SettingsConfigDict(
        env_prefix="COMMONROOM_", env_file=".env", env_file_encoding="utf-8", frozen=True, extra="forbid"
    )

    token: SecretStr | None = Field(default=None, description="The bot's token from Discord's developer portal")
    data: Path = Field(
        default=Path("data/var"),
        description="Folder for the database, the key and the backups; keep it on a volume",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much the log tells"
    )
    log_json: bool = Field(default=False, description="Write the log as one JSON object a line")
    backups_kept: int = Field(default=14, ge=1, le=365, description="How many nightly backups are kept")
    web_url: str | None = Field(
        default=None,
        description="Address for members' calendars to subscribe to, such as https://cal.example.org; empty: no feeds",
    )
    web_host: str = Field(
        default="127.0.0.1", description="Where the feeds listen; a reverse proxy with TLS belongs in front of it"
    )
    web_port: int = Field(default=8322, ge=0, le=65535, description="Port at which the feeds listen")

    ner: bool = Field(
        default=False,
        description="Let a small language model look for names beside the rules; needs the extra [ner] (see README.md)",
    )

    @field_validator("web_url")
    @classmethod
    def _check_web_url(cls, value: str | None) -> str | None:
        """Take an address without its last slash; refuse one that calendars could not use or that others could read."""
        address = (value or "").strip().rstrip("/")
        if not address:
            return None
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("write it like https://cal.example.org, or leave it empty for no calendar feeds")
        if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise ValueError("it has to begin with https, because whoever sees a feed's address can read the feed")
        return address

    @property
    def database_path(self) -> Path:
        """Where the SQLite file lies."""
        return self.data / "commonroom.db"

    @property
    def key_path(self) -> Path:
        """Where the key to private drafts lies: beside the database, never inside it or its backups."""
        return self.data / "commonroom.key"

    @property
    def ballot_keys_path(self) -> Path:
        """Where the keys of open anonymous polls lie: a folder that belongs in no backup."""
        return self.data / "ballot-keys"

    @property
    def backups_path(self) -> Path:
        """Where backups go."""
        return self.data / "backups"
