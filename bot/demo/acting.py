"""Doing what a person does: type a command, press a button, choose, fill in a form.

Buttons and fields are found by the words a person reads, so the seeded history
and the smoke run break when a label changes, which is what they are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import simcord

from bot.demo.cast import Person
from bot.demo.world import DemoWorld

BUTTON, STRING_SELECT, LABEL, RADIO_GROUP = 2, 3, 18, 21
ALL = object()
"""As an answer in a form: tick every box."""


class Stuck(Exception):
    """A person could not go on: no such button, field or answer. Says what was there instead."""


class Actor:
    """One person of the demo, acting."""

    def __init__(self, world: DemoWorld, person: Person) -> None:
        self.world = world
        self.person = person
        self.member = world.people[person.key]

    async def type(self, channel: str, command: str, /, **options: Any) -> simcord.InteractionResult:
        """Use a slash command in a channel. Raises Stuck if nothing answers."""
        place = self.world.handle(self.world.channel(channel))
        try:
            result = await self.member.slash(place, command, **options)
        except simcord.SetupError as error:
            raise Stuck(f"{self.person.short} could not use /{command}: {error}") from error
        return self._answered(result, f"/{command}")

    async def press(self, on: Any, label: str) -> simcord.InteractionResult:
        """Press the button that reads `label` on a message or an answer."""
        message = message_of(on)
        for component in controls(message.components):
            if component.get("type") == BUTTON and _reads(component, label):
                pressed = await self.member.click(message, custom_id=component["custom_id"])
                return self._answered(pressed, label)
        raise Stuck(f"{self.person.short} found no button {label!r}, only {labels(message)}")

    async def choose(self, on: Any, *wanted: str, nth: int = 0) -> simcord.InteractionResult:
        """Choose the options that read so in the `nth` menu of a message or an answer."""
        message = message_of(on)
        menus = [one for one in controls(message.components) if one.get("type") == STRING_SELECT]
        if nth >= len(menus):
            raise Stuck(f"{self.person.short} found no menu to choose {wanted} from")
        values = [self._option(menus[nth], one) for one in wanted]
        return self._answered(await self.member.select(message, values, custom_id=menus[nth]["custom_id"]), "the menu")

    async def fill(self, form: simcord.InteractionResult, answers: Mapping[str, Any]) -> simcord.InteractionResult:
        """Fill in the form that was shown, by the labels of its fields, and send it."""
        modal = form.modal
        if modal is None:
            raise Stuck(f"{self.person.short} expected a form and got: {words(form)[:200]}")
        fields = dict(_fields(modal))
        values: dict[str, Any] = {}
        for label, answer in answers.items():
            field = next((one for name, one in fields.items() if name.casefold().startswith(label.casefold())), None)
            if field is None:
                raise Stuck(f"{self.person.short} found no field {label!r}, only {list(fields)}")
            values[field["custom_id"]] = self._value(field, answer)
        return self._answered(await self.member.submit_modal(form, values), str(modal.get("title")))

    async def say(self, channel: str | Any, text: str) -> None:
        """Write an ordinary message into a channel, a thread or a post."""
        place = self.world.channel(channel) if isinstance(channel, str) else channel
        await self.member.send(self.world.handle(place), text)

    def _value(self, field: Mapping[str, Any], answer: Any) -> Any:
        if not field.get("options"):
            return answer
        if answer is ALL:
            return [str(option["value"]) for option in field["options"]]
        if field.get("type") == RADIO_GROUP:
            return self._option(field, answer)
        return [self._option(field, one) for one in ([answer] if isinstance(answer, str) else answer)]

    def _option(self, menu: Mapping[str, Any], wanted: str) -> str:
        for option in menu.get("options") or ():
            if wanted.casefold() in (str(option["label"]).casefold(), str(option["value"]).casefold()):
                return str(option["value"])
        for option in menu.get("options") or ():
            if wanted.casefold() in str(option["label"]).casefold():
                return str(option["value"])
        offered = [str(option["label"]) for option in menu.get("options") or ()]
        raise Stuck(f"{self.person.short} found no choice {wanted!r}, only {offered}")

    def _answered(self, result: simcord.InteractionResult, what: str) -> simcord.InteractionResult:
        if not result.acknowledged and not result.deferred:
            raise Stuck(f"{self.person.short} used {what} and nothing answered")
        return result


def message_of(something: Any) -> Any:
    """The message of an answer; a message is itself."""
    if not isinstance(something, simcord.InteractionResult):
        return something
    answers = [*([something.response] if something.response else []), *something.followups]
    if not answers:
        raise Stuck("there was no answer to look at")
    return answers[-1]


def find_message(world: DemoWorld, channel: str, text: str, button: str) -> Any:
    """The newest message of a channel that holds `text` and a button that reads `button`. Raises Stuck."""
    history = world.handle(world.channel(channel)).history()
    for message in reversed(history):
        if text in words(message) and any(one.casefold() == button.casefold() for one in labels(message)):
            return message
    raise Stuck(f"no message in #{channel} with {text!r} and a button {button!r}")


def controls(components: Any) -> Iterator[dict[str, Any]]:
    """Every button and menu of a message, from top to bottom."""
    for component in components:
        raw = component if isinstance(component, dict) else component.to_dict()
        yield raw
        yield from controls(raw.get("components") or ())
        if raw.get("accessory"):
            yield from controls([raw["accessory"]])


def labels(message: Any) -> list[str]:
    """What the buttons of a message read."""
    return [str(one.get("label")) for one in controls(message.components) if one.get("type") == BUTTON]


def menus(something: Any) -> list[dict[str, Any]]:
    """The menus of a message or an answer, from top to bottom."""
    return [one for one in controls(message_of(something).components) if one.get("type") == STRING_SELECT]


def words(something: Any) -> str:
    """Everything a person reads in a message or an answer."""
    if isinstance(something, simcord.InteractionResult):
        answers = [*([something.response] if something.response else []), *something.followups]
        return "\n".join(words(one) for one in answers)
    parts = [something.content or ""]
    for embed in something.embeds:
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
    parts += [str(one["content"]) for one in controls(something.components) if one.get("content")]
    return "\n".join(part for part in parts if part)


def _reads(component: Mapping[str, Any], label: str) -> bool:
    return str(component.get("label", "")).casefold() == label.casefold() and not component.get("disabled")


def _fields(modal: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in modal.get("components") or ():
        if row.get("type") == LABEL:
            yield str(row.get("label")), row["component"]
        for field in row.get("components") or ():
            yield str(field.get("label")), field
