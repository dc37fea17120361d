"""IDENTIFIERS everywhere: whatever field a person types into, an identifier in it is neither posted nor kept in clear.

Nobody lists the fields: a facilitator and a member send every command, tap every button they come to see, and type a
phone number into every field of every form, one field at a time. A form that they never come to see is named below.
"""

from __future__ import annotations

import functools
import itertools
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import simcord

from bot.domain.identifiers import Tier
from bot.services.identifier_check import check
from bot.ui.components import Form
from tests import pictures
from tests.journeys.case_steps import AFFIRM, CLEAN_STORY, screen, write
from tests.journeys.meeting_steps import NOON, STARTS_AT_NOON, schedule
from tests.journeys.poll_steps import suggest
from tests.journeys.talk_steps import REST, open_advice, released, take
from tests.journeys.test_bad_input import BOOLEAN, INTEGER, PLAUSIBLE, STRING, USER, filled, fits, leaves
from tests.journeys.world import World, text_of

PERSON, FILE = 5, 19
PLAIN = "A few plain words"
TYPED_IN = {
    "when": "in 5 days at 19:00",
    "review": "",
    "due": "in 2 weeks",
    "follow-up": "",
    "duration": "1 hour",
    "seats": "",
    "quiet_from": "21:00",
    "quiet_until": "07:00",
    "cap": "3",
    "from": "tomorrow",
    "until": "next Friday",
}
"""What is typed into fields that take a time, while another field is tried; a time is read and never kept as typed."""


ENDS = {
    "case-release",
    "case-release-whole",
    "approve-member",
    "case-submit",
    "talk-end",
    "sequel-now",
    "sequel-withdraw",
}
MAY_HOLD = {
    "members.views.ApplicationForm name": "what applicants call themselves; a facilitator reads it and checks it off",
    "/meeting schedule place": "where members meet is an address, a link or a number to ring, and no patient's",
    "meetings.views.DraftForm place": "the same",
}
"""Fields that may hold what looks like an identifier."""
NOT_SEEN = {
    "attendance.views.FixForm": "takes minutes, a number",
    "case_sequels.views.MoveForm": "takes a time",
    "members.views.AgreementForm": "takes ticks",
    "meetings.presence.ContestForm": "needs minutes counted; `attendance.contest` refuses identifiers in its reason",
}
"""Forms that nobody comes to see on this walk, and why that is fine."""


