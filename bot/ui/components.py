"""Buttons, selects and forms of ours.

Every button is an Action: its id says what it does and to what (`cop1:<verb>:<community>:<ids>`, at most 100
characters), never a state; the state is read when it is pressed. So a restart leaves every button working, and
nothing is attached again at start. A view holds Actions only and has no timeout: when a view ends, discord.py
forgets the dynamic items that it held, for all messages.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self, final

import discord

from bot.domain.errors import Conflict, CopError, Invalid
from bot.domain.people import Actor
from bot.logs import log_context
from bot.ui.actors import actor_of, require_still_here
from bot.ui.errors import answer_error
from bot.ui.respond import unwatch, watch

_log = logging.getLogger(__name__)

PREFIX = "cop1"
MOST_ID_CHARACTERS = 100


class Action(discord.ui.DynamicItem[discord.ui.Item[Any]], template=rf"{PREFIX}:$"):
    """A durable button or select. Subclass it with a verb and a pattern of named groups, and write `press`.

    ```
    class RsvpButton(Action, verb="rsvp", pattern=r"(?P<meeting>\\d+):(?P<answer>going|maybe|no)"):
        async def press(self, interaction, actor): ...
    ```
    """

    verb: ClassVar[str]
    _groups: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls, *, verb: str, pattern: str = "") -> None:
        template = rf"{PREFIX}:{verb}:(?P<community>\d{{1,20}})" + (f":{pattern}" if pattern else "")
        super().__init_subclass__(template=template)
        cls.verb = verb
        cls._groups = tuple(name for name in re.compile(template).groupindex if name != "community")

    def __init__(self, item: discord.ui.Item[Any]) -> None:
        super().__init__(item)
        match = self.template.fullmatch(self.custom_id)
        if match is None:
            raise ValueError(f"{self.custom_id!r} is no id of {type(self).__name__}")
        found = match.groupdict()
        self.community_id = int(found.pop("community"))
        self.ids: dict[str, str] = found

    @classmethod
    def id_of(cls, community: int, **ids: object) -> str:
        """Return the custom id for these ids; raises ValueError if it does not fit the pattern or Discord."""
        custom_id = ":".join([PREFIX, cls.verb, str(community), *(str(ids[name]) for name in cls._groups)])
        if len(custom_id) > MOST_ID_CHARACTERS:
            raise ValueError(f"a custom id has at most {MOST_ID_CHARACTERS} characters")
        return custom_id

    @classmethod
    def button(
        cls,
        label: str,
        *,
        community: int,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
        row: int | None = None,
        **ids: object,
    ) -> Self:
        """Return a button that does this to the things identified by `ids`."""
        custom_id = cls.id_of(community, **ids)
        return cls(discord.ui.Button(label=label, style=style, disabled=disabled, row=row, custom_id=custom_id))

    @classmethod
    def select(
        cls,
        *,
        options: list[discord.SelectOption],
        community: int,
        placeholder: str | None = None,
        min_values: int = 1,
        max_values: int = 1,
        row: int | None = None,
        **ids: object,
    ) -> Self:
        """Return a menu that does this with what is chosen (`self.values` when pressed)."""
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=cls.id_of(community, **ids),
            options=options,
            placeholder=placeholder,
            min_values=min_values,
            max_values=max_values,
            row=row,
        )
        return cls(menu)

    @classmethod
    def people(
        cls,
        *,
        community: int,
        chosen: Sequence[int] = (),
        placeholder: str | None = None,
        row: int | None = None,
        **ids: object,
    ) -> Self:
        """Return a menu of the server's people, of whom one or nobody is chosen (`self.values` has their numbers)."""
        menu: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id=cls.id_of(community, **ids),
            placeholder=placeholder,
            min_values=0,
            default_values=[discord.SelectDefaultValue.from_user(discord.Object(one)) for one in chosen],
            row=row,
        )
        return cls(menu)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the Action for a press that discord.py matched to this class."""
        return cls(item)

    @property
    def values(self) -> list[str]:
        """What was chosen, where this is a menu: values of options, or numbers of people."""
        if isinstance(self.item, discord.ui.UserSelect):
            return [str(person.id) for person in self.item.values]
        return list(self.item.values) if isinstance(self.item, discord.ui.Select) else []

    @final
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the press, whatever happens; the work is in `press`."""
        with log_context(verb=self.verb, community=self.community_id):
            watch(interaction)
            try:
                if interaction.guild_id is not None and interaction.guild_id != self.community_id:
                    raise Conflict("button.other_server")
                await require_still_here(interaction, self.community_id)
                await self.press(interaction, actor_of(interaction, self.community_id))
            except Exception as error:
                await answer_error(interaction, error)
            finally:
                unwatch(interaction)

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Do it: call one service, render, answer. Raise what is refused."""
        raise NotImplementedError


def buttons(*items: Action | discord.ui.Item[Any]) -> discord.ui.View:
    """Return a view of Actions (and link buttons) that never ends."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


