"""C5: nothing but pixels is left of an uploaded picture, and what is no picture is refused with what would do."""

from __future__ import annotations

import asyncio
import io

import pytest
from PIL import Image, ImageCms

from bot.domain.errors import Invalid
from bot.domain.pictures import LONGEST_SIDE, MOST_BYTES
from bot.services.picture_cleaning import MOST_KEPT_BYTES, cleaned
from tests import pictures

LEFT = (pictures.SECRET, b"MARGARET", b"Exif", b"xmp", b"iPhone", pictures.GPS, b"ftyp", b"PK\x03\x04", b"ICC_PROFILE")
SENT = {
    "jpeg": pictures.jpeg,
    "png": pictures.png,
    "webp": pictures.webp,
    "polyglot": pictures.polyglot,
    "pair": pictures.pair,
}


@pytest.mark.parametrize("kind", SENT)
async def test_nothing_but_pixels_is_left(kind: str) -> None:
    sent = SENT[kind]()
    assert pictures.SECRET in sent
    kept = await cleaned(sent)
    for trace in LEFT:
        assert trace.lower() not in kept.lower(), trace
    assert kept.startswith(b"\xff\xd8")
    assert kept.endswith(b"\xff\xd9"), "nothing trails"
    with Image.open(io.BytesIO(kept)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


async def test_a_turned_photo_stands_upright() -> None:
    with Image.open(io.BytesIO(await cleaned(pictures.jpeg(pictures.photo(640, 480))))) as image:
        assert image.size == (480, 640)


async def test_a_large_photo_is_made_smaller_and_noise_still_fits() -> None:
    noise = Image.effect_noise((4032, 3024), 90).convert("RGB")
    kept = await cleaned(pictures.jpeg(noise))
    assert len(kept) <= MOST_KEPT_BYTES
    with Image.open(io.BytesIO(kept)) as image:
        assert max(image.size) == LONGEST_SIDE


async def test_transparency_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(await cleaned(out.getvalue()))) as image:
        assert image.getpixel((20, 20)) == (255, 255, 255)


async def test_a_colour_profile_is_applied_and_a_broken_one_is_left_aside() -> None:
    for profile in (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"no profile"):
        out = io.BytesIO()
        Image.new("RGB", (40, 40), (180, 60, 50)).save(out, "JPEG", icc_profile=profile, quality=95)
        kept = await cleaned(out.getvalue())
        assert b"ICC_PROFILE" not in kept
        with Image.open(io.BytesIO(kept)) as image:
            red, green, blue = image.convert("RGB").getpixel((20, 20))  # type: ignore[misc]
            assert abs(red - 180) + abs(green - 60) + abs(blue - 50) < 20


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pictures.SVG, "picture.document"),
        (b"  \n<svg/>", "picture.document"),
        (pictures.PDF, "picture.document"),
        (b"PK\x03\x04 a document", "picture.document"),
        (pictures.HEIC, "picture.heic"),
        (pictures.moving("GIF"), "picture.moving"),
        (pictures.moving("PNG"), "picture.moving"),
        (pictures.moving("WEBP"), "picture.moving"),
        (pictures.bomb(), "picture.too_many_pixels"),
        (b"BM" + bytes(100), "picture.unreadable"),
        (b"", "picture.unreadable"),
        (pictures.jpeg()[:3000], "picture.unreadable"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "picture.unreadable"),
        (bytes(MOST_BYTES + 1), "picture.too_large"),
    ],
)
async def test_anything_else_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        await cleaned(data)
    assert refused.value.code == code
    assert refused.value.__cause__ is None, "a chain could quote the file in a log"


async def test_the_event_loop_goes_on_meanwhile() -> None:
    photo = pictures.jpeg(pictures.photo(4000, 3000))
    task = asyncio.create_task(cleaned(photo))
    turns = 0
    while not task.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 20
