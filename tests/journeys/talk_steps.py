"""What members of the journeys do around a released case."""

from __future__ import annotations

from typing import Any

from simcord import InteractionResult, MemberActor

from tests.journeys.case_steps import ASK, CLEAN_STORY, card, hand_in
from tests.journeys.world import World

REST: dict[str, Any] = {
    "approach": "Wait four weeks, then look again.",
    "fits": "No red flags, and the patient is content to wait.",
    "evidence": "College guideline 2024",
}
TEST: dict[str, Any] = {
    "approach": "Ferritin and thyroid today.",
    "fits": "Tired for more than four weeks.",
    "evidence": "",
}


async def released(
    world: World, author: MemberActor, releaser: MemberActor, ask: dict[str, Any] = ASK, **story: Any
) -> None:
    """Have a case written, handed in and released."""
    await hand_in(world, author, CLEAN_STORY | story, ask)
    await releaser.click(card(world), label="Release")
    await world.env.settle()


def post(world: World) -> Any:
    """Return the first message of the newest post in the forum, as it stands now."""
    return world.messages(world.forum_posts()[-1])[0]


async def refreshed(world: World) -> Any:
    """Let the post catch up and the quiet after its edit pass, and return it."""
    await world.advance(seconds=25)
    return post(world)


async def open_advice(world: World, leader: MemberActor) -> InteractionResult:
    """Open the advice round."""
    return await leader.click(post(world), label="Open advice")


async def take(world: World, actor: MemberActor, stance: dict[str, Any]) -> InteractionResult:
    """Take a position by the button on the post."""
    form = await actor.click(post(world), label="How would you approach it?")
    return await actor.submit_modal(form, stance)