@dataclass
class Walk:
    """What two people tapped and typed, and in which field each number was."""

    world: World
    numbers: Iterator[int] = field(default_factory=itertools.count)
    typed: dict[str, str] = field(default_factory=dict)
    pressed: set[tuple[int, str]] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    leaks: set[str] = field(default_factory=set)

    async def pause(self) -> None:
        """Let posts catch up, so that none is under way while somebody taps."""
        await self.world.advance(seconds=12)

    def look(self) -> None:
        """Note what is kept or posted now; what comes after may take its place."""
        found = f"{_kept(self.world)}\n{_posted(self.world)}"
        self.leaks |= {where for number, where in self.typed.items() if number in found}

    def number(self, where: str) -> str:
        found = f"0412 345 {next(self.numbers):03}"
        self.typed[found] = where
        return found

    async def commands(self, actor: Any, person: Any) -> None:
        """Send every command with a number in each of its options in turn, `person` where it asks for somebody."""
        for command in [one.to_dict(self.world.bot.tree) for one in self.world.bot.tree.get_commands()]:
            for name, options in leaves(command):
                if command.get("type", 1) != 1 or name in {"community setup", "community close"}:
                    continue
                typed = [option for option in options if option["type"] in (STRING, INTEGER, BOOLEAN, USER)]
                free = [one for one in typed if one["type"] == STRING and not one.get("choices")]
                for tested in [*free, None]:
                    values = {
                        one["name"]: fits(
                            one,
                            self.number(f"/{name} {one['name']}") if one is tested else PLAUSIBLE.get(one["name"], "1"),
                            person,
                        )
                        for one in typed
                        if one is tested or one.get("required")
                    }

                    async def send(name: str = name, values: dict[str, Any] = values) -> Any:
                        return await actor.slash(self.world.channel("general"), name, **values)

                    await self.pause()
                    await self.follow(actor, await _attempt(send()), send)

    async def buttons(self, actor: Any) -> None:
        """Tap every button that there is for somebody to see, each kind once."""
        channels = [*self.world.guild.channels.values(), *self.world.forum_posts()]
        shown = [
            message
            for channel in channels
            if hasattr(channel, "history") and channel.name != "cases"
            for message in self.world.messages(channel)
        ]
        for message in (*shown, *self.world.dms(actor)):
            await self.screen(actor, message)

    async def screen(self, actor: Any, message: Any) -> None:
        """Tap what stands on a message, as it stands after each tap; what ends things comes last."""
        while (control := self._next(actor, message)) is not None:
            self.pressed.add((actor.id, _verb(control)))

            async def tap(control: dict[str, Any] = control) -> Any:
                if control["type"] == 2:
                    return await actor.click(message, custom_id=control["custom_id"])
                if control["type"] != 3:
                    return None
                return await actor.select(message, [control["options"][0]["value"]], custom_id=control["custom_id"])

            await self.pause()
            await self.follow(actor, await _attempt(tap()), tap)

    def _next(self, actor: Any, message: Any) -> dict[str, Any] | None:
        left = [
            one for one in _controls(message) if (actor.id, _verb(one)) not in self.pressed and not one.get("disabled")
        ]
        return min(left, key=lambda one: _verb(one) in ENDS, default=None)

    async def follow(self, actor: Any, result: Any, again: Callable[[], Awaitable[Any]]) -> None:
        """Go on with what a tap or command drew: a form field by field, then the buttons of the answer."""
        if result is None:
            return
        if result.modal is not None:
            result = await self.form(actor, result, again)
        for answer in [result.response, *result.followups] if result is not None else []:
            if answer is not None and len(self.pressed) < 2000:
                await self.screen(actor, answer)

    async def form(self, actor: Any, result: Any, again: Callable[[], Awaitable[Any]]) -> Any:
        """Send a form once for each field that it has, with a number in that field, and once as it should be."""
        form = _name(type(self.world.bot.open_forms[result.modal["custom_id"]]))
        self.forms.add(form)
        inputs = [one["custom_id"] for one in _inputs(result.modal)]
        for place, name in enumerate([*inputs, None]):
            if place:
                await self.pause()
                result = await _attempt(again())
            if result is None or result.modal is None:
                return result
            values = filled(result.modal, PLAIN)
            values |= {one: ("knee.jpg", pictures.jpeg()) for one in _of_type(result.modal, FILE)}
            values |= {one: [actor] for one in _of_type(result.modal, PERSON)}
            values |= {one: TYPED_IN[one] for one in inputs if one in TYPED_IN}
            long_enough = {one["custom_id"]: one.get("max_length") or 4000 for one in _inputs(result.modal)}
            if name is not None and long_enough[name] >= 12:
                values[name] = self.number(f"{form} {name}")
            result = await _attempt(actor.submit_modal(result, values))
            self.look()
        return result


async def _attempt(act: Any) -> Any:
    """Return what came of a tap, or None where the screen had moved on meanwhile."""
    try:
        return await act
    except (simcord.SetupError, simcord.BackendError):
        return None


def _verb(control: dict[str, Any]) -> str:
    return str(control["custom_id"]).split(":")[1]


def _controls(message: Any) -> list[dict[str, Any]]:
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    found = [child for row in rows for child in row.get("components", [row])]
    return [one for one in found if str(one.get("custom_id", "")).startswith("cop1:")]


def _inputs(modal: dict[str, Any]) -> list[dict[str, Any]]:
    controls = [one.get("component", one) for one in modal["components"]]
    return [one for one in controls if one.get("type") == 4]


