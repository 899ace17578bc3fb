"""What takes long to make and seldom changes is made once, and kept until what it was made from changes."""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "made"
SOURCE = ROOT / "src" / "standfirst"
LOCKED = ROOT / "requirements" / "dev.txt"


def made_once(name: str, make: Callable[[Path], None], *, of: Iterable[Path]) -> Path:
    """A folder that `make` has filled from the files `of`; whoever asks meanwhile waits. Not to be written to."""
    mark = _mark([LOCKED, *of])
    place = KEPT / f"{name}-{mark}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            half = KEPT / f"{name}.half"
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)  # it may begin with what is outdated
            for outdated in outdated_of(name):
                shutil.rmtree(outdated)
            half.rename(place)
    return place


def outdated_of(name: str) -> list[Path]:
    """What is kept under this name; for `make`, which is asked when none of it will do as it is."""
    return list(KEPT.glob(f"{name}-*"))


def migrations() -> Iterable[Path]:
    return SOURCE.rglob("migrations/*.py")


def sources() -> Iterable[Path]:
    """All that a running paper is made of."""
    every = (path for path in SOURCE.rglob("*") if path.is_file())
    return (path for path in every if not {"tests", "__pycache__"} & set(path.parts))


def _mark(files: Iterable[Path]) -> str:
    seen = sha256(sys.version.encode())
    for path in sorted(files):
        seen.update(f"{path.relative_to(ROOT)}\0".encode())
        seen.update(sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:20]
