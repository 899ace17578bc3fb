"""The editions, kept in the process: they are few, and every request needs them."""

from __future__ import annotations

from standfirst.kit.kept import Kept

from .models import Edition

KEY = "editions"  # the key whose forgetting also empties this list

#: All editions in order; the first is the default. Do not change what you get.
all_editions = Kept(lambda: tuple(Edition.objects.all()))


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
    all_editions.forget()
