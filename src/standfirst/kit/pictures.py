"""Opening a stranger's file as a picture: what may come in, and in which words it is refused."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

#: Pillow's name of a format that is taken → the ending of its files.
ENDINGS = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


class PictureRefused(Exception):
    """Why a file is not taken as a picture, in words for the person who sent it."""


def check_size(file: IO[bytes], *, most: int) -> None:
    """Raises PictureRefused for more than so many bytes; leaves the file at its start."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > most:
        raise PictureRefused(
            _("The file is too large: %(size)s. At most %(most)s are taken.")
            % {"size": filesizeformat(size), "most": filesizeformat(most)}
        )


@contextmanager
def opened(file: IO[bytes], *, too_many_pixels: str) -> Iterator[Image.Image]:
    """The picture, not decoded yet. Whatever goes wrong inside the block is PictureRefused.

    `too_many_pixels` are the words for what Pillow itself takes for a decompression bomb; a lower limit is the
    caller's to check, before the first pixel is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=list(ENDINGS)) as image:
                yield image
    except PictureRefused:
        raise
    except Image.DecompressionBombError as error:
        raise PictureRefused(too_many_pixels) from error
    except UnidentifiedImageError as error:
        raise PictureRefused(
            _("This is no picture that can be taken. Pictures are AVIF, GIF, JPEG, PNG or WebP files.")
        ) from error
    except Exception as error:  # Pillow's readers raise nearly everything on hostile bytes
        raise PictureRefused(_("The picture is damaged or cut off: it cannot be read to its end.")) from error
