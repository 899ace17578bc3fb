"""Which picture goes where: by reference, else by order; the first that no place asks for leads the story. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from standfirst.newsroom.stories.cut import Block

from .blocks import PicturePlace, WireBlock, text_of
from .reading import Rendition, WirePicture

#: Names that agencies give to the picture that leads a story.
LEADS = frozenset(
    {"lead", "leadimage", "leadpicture", "main", "mainimage", "hero", "feature", "featured", "featuremedia"}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in its place; `place` holds the words that the body has for it."""

    picture: WirePicture
    place: PicturePlace


@dataclass(frozen=True, slots=True)
class Layout:
    lead: Placed | None
    blocks: tuple[Block | Placed, ...]


def lay_out(
    blocks: list[WireBlock], pictures: tuple[WirePicture, ...], *, is_here: Callable[[WirePicture], bool]
) -> Layout:
    """Put pictures into their places.

    A place that names a picture gets it; places that name none get, in order, those that nothing names, once one
    is set aside to lead. What is left stands at the end. `is_here` says whether there is a file: without one a
    picture has no place, but is still matched, so that no other takes its caption.
    """
    left = list(pictures)
    matched: dict[int, WirePicture] = {}
    open_places: list[tuple[int, PicturePlace]] = []
    for index, block in enumerate(blocks):
        if isinstance(block, PicturePlace):
            found = _named(block, left)
            if found is None:
                open_places.append((index, block))
            else:
                left.remove(found)
                matched[index] = found
    lead = _leading(left, places=len(open_places))
    if lead is not None:
        left.remove(lead)
    for index, place in open_places:
        matched[index] = left.pop(0) if left else _by_itself(place)
    return _settle(blocks, matched, lead, [picture for picture in left if is_here(picture)], is_here)


def _settle(
    blocks: list[WireBlock],
    matched: dict[int, WirePicture],
    lead: WirePicture | None,
    left: list[WirePicture],
    is_here: Callable[[WirePicture], bool],
) -> Layout:
    leading = Placed(lead, PicturePlace()) if lead is not None and is_here(lead) else None
    if leading is None and left:
        leading = Placed(left.pop(0), PicturePlace())
    placed: list[Block | Placed] = []
    begun = False
    for index, block in enumerate(blocks):
        if not isinstance(block, PicturePlace):
            begun = begun or bool(text_of(block))
            placed.append(block)
        elif is_here(matched[index]):
            here = Placed(matched[index], block)
            if leading is None and not begun:
                leading = here  # a picture above the first words leads the story
            else:
                placed.append(here)
    placed.extend(Placed(picture, PicturePlace()) for picture in left)
    return Layout(leading, tuple(placed))


def _leading(left: list[WirePicture], *, places: int) -> WirePicture | None:
    """The picture set aside to lead: the one called so, else the first, when there are more pictures than places."""
    called = next((picture for picture in left if picture.name.lower().replace("-", "") in LEADS), None)
    if called is not None:
        return called
    return left[0] if len(left) > places else None


def _named(place: PicturePlace, pictures: list[WirePicture]) -> WirePicture | None:
    names = set(place.names)
    for picture in pictures:
        known = {picture.name, picture.uri, *(rendition.href for rendition in picture.renditions)} - {""}
        if known & names:
            return picture
    files = {_file(name) for name in names} - {""}
    return next((p for p in pictures if files & {_file(rendition.href) for rendition in p.renditions}), None)


def _by_itself(place: PicturePlace) -> WirePicture:
    """A picture that the body shows and the file does not describe: its address is all there is."""
    empty = dict.fromkeys(WirePicture.__dataclass_fields__, "")
    source = place.names[-1] if place.names else ""
    fields = {**empty, "descriptions": (), "renditions": ()}
    picture = WirePicture(**fields)  # type: ignore[arg-type]
    if not source:
        return picture
    rendition = Rendition(href=source, name="", content_type="", width=0, bytes=0, place="bodies.img")
    return replace(picture, renditions=(rendition,))


def _file(address: str) -> str:
    try:
        return unquote(urlsplit(address).path).rpartition("/")[2]
    except ValueError:
        return ""
