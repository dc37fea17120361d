"""What the operator may set: environment variables `COMMONROOM_…` or a `.env` file, read once at start."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
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
