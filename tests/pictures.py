"""Pictures as people send them: full of what must not get out."""

from __future__ import annotations

import io
import zipfile

from PIL import Image, PngImagePlugin

SECRET = b"MARGARET DUNSTAN"
"""Stands in every hiding place of these pictures, and nowhere else."""
GPS = b"-34.82S148.91E"


def photo(width: int = 640, height: int = 480) -> Image.Image:
    """Return something with shades, so that nothing compresses to nothing."""
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0110] = "iPhone 15"
    exif[0x0112] = 6  # turned by a quarter
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "S", (34.0, 49.0, 12.0), "E", (148.0, 54.0, 30.0)
    place[29] = GPS.decode()
    return exif


def _xmp() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>' + SECRET + b"</creator></x:xmpmeta>"


def jpeg(image: Image.Image | None = None) -> bytes:
    """Return a JPEG with EXIF, a place, XMP, a comment, and a film behind its end."""
    out = io.BytesIO()
    (image or photo()).save(out, "JPEG", exif=_exif(), xmp=_xmp(), comment=SECRET)
    return out.getvalue() + b"\x00\x00\x00\x18ftypmp42" + SECRET


def png() -> bytes:
    """Return a PNG with texts, EXIF, transparency and trailing data."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_text("Comment", SECRET.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", _xmp().decode())
    out = io.BytesIO()
    photo().convert("RGBA").save(out, "PNG", pnginfo=info, exif=_exif())
    return out.getvalue() + SECRET


def webp() -> bytes:
    """Return a WebP with XMP, EXIF and trailing data."""
    out = io.BytesIO()
    photo().save(out, "WEBP", exif=_exif(), xmp=_xmp())
    return out.getvalue() + SECRET


def polyglot() -> bytes:
    """Return a JPEG that is an archive too."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inside:
        inside.writestr("notes.txt", SECRET)
    return jpeg() + archive.getvalue()


def moving(kind: str) -> bytes:
    """Return a film as GIF, PNG or WEBP."""
    out = io.BytesIO()
    photo(64, 48).save(out, kind, save_all=True, append_images=[photo(64, 48).rotate(90)], duration=100)
    return out.getvalue()


def pair() -> bytes:
    """Return what some phones make: a JPEG with a second one behind it (MPO)."""
    out = io.BytesIO()
    photo().save(out, "MPO", save_all=True, append_images=[photo().rotate(180)], comment=SECRET)
    return out.getvalue()


def bomb() -> bytes:
    """Return a small file that would take 400 MB when decoded."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Author (" + SECRET + b") >>\nendobj"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
