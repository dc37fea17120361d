"""What every use case is handed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from data.database import Database
from data.vault import Vault


@dataclass(frozen=True, slots=True)
class ServiceContext:
    """The store, the time and the key; opened by the composition root, shared by all use cases."""

    database: Database
    clock: Clock
    vault: Vault
