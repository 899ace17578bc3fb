"""Readers' pictures: a file from a stranger becomes two small square JPEGs that hold pixels and nothing else.

What was uploaded is never kept. A picture has a name of its own that says nothing of its reader, and a new picture has
a new name: its files may be kept by browsers for ever.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from standfirst.kit.pictures import PictureRefused, check_size, opened

FOLDER = "readers"
#: The sides of the squares, in pixels: beside a comment, and on the reader's own page.
SMALL, LARGE = 96, 400
SIZES = (SMALL, LARGE)
MOST_BYTES = 5 * 1024 * 1024
#: A JPEG is decoded at a fraction of its size; the others have to be unpacked whole.
MOST_PIXELS = {"JPEG": 100_000_000}
MOST_PIXELS_ELSE = 20_000_000
LEAST_SIDE = 64
_NAME = re.compile(r"(?P<one>[0-9a-f]{20})\.(?:\d+)\.(?P<two>[0-9a-f]{12})\.jpg")
#: A file that no reader has is given so long: its reader's transaction may not have ended.
PATIENCE = timedelta(hours=1)


def portrait_address(name: str, size: int) -> str:
    return str(default_storage.url(_path(name, size)))


def keep(made: dict[int, bytes]) -> str:
    """Write the files; the answer is the picture's name."""
    name = secrets.token_hex(16)
    for size, data in made.items():
        default_storage.save(_path(name, size), ContentFile(data))
    return name


def drop(name: str) -> None:
    """Delete a picture's files; none is no error."""
    for size in SIZES if name else ():
        default_storage.delete(_path(name, size))


def read(name: str) -> bytes:
    """The larger file; empty when it is not there."""
    try:
        with default_storage.open(_path(name, LARGE)) as file:
            return bytes(file.read())
    except OSError:
        return b""


def strays(known: set[str]) -> Iterator[str]:
    """Names of pictures whose files no reader has: a process was killed between file and row."""
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    old = timezone.now() - PATIENCE
    for file in files:
        found = _NAME.fullmatch(file)
        name = found["one"] + found["two"] if found else ""
        if name and name not in known and default_storage.get_modified_time(f"{FOLDER}/{file}") < old:
            yield name


def squares(file: IO[bytes]) -> dict[int, bytes]:
    """The bytes of each size, made from an upload. Raises PictureRefused."""
    check_size(file, most=MOST_BYTES)
    with opened(file, too_many_pixels=_too_many_pixels()) as image:
        square = _square(image)
    return {side: _jpeg(square, side) for side in SIZES}


def _square(found: Image.Image) -> Image.Image:
    """The middle of the picture, upright, in sRGB on white, no larger than needed."""
    if found.width * found.height > MOST_PIXELS.get(found.format or "", MOST_PIXELS_ELSE):
        raise PictureRefused(_too_many_pixels())
    if min(found.size) < LEAST_SIDE:
        raise PictureRefused(
            _("The picture is too small: each side needs at least %(least)s pixels.") % {"least": LEAST_SIDE}
        )
    found.draft("RGB", (2 * LARGE, 2 * LARGE))
    profile = found.info.get("icc_profile")
    image: Image.Image = ImageOps.exif_transpose(found)
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    if image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image = image.crop((left, top, left + side, top + side))
    if side > LARGE:
        image = image.resize((LARGE, LARGE), Image.Resampling.LANCZOS, reducing_gap=3)
    return _on_white(_in_srgb(image, profile))


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image  # a broken profile: the colours are as good as they get
    return turned or image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def _jpeg(square: Image.Image, side: int) -> bytes:
    image = square if square.width <= side else square.resize((side, side), Image.Resampling.LANCZOS)
    clean = Image.frombytes("RGB", image.size, image.tobytes())  # pixels alone: no Exif, comment or profile
    out = BytesIO()
    clean.save(out, "JPEG", quality=82, progressive=True, optimize=True)
    return out.getvalue()


def _path(name: str, size: int) -> str:
    """Looks like a fingerprinted file, and is one: the name is made anew for each picture."""
    return f"{FOLDER}/{name[:20]}.{size}.{name[20:]}.jpg"


def _too_many_pixels() -> str:
    return _("The picture has too many pixels. Please send a smaller one.")
