"""How members and facilitators of the journeys suggest topics and vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simcord import InteractionResult, MemberActor, UserHandle

from tests.journeys.world import World, reply_text

SIX_TOPICS = (
    "Asthma in children",
    "Chest pain",
    "Deprescribing",
    "Gout",
    "Menopause",
    "Sleep without pills",
)


async def suggest(world: World, who: Sequence[MemberActor], titles: Sequence[str] = SIX_TOPICS) -> None:
    """Have the members in turn suggest one topic each."""
    for place, title in enumerate(titles):
        told = await who[place % len(who)].slash(world.channel("meetings"), "topic suggest", title=title)
        assert "is in the backlog" in reply_text(told), reply_text(told)


def private(result: InteractionResult) -> Any:
    """Return the private message that an answer drew."""
    assert result.response is not None
    assert result.response.ephemeral
    return result.response


def menu_of(message: Any) -> dict[str, Any]:
    """Return the menu on a message."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return next(item for row in rows for item in row["components"] if item["type"] == 3)


def chosen_in(message: Any) -> list[str]:
    """Return the labels that a message's menu shows as chosen."""
    return [option["label"] for option in menu_of(message)["options"] if option.get("default")]


async def choose(who: MemberActor | UserHandle, message: Any, *labels: str) -> InteractionResult:
    """Choose by label in a message's menu."""
    menu = menu_of(message)
    values = {option["label"]: option["value"] for option in menu["options"]}
    return await who.select(message, [values[label] for label in labels], custom_id=menu["custom_id"])


async def vote(who: MemberActor | UserHandle, poll_message: Any, *labels: str) -> str:
    """Vote as a member does: Vote, choose, Cast my vote; return what the voter is told at the end."""
    ballot = private(await who.click(poll_message, label="Vote"))
    await choose(who, ballot, *labels)
    return reply_text(await who.click(ballot, label="Cast my vote"))


async def stored(world: World, table: str) -> int:
    """Return how many rows a table holds."""
    async with world.bot.context.database.read() as reader:
        return int(str(await reader.value(f"SELECT count(*) FROM {table}")))


def poll_message(world: World) -> Any:
    """Return the newest message in #meetings that is about a poll."""
    return [message for message in world.messages("meetings") if "Poll" in message.content][-1]