def _of_type(modal: dict[str, Any], kind: int) -> list[str]:
    controls = [one.get("component", one) for one in modal["components"]]
    return [one["custom_id"] for one in controls if one.get("type") == kind]


def _kept(world: World) -> str:
    """Return everything that the file holds in clear."""
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return "\n".join(str(row) for name in names for row in connection.execute(f'SELECT * FROM "{name}"'))


def _posted(world: World) -> str:
    channels = [*world.guild.channels.values(), *world.forum_posts()]
    return "\n".join(
        text_of(message)
        for channel in channels
        if hasattr(channel, "history") and channel.name != "cases"
        for message in world.messages(channel)
    )


def _name(form: type[object]) -> str:
    return f"{form.__module__}.{form.__name__}".removeprefix("cogs.")


def _forms(form: type[Form]) -> set[str]:
    """Return the names of all forms of the bot that are made, not those of other tests."""
    derived = [one for one in form.__subclasses__() if not one.__module__.startswith("tests.")]
    return {name for one in derived for name in _forms(one)} if derived else {_name(form)}


async def _seed(world: World, alice: Any, fiona: Any) -> None:
    """Let there be one of everything that has buttons."""
    meetings, general = world.channel("meetings"), world.channel("general")
    shown = screen(await fiona.slash(general, "community settings"))
    await fiona.click(shown, label="Cases")
    await fiona.select(shown, ["on"], custom_id=f"cop1:setting:{world.guild.id}:pictures")
    await suggest(world, [alice], ["Gout", "Asthma in children"])
    await schedule(world, fiona)
    await schedule(world, fiona, title="Today", when=NOON)
    await world.advance_to(STARTS_AT_NOON + timedelta(minutes=5))
    await fiona.slash(meetings, "poll open", question="Which day?", options="Monday; Friday")
    await fiona.slash(meetings, "poll open", question="Try it?", options="Yes", method="consent")
    await fiona.slash(meetings, "poll open", question="Which place?", options="Here; There")
    await fiona.slash(meetings, "poll close", poll="3")
    await released(world, alice, fiona)
    await open_advice(world, fiona)
    await take(world, alice, REST)
    sam = await world.member("sam")
    private = await write(world, sam)
    await sam.submit_modal(
        await sam.click(private, label="Add what happened next"), {"next-1": PLAIN, "when": "300 days"}
    )
    await sam.submit_modal(await sam.click(private, label="Submit"), AFFIRM)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_no_field_lets_an_identifier_through(world: World) -> None:
    world.errors_expected = True
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await _seed(world, alice, fiona)
    walk = Walk(world)
    zoe = world.stranger("zoe")
    join = functools.partial(zoe.slash, world.channel("general"), "join")
    await walk.follow(zoe, await join(), join)
    await walk.screen(alice, await write(world, alice))
    olga = await world.member("olga")
    private = await write(world, olga, CLEAN_STORY | {"context": "Unwell since 14 March."})
    submit = functools.partial(olga.click, private, label="Submit")
    await walk.follow(olga, await submit(), submit)
    minutes = functools.partial(fiona.slash, world.channel("general"), "meeting minutes")
    await walk.follow(fiona, await minutes(), minutes)
    agenda = functools.partial(fiona.slash, world.channel("general"), "meeting agenda", meeting="Journal club")
    await walk.follow(fiona, await agenda(), agenda)
    for actor, other in ((fiona, await world.facilitator("felix")), (alice, fiona)):
        await walk.buttons(actor)
        await walk.commands(actor, other)
        await walk.buttons(actor)
    assert len(walk.typed) > 120
    for number in list(walk.typed)[:3]:
        assert [one.tier for one in await check(number)] == [Tier.REDACT]
    walk.look()
    assert walk.leaks <= set(MAY_HOLD)
    assert _forms(Form) - walk.forms <= set(NOT_SEEN), "see that it refuses identifiers, and say which test proves it"
