"""How members of the journeys answer a prompt privately."""

from __future__ import annotations

from typing import Any

from simcord import MemberActor

from tests.journeys.poll_steps import private
from tests.journeys.world import World, labels, text_of


async def ask(world: World, fiona: MemberActor, kind: str = "support") -> Any:
    """Have a prompt posted, and return its message."""
    await fiona.slash(world.channel("meetings"), "prompt now", kind=kind)
    return world.messages("general")[-1]


async def open_screen(who: MemberActor, prompt: Any) -> Any:
    """Tap Answer privately, and return the screen."""
    return private(await who.click(prompt, label="Answer privately"))


async def answer(who: MemberActor, prompt: Any, text: str) -> Any:
    """Answer privately, or change one's answer, and return the screen that comes then."""
    screen = await open_screen(who, prompt)
    label = next(one for one in labels(screen) if one in {"Write my answer", "Change my answer"})
    return private(await who.submit_modal(await who.click(screen, label=label), {"text": text}))


def compiled(world: World, channel: str = "general") -> list[Any]:
    """Return the posts of compiled answers."""
    return [one for one in world.messages(channel) if "What you answered" in text_of(one)]
