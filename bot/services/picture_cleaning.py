"""Makes a picture anew, so that nothing but its pixels is left: no EXIF, place, comment, thumbnail or trailing data.

Pasting into a new image is what drops everything: a picture that is only opened and saved keeps some of it. Pixels are
bounded by what the header says, before anything is decoded. One at a time, on a thread of its own.
"""

from __future__ import annotations

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageCms, ImageOps

from bot.domain.errors import Invalid
from bot.domain.pictures import LONGEST_SIDE, MOST_PIXELS, refuse_kind, refuse_size

MOST_KEPT_BYTES = 3_000_000
"""Of what is kept; pictures of 2,048 pixels take a third of it."""
CLEAN_SECONDS = 30
_QUALITIES = (88, 75, 55)
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


async def cleaned(data: bytes) -> bytes:
    """Return an uploaded JPEG, PNG or WebP as a new JPEG of at most LONGEST_SIDE pixels.

    Raises Invalid `picture.too_large`, `picture.document`, `picture.moving`, `picture.heic`, `picture.too_many_pixels`,
    `picture.unreadable`.
    """
    refuse_size(len(data))
    refuse_kind(data[:64])
    try:
        async with asyncio.timeout(CLEAN_SECONDS):
            return await asyncio.get_running_loop().run_in_executor(_WORKER, _cleaned, data)
    except TimeoutError:
        raise Invalid("picture.unreadable") from None


def _cleaned(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
            return _saved(_made_anew(opened))
    except Invalid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid("picture.too_many_pixels") from None
    except Exception:
        # Whatever a broken or hostile file does to the decoder is no fault of ours, and no log may quote it.
        raise Invalid("picture.unreadable") from None


def _made_anew(opened: Image.Image) -> Image.Image:
    if opened.width * opened.height > MOST_PIXELS:
        raise Invalid("picture.too_many_pixels")
    # Phones put a second picture behind the first (MPO); that is no film, and the second is dropped.
    if opened.format != "MPO" and getattr(opened, "is_animated", False):
        raise Invalid("picture.moving")
    if opened.format in {"JPEG", "MPO"}:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(_in_plain_colours(opened))
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    new = Image.new("RGB", turned.size, "white")
    if turned.has_transparency_data:
        layer = turned.convert("RGBA")
        new.paste(layer, mask=layer.getchannel("A"))
    else:
        new.paste(turned.convert("RGB"))
    return new


def _in_plain_colours(opened: Image.Image) -> Image.Image:
    """Return the picture in sRGB: without its colour profile, which goes too, a rash would look paler."""
    profile = opened.info.get("icc_profile")
    if not profile or opened.mode != "RGB":
        return opened
    try:
        plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        changed = ImageCms.profileToProfile(opened, ImageCms.ImageCmsProfile(io.BytesIO(profile)), plain)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return opened
    return changed if changed is not None else opened


def _saved(new: Image.Image) -> bytes:
    for quality in _QUALITIES:
        out = io.BytesIO()
        new.save(out, "JPEG", quality=quality)
        if out.tell() <= MOST_KEPT_BYTES:
            return out.getvalue()
    raise Invalid("picture.too_many_pixels")
