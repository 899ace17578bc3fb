"""Make the files that pages show of a picture. The worker's work: a page never waits for one.

Not through Wagtail's filters, which decode the original for each file anew and hand on its whole Exif block,
the photographer's position included: here it is decoded once, and creator and credit alone travel on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from .metadata import PictureWords, packet_of
from .models import Picture, PictureRendition
from .queries import SPECS, WIDTHS

QUALITY = {"image/avif": 62, "image/jpeg": 80}
FORMATS = {"image/avif": "AVIF", "image/jpeg": "JPEG"}
_ARTIST, _COPYRIGHT = 0x013B, 0x8298


@dataclass(frozen=True, slots=True)
class Made:
    """One file: what it is for, and its bytes."""

    spec: str
    ending: str
    data: bytes
    width: int
    height: int


def widths_for(width: int) -> list[int]:
    """The widths a picture of this width is made in: never larger than it is."""
    smaller = [wanted for wanted in WIDTHS if wanted < width]
    return smaller + ([width] if len(smaller) < len(WIDTHS) else [])


def store_renditions(picture: Picture, made: list[Made]) -> None:
    """Put the files there, in place of those that were."""
    old = list(picture.renditions.filter(filter_spec__in=[spec for many in SPECS.values() for spec in many]))
    stem = PurePath(picture.file.name).stem[:30]
    for rendition in old:
        rendition.delete()  # Wagtail's own signal deletes the file
    for one in made:
        # The dimensions are read from the file by the field itself.
        PictureRendition.objects.create(
            image=picture,
            filter_spec=one.spec,
            file=ContentFile(one.data, name=f"{stem}.{one.width}{one.ending}"),
        )


def make_files(picture: Picture) -> list[Made]:
    """Every size and type of a picture, with its rights. Raises OSError when the original cannot be read."""
    with picture.open_file() as file:
        base = _upright(file)
    words = PictureWords(
        credit=picture.credit, creator=picture.creator, source=picture.source,
        copyright_notice=picture.copyright_notice, usage_terms=picture.usage_terms,
    )  # fmt: skip
    return [made for kind in SPECS for made in _in_format(base, kind, words)]


def _upright(file: object) -> Image.Image:
    """The picture as it is looked at: turned as Exif says, in sRGB, on white, no wider than needed."""
    with Image.open(file) as opened:  # type: ignore[arg-type]
        opened.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
        image: Image.Image = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    elif profile and image.mode in {"RGB", "CMYK", "L"}:
        image = _in_srgb(image, profile)
    image = image.convert("RGB")
    if image.width > WIDTHS[-1]:
        height = max(1, round(image.height * WIDTHS[-1] / image.width))
        image = image.resize((WIDTHS[-1], height), Image.Resampling.LANCZOS, reducing_gap=3)
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        turned = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image  # a broken profile: the colours are as good as they get
    return turned or image


def _in_format(base: Image.Image, kind: str, words: PictureWords) -> Iterator[Made]:
    exif = Image.Exif()
    if words.creator:
        exif[_ARTIST] = words.creator.encode()
    if words.copyright_notice:
        exif[_COPYRIGHT] = words.copyright_notice.encode()
    for spec, width in zip(SPECS[kind], widths_for(base.width), strict=False):
        height = max(1, round(base.height * width / base.width))
        image = base if width == base.width else base.resize((width, height), Image.Resampling.LANCZOS)
        out = BytesIO()
        more = {"progressive": True, "optimize": True} if kind == "image/jpeg" else {"speed": 8}
        image.save(
            out, FORMATS[kind], quality=QUALITY[kind], exif=exif.tobytes(), xmp=packet_of(words), **more
        )
        ending = ".avif" if kind == "image/avif" else ".jpg"
        yield Made(spec, ending, out.getvalue(), width, height)
