"""What may come in as a picture. Files are strangers' input, whoever uploads them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from .metadata import PictureWords, words_of

#: Pillow's name of a format → the ending of its files.
ENDINGS = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


class PictureRefused(Exception):
    """Why a file is not taken as a picture, in words for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file turned out to be."""

    ending: str
    width: int
    height: int
    words: PictureWords


def check_picture(file: IO[bytes]) -> Checked:
    """Look at a file and decode it once. Raises PictureRefused. The file is left at its start."""
    size = file.seek(0, 2)
    file.seek(0)
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if size > most:
        raise PictureRefused(
            _("The file is too large: %(size)s. At most %(most)s are taken.")
            % {"size": filesizeformat(size), "most": filesizeformat(most)}
        )
    try:
        return _decode(file)
    finally:
        file.seek(0)


def _decode(file: IO[bytes]) -> Checked:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(file, formats=list(ENDINGS)) as image:
                _check_pixels(image)
                checked = Checked(ENDINGS[image.format or ""], image.width, image.height, words_of(image))
                # A JPEG decoded at an eighth costs little and is read to its end all the same.
                image.draft("RGB", (image.width // 8, image.height // 8))
                image.load()
    except PictureRefused:
        raise
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_many_pixels()) from error
    except UnidentifiedImageError as error:
        raise PictureRefused(
            _("This is no picture that can be taken. Pictures are AVIF, GIF, JPEG, PNG or WebP files.")
        ) from error
    except Exception as error:  # Pillow's readers raise nearly everything on hostile bytes
        raise PictureRefused(_("The picture is damaged or cut off: it cannot be read to its end.")) from error
    return checked


def _check_pixels(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height * max(1, frames) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise PictureRefused(_too_many_pixels())


def _too_many_pixels() -> str:
    return _("The picture has too many pixels: at most %(most)s million are taken.") % {
        "most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    }
