"""Which file of a picture is taken. No network calls: what is not beside the story's file is not there.

A path in a file from the wire is a stranger's input: it must stay inside the folder of the file that names it,
wherever links lead.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from .errors import WireError
from .reading import Rendition, WirePicture

_TYPES = frozenset(
    {"", "image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/webp", "image/avif", "image/gif"}
)
_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})
#: An agency's copies for looking at, not for printing.
_POOR = ("watermark", "thumb")


def best_file(picture: WirePicture, folder: Path) -> Path | None:
    """The largest usable rendition that is here; None when none is. Raises WireError for a path that leads out."""
    here = [(rendition, found) for rendition in picture.renditions if (found := _find(rendition, folder))]
    return max(here, key=lambda pair: _worth(pair[0]))[1] if here else None


def _worth(rendition: Rendition) -> tuple[bool, int, int]:
    named = f"{rendition.name} {rendition.href}".lower()
    return (not any(word in named for word in _POOR), rendition.width, rendition.bytes)


def _find(rendition: Rendition, folder: Path) -> Path | None:
    if not rendition.href:
        return None
    place = f"{rendition.place}.href" if rendition.place else "href"
    for name in _names(rendition.href, place):
        found = _inside(folder, name, place)
        if (
            found is not None
            and rendition.content_type in _TYPES
            and (rendition.content_type or found.suffix.lower() in _ENDINGS)
        ):
            return found
    return None


def _names(href: str, place: str) -> list[str]:
    """What the file may be called here: a path as it is or unquoted, or the last part of a URL."""
    try:
        parts = urlsplit(href)
    except ValueError:
        raise WireError(place, f"“{href[:80]}” is no address and no path") from None
    if parts.scheme in {"http", "https"} or (not parts.scheme and parts.netloc):
        last = unquote(parts.path).rpartition("/")[2]
        return [last] if last not in {"", ".", ".."} else []
    if parts.scheme:
        raise WireError(place, f"“{href[:80]}”: only http and https addresses and relative paths are taken")
    return list(dict.fromkeys((href, unquote(parts.path))))


def _inside(folder: Path, name: str, place: str) -> Path | None:
    """The file of this name, if there is one. Raises WireError when it is not inside the folder."""
    if "\0" in name or "\\" in name or name.startswith("/"):
        raise WireError(place, f"“{name[:80]}” leads out of the file's own folder")
    home = folder.resolve()
    try:
        found = (home / name).resolve()
        if not found.is_relative_to(home):
            raise WireError(place, f"“{name[:80]}” leads out of the file's own folder")
        return found if found.is_file() else None
    except (OSError, RuntimeError):  # too long for a name; links that go round in circles
        return None
