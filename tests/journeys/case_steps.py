"""How members and facilitators of the journeys write, check and decide a case."""

from __future__ import annotations

from typing import Any

from simcord import InteractionResult, MemberActor

from tests.journeys.world import World, custom_id

CLEAN_STORY: dict[str, Any] = {
    "title": "Tired after a virus",
    "stage": ["middle-age"],
    "context": "Seen three times since a bad cold.",
    "findings": "Normal bloods.",
}
STORY: dict[str, Any] = CLEAN_STORY | {"context": "Seen three times since a bad cold. Mobile 0412 345 678."}
ASK: dict[str, Any] = {
    "tried": "Rest and time.",
    "question": "What would you look for next?",
    "area": ["Infection"],
    "name": "mine",
}
AFFIRM: dict[str, Any] = {"affirm": ["identifiers", "combination", "consent"]}


def screen(result: InteractionResult) -> Any:
    """Return the private message that an answer drew."""
    assert result.response is not None
    assert result.response.ephemeral
    return result.response


async def write(
    world: World, author: MemberActor, story: dict[str, Any] = CLEAN_STORY, ask: dict[str, Any] = ASK
) -> Any:
    """Fill in both forms and return the private screen, which stands at the check then."""
    opened = await author.slash(world.channel("general"), "case share")
    private = screen(await author.submit_modal(opened, story))
    await author.submit_modal(await author.click(private, label="Continue"), ask)
    return private


async def hand_in(
    world: World,
    author: MemberActor,
    story: dict[str, Any] = CLEAN_STORY,
    ask: dict[str, Any] = ASK,
    affirm: dict[str, Any] = AFFIRM,
) -> InteractionResult:
    """Write a case, redact it where there is anything to redact, and submit it."""
    private = await write(world, author, story, ask)
    if not button(private, "Redact all").get("disabled"):
        await author.click(private, label="Redact all")
    return await author.submit_modal(await author.click(private, label="Submit"), affirm)


def anonymous(ask: dict[str, Any] = ASK) -> dict[str, Any]:
    """Return step 2 for a case that is posted for a member."""
    return ask | {"name": "member"}


def card(world: World) -> Any:
    """Return the newest card of the queue."""
    return world.messages("facilitators")[-1]


async def press(world: World, *taps: tuple[MemberActor, str]) -> list[InteractionResult]:
    """Let facilitators tap buttons of the newest card at the same instant."""
    message = card(world)
    return await world.tap_together([(actor, message, custom_id(message, label)) for actor, label in taps])


def button(message: Any, label: str) -> dict[str, Any]:
    """Return a button of a message as Discord was sent it."""
    wanted = custom_id(message, label)
    for row in message.components:
        for child in (row if isinstance(row, dict) else row.to_dict()).get("components", []):
            if child.get("custom_id") == wanted:
                return dict(child)
    raise AssertionError(label)


def close_dms(world: World, actor: MemberActor) -> None:
    """Let somebody accept no direct messages from now on."""
    channel = world.env.backend.get_dm_channel(actor.id)
    path = f"/channels/{channel.id}/messages"
    world.env.inject_error(
        "POST", path, status=403, code=50007, message="Cannot send messages to this user", times=None
    )


async def count(world: World, table: str) -> int:
    """Return how many rows a table has."""
    async with world.bot.context.database.read() as reader:
        return int(str(await reader.value(f"SELECT count(*) FROM {table}")))


def stored_bytes(world: World) -> bytes:
    """Return every byte of the database as it lies on disk, the write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(world.settings.data.glob("commonroom.db*")))
