"""Small portraits, drawn here: a demo must not fetch anything from anywhere."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bot.demo.cast import Person
from bot.demo.simulator import STATIC_FOLDER

SIZE = 128
FONT = STATIC_FOLDER / "fonts" / "noto-sans-latin-v2.015.ttf"


@cache
def portrait(person: Person) -> bytes:
    """A PNG of the person's initials on their colour."""
    image = Image.new("RGB", (SIZE, SIZE), person.colour)
    font = ImageFont.truetype(str(FONT), 54)
    ImageDraw.Draw(image).text((SIZE / 2, SIZE / 2 - 2), person.initials, "white", font, anchor="mm")
    return _png(image)


@cache
def emblem() -> bytes:
    """A PNG of the bot's own sign: people round a table."""
    image = Image.new("RGB", (SIZE * 2, SIZE * 2), "#134e4a")
    draw = ImageDraw.Draw(image)
    middle = SIZE
    draw.ellipse((middle - 46, middle - 46, middle + 46, middle + 46), fill="#99f6e4")
    for x, y in ((0, -84), (80, -26), (50, 68), (-50, 68), (-80, -26)):
        draw.ellipse((middle + x - 22, middle + y - 22, middle + x + 22, middle + y + 22), fill="#f0fdfa")
    return _png(image.resize((SIZE, SIZE), Image.Resampling.LANCZOS))


def _png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
