"""Forms that outlive the process: what was typed while the bot was restarted is taken all the same.

discord.py keeps an open form in memory only. A DurableForm can be made again from its id alone, as an Action can,
so that whoever wrote for ten minutes on a phone loses nothing.
"""

from __future__ import annotations

import re
import secrets
from abc import abstractmethod
from typing import Any, ClassVar, Self

import discord

from bot.texts import Translate
from bot.ui.components import MOST_ID_CHARACTERS, PREFIX, Form


class DurableForm(Form):
    """A form whose id says what it is for: `cop1:<verb>:<community>:<ids>:<random>`, at most 100 characters.

    Subclass it with a verb and a pattern of named groups, write `reopened` and `submit`, give each input its own
    custom id, and hand the class to `bot.add_forms`.
    """

    verb: ClassVar[str]
    template: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, verb: str, pattern: str = "", **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.verb = verb
        middle = f":{pattern}" if pattern else ""
        # The random end tells two forms apart that two people have open for the same thing.
        cls.template = re.compile(rf"{PREFIX}:{verb}:(?P<community>\d{{1,20}}){middle}:[0-9a-f]{{8}}")

    def __init__(self, *, title: str, community: int, **ids: int) -> None:
        names = [name for name in self.template.groupindex if name != "community"]
        parts = [PREFIX, self.verb, str(community), *(str(ids[name]) for name in names), secrets.token_hex(4)]
        custom_id = ":".join(parts)
        if len(custom_id) > MOST_ID_CHARACTERS or self.template.fullmatch(custom_id) is None:
            raise ValueError(f"{custom_id!r} is no id of {type(self).__name__}")
        super().__init__(title=title, community=community, custom_id=custom_id)

    @classmethod
    @abstractmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> Self:
        """Return the form as it was made for these ids, with its inputs empty."""

    def fill(self, interaction: discord.Interaction[Any], components: list[dict[str, Any]]) -> None:
        """Put what was submitted into the inputs, as discord.py does for a form that it remembers; files too."""
        data: dict[str, Any] = dict(interaction.data or {})
        resolved = discord.app_commands.Namespace._get_resolved_items(  # pyright: ignore[reportPrivateUsage]
            interaction, data.get("resolved", {})
        )
        self._refresh(interaction, components, resolved)  # pyright: ignore[reportArgumentType]
