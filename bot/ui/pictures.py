"""Pictures that hang on messages: drawn off the event loop, one at a time, and only if they are not there yet."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import discord

_log = logging.getLogger(__name__)

MOST_IN_ALT = 1024
"""Characters of an attachment's description (Discord)."""

_STUDIO = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
"""One thread: drawing keeps the interpreter busy, so more of them would only slow down the answers."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by what it shows: the same `name` means the same picture, so it is sent once and then kept.

    `alt` says everything that it shows, for those who do not see it; `draw` makes the PNG.
    """

    name: str
    alt: str
    draw: Callable[[], bytes]

    async def file(self) -> discord.File:
        """Return the picture, freshly drawn, to be sent once."""
        png = await asyncio.get_running_loop().run_in_executor(_STUDIO, self.draw)
        return discord.File(io.BytesIO(png), filename=self.name, description=self.alt)


async def drawn(pictures: Iterable[Picture]) -> list[discord.File]:
    """Return pictures as files. One that cannot be drawn is left out: the words must not wait for it."""
    files: list[discord.File] = []
    for one in pictures:
        try:
            files.append(await one.file())
        except Exception:
            _log.exception("a picture could not be drawn")
    return files


def picture(kind: str, shows: object, alt: str, draw: Callable[[], bytes]) -> Picture:
    """Return the picture of a value; its name changes whenever what it `shows` does, or its words for it.

    Raises ValueError for an `alt` above MOST_IN_ALT characters: cutting it could cut a figure.
    """
    if len(alt) > MOST_IN_ALT:
        raise ValueError(f"an alt text has at most {MOST_IN_ALT} characters")
    digest = hashlib.sha256(f"{shows!r}\n{alt}".encode()).hexdigest()[:12]
    return Picture(f"{kind}-{digest}.png", alt, draw)
