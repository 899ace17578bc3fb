"""From files to outcomes: one file's failure never stops the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from .actions import Wishes, take_in
from .errors import WireError
from .outcomes import FAILED, Outcome
from .reading import LARGEST, read_story


def files_in(path: Path) -> list[Path]:
    """The file, or the .json files of a folder and the folders below it, by name. Raises WireError if there is none."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise WireError("", f"{path}: there is no such file or folder")
    found = sorted(inner for inner in path.rglob("*") if inner.suffix.lower() == ".json" and inner.is_file())
    if not found:
        raise WireError("", f"{path}: there is no .json file in this folder")
    return found


def bring_in(files: Iterable[Path], wishes: Wishes) -> Iterator[Outcome]:
    """Import the files one by one, and say what became of each."""
    for file in files:
        outcome = _bring_in(file, wishes)
        outcome.file = str(file)
        yield outcome


def _bring_in(file: Path, wishes: Wishes) -> Outcome:
    uri = ""
    try:
        if file.stat().st_size > LARGEST:
            raise WireError("", f"is larger than {LARGEST // (1024 * 1024)} MB")
        story = read_story(file.read_bytes())
        uri = story.uri
        return take_in(story, folder=file.parent, wishes=wishes)
    except WireError as error:
        return Outcome(FAILED, uri, place=error.place, reason=error.reason)
    except ValidationError as error:
        return Outcome(FAILED, uri, reason="; ".join(error.messages))
    except DatabaseError as error:
        return Outcome(FAILED, uri, reason=f"the database refuses it: {error}")
    except (OSError, ValueError) as error:
        return Outcome(FAILED, uri, reason=str(error))
