"""What every use case is handed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from data.ballot_keys import BallotKeys
from data.database import Database
from data.vault import Vault


@dataclass(frozen=True, slots=True)
class ServiceContext:
    """The store, the time and the keys; opened by the composition root, shared by all use cases."""

    database: Database
    clock: Clock
    vault: Vault
    ballot_keys: BallotKeys
