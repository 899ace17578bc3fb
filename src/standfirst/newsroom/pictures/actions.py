"""Verbs that change pictures."""

from __future__ import annotations

from pathlib import PurePath
from typing import IO

from django.core.files import File
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Collection

from standfirst.readers.models import Reader

from .intake import check_picture
from .metadata import PictureWords
from .models import Picture


@transaction.atomic
def add_picture(
    *,
    file: IO[bytes],
    name: str = "",
    words: PictureWords | None = None,
    uri: str = "",
    by: Reader | None = None,
) -> Picture:
    """Take a file in as a picture; its renditions follow from the worker.

    `name` is the file's own name. `words` win over those in the file, which fill what they leave empty. `uri`
    is an agency's identifier. Raises PictureRefused, in words, for what is no picture, too large, or a bomb.
    """
    checked = check_picture(file)
    stem = PurePath(name or getattr(file, "name", "") or "picture").stem
    words = (words or PictureWords()).or_else(checked.words)
    picture = Picture(
        title=words.title or stem,
        uri=uri[:512],
        uploaded_by_user=by,
        collection=Collection.get_first_root_node(),
    )
    put_words(picture, words)
    picture.file = File(file, name=(slugify(stem)[:60] or "picture") + checked.ending)
    picture._set_image_file_metadata()  # noqa: SLF001 - Wagtail's forms do the same; it has no other door
    picture.save()
    return picture


def put_words(picture: Picture, words: PictureWords) -> None:
    """Fill the fields of a picture that are empty, as far as there is room. The picture is not saved."""
    for name in PictureWords.__dataclass_fields__:
        text = getattr(words, name)
        if text and not getattr(picture, name):
            longest = Picture._meta.get_field(name).max_length  # noqa: SLF001 - Django documents _meta
            setattr(picture, name, text[:longest])
    picture.title = picture.title[:255]
