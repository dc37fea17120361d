"""Pictures are drawn beside the event loop, one at a time, and named after what they show."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from bot.ui.pictures import MOST_IN_ALT, Picture, picture


async def test_pictures_are_drawn_off_the_event_loop_and_one_at_a_time() -> None:
    here, at_once, threads = threading.get_ident(), [0, 0], set[int]()

    def draw() -> bytes:
        at_once[0] += 1
        at_once[1] = max(at_once)
        threads.add(threading.get_ident())
        time.sleep(0.002)
        at_once[0] -= 1
        return b"png"

    files = await asyncio.gather(*(Picture("a.png", "All of it", draw).file() for _ in range(20)))
    assert {file.filename for file in files} == {"a.png"}
    assert {file.description for file in files} == {"All of it"}
    assert at_once[1] == 1
    assert here not in threads


def test_the_name_of_a_picture_is_what_it_shows() -> None:
    def name(shows: object, alt: str = "Words") -> str:
        return picture("poll-7", shows, alt, lambda: b"").name

    assert name((1, 2)) == name((1, 2))
    assert len({name((1, 2)), name((2, 1)), name((1, 2), "Mots")}) == 3


def test_an_alt_text_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="alt text"):
        picture("poll-7", 1, "7" * (MOST_IN_ALT + 1), lambda: b"")