class Form(discord.ui.Modal):
    """A modal whose failure gives back every text that was typed. Subclass it and write `submit`.

    Children are `discord.ui.Label`s (45 characters of text) around inputs. discord.py keeps an open form in memory;
    one that a restart orphaned is answered by `bot.ui.orphans` with its text given back (or taken, if it is a
    `bot.ui.durable_forms.DurableForm`). One that was refused opens again as it was sent (`bot.ui.second_tries`).
    """

    offers_help: ClassVar[bool] = False
    """Whether what is typed is private, so that words of distress in it bring a list of help, taken or refused."""

    _made_with: tuple[tuple[Any, ...], dict[str, Any]]

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember what the form is made with, so that it can be made anew."""
        form = super().__new__(cls)
        form._made_with = args, kwargs
        return form

    def __init__(self, *, title: str, community: int | None = None, custom_id: str | None = None) -> None:
        # Two hours: longer than anybody writes, short enough that abandoned forms do not pile up.
        super().__init__(title=title, timeout=7200, custom_id=custom_id or discord.utils.MISSING)
        self.community_id = community

    @staticmethod
    def takes(interaction: discord.Interaction[Any], custom_id: str) -> bool:
        """Return whether an open form takes this submission, or is already at it."""
        form: Form | None = interaction.client.open_forms.get(custom_id)
        return "form" in interaction.extras or (form is not None and not form.is_finished())

    def texts(self) -> list[str]:
        """Return what was typed into each input that is not empty."""
        inputs = [item for item in self.walk_children() if isinstance(item, discord.ui.TextInput)]
        return [item.value for item in inputs if item.value]

    def made_anew(self) -> Self:
        """Return the form as it was first opened; one that was sent is over for discord.py."""
        args, kwargs = self._made_with
        return type(self)(*args, **kwargs)

    def typed(self) -> str:
        """Return all texts in the form, for giving them back."""
        return "\n\n".join(self.texts())

    @final
    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the submission, whatever happens; the work is in `submit`."""
        interaction.extras["form"] = self
        with log_context(verb=type(self).__name__, community=interaction.guild_id):
            watch(interaction)
            try:
                await require_still_here(interaction, self.community_id)
                await self.submit(interaction, actor_of(interaction, self.community_id))
            except Exception as error:
                kept = interaction.client.refused_forms.keep(interaction, self) if isinstance(error, Invalid) else None
                await answer_error(interaction, error, self.typed(), kept)
            finally:
                unwatch(interaction)
            if self.offers_help:
                await self._offer_help(interaction)

    async def _offer_help(self, interaction: discord.Interaction[Any]) -> None:
        """Offer help after the answer, a refusal too: whoever is told that a phone number must go may need it most."""
        try:
            await interaction.client.offer_help(interaction, actor_of(interaction, self.community_id), *self.texts())
        except CopError:
            return  # not for members, as they have just read
        except Exception:
            _log.exception("help could not be offered")

    @final
    async def on_error(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Answer what discord.py itself found wrong with the submission."""
        await answer_error(interaction, error, self.typed())

    async def submit(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Take what was typed: call one service, render, answer. Raise what is refused."""
        raise NotImplementedError
