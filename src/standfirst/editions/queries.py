"""The editions, kept in the process: they are few, and every request needs them."""

from __future__ import annotations

from threading import Lock

from .models import Edition

KEY = "editions"  # the key whose forgetting also empties this list

_lock = Lock()
_known: tuple[Edition, ...] | None = None
#: How often the list was forgotten: what was read before a change is not kept after it.
_changes = 0


def all_editions() -> tuple[Edition, ...]:
    """All editions in order; the first is the default. Do not change what you get."""
    global _known
    known = _known
    while known is None:
        with _lock:
            asked = _changes
            found = tuple(Edition.objects.all())
            if asked == _changes:
                known = _known = found
    return known


def edition_called(slug: str) -> Edition | None:
    return next((edition for edition in all_editions() if edition.slug == slug), None)


def default_edition() -> Edition:
    """Raises LookupError, in words, when the paper has no edition yet."""
    editions = all_editions()
    if not editions:
        raise LookupError("The paper has no edition yet: run `standfirst init`.")
    return editions[0]


def read_again() -> None:
    """Forget the list, so that the next question reads the database."""
    global _known, _changes
    _changes += 1
    _known = None
