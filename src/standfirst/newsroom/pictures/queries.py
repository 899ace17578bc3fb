"""Which files a page may show of its pictures. A page never waits for a rendition to be made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .models import Picture, PictureRendition

WIDTHS = (320, 640, 960, 1440)
SPECS = {
    "image/avif": tuple(f"width-{width}|format-avif" for width in WIDTHS),
    "image/jpeg": tuple(f"width-{width}|format-jpeg" for width in WIDTHS),
}


@dataclass(slots=True)
class Sources:
    """One picture's files: a srcset for each type, a fallback, and the size that keeps the layout still."""

    src: str
    width: int
    height: int
    srcsets: dict[str, str] = field(default_factory=dict)


def sources_for(numbers: Iterable[int]) -> dict[int, Sources]:
    """The files of these pictures that are there now: two queries, however many pictures."""
    wanted = set(numbers)
    if not wanted:
        return {}
    found = {
        picture.pk: Sources(picture.file.url, picture.width, picture.height)
        for picture in Picture.objects.filter(pk__in=wanted)
    }
    specs = {spec: kind for kind, many in SPECS.items() for spec in many}
    made: dict[int, list[PictureRendition]] = {}
    for rendition in PictureRendition.objects.filter(image__in=wanted, filter_spec__in=specs).order_by(
        "width"
    ):
        made.setdefault(rendition.image_id, []).append(rendition)
    for number, renditions in made.items():
        found[number] = _sources(renditions, specs)
    return found


def _sources(renditions: list[PictureRendition], specs: dict[str, str]) -> Sources:
    """`renditions` go from narrow to wide. The size is a rendition's: the original may lie on its side."""
    widest = renditions[-1]
    sources = Sources(widest.file.url, widest.width, widest.height)
    for kind in SPECS:
        files = [rendition for rendition in renditions if specs[rendition.filter_spec] == kind]
        if files:
            sources.srcsets[kind] = ", ".join(f"{file.file.url} {file.width}w" for file in files)
        if files and kind == "image/jpeg":
            sources.src = files[-1].file.url
    return sources
