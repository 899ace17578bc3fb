"""Which build the assets in the data folder are of. Knows no Django, so that the supervisor can ask."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
#: Beside the collected files: the build they were collected from.
STAMP = "build"


def source_of_assets() -> str:
    """Names what the assets are made from: our own files and the packages that bring more."""
    mark = blake2b(digest_size=12)
    for package in ("django", "wagtail", "django-allauth"):
        mark.update(f"{package} {version(package)}\n".encode())
    for name, path in sorted(_files()):
        about = path.stat()
        mark.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return mark.hexdigest()


def is_collected(static: Path) -> bool:
    """Are the files in this folder those of the build that runs?"""
    try:
        return (static / STAMP).read_text() == source_of_assets()
    except OSError:
        return False


def stamp(static: Path) -> None:
    """Say that this folder holds the files of the build that runs."""
    (static / STAMP).write_text(source_of_assets())


def _files() -> Iterator[tuple[str, Path]]:
    for folder in PACKAGE.glob("**/static"):
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path.relative_to(PACKAGE)), path
