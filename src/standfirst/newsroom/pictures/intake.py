"""What may come in as a picture. Files are strangers' input, whoever uploads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from standfirst.kit.pictures import ENDINGS, PictureRefused, check_size, opened

from .metadata import PictureWords, words_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file turned out to be."""

    ending: str
    width: int
    height: int
    words: PictureWords


def check_picture(file: IO[bytes]) -> Checked:
    """Look at a file and decode it once. Raises PictureRefused. The file is left at its start."""
    check_size(file, most=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    try:
        with opened(file, too_many_pixels=_too_many_pixels()) as image:
            _check_pixels(image)
            checked = Checked(ENDINGS[image.format or ""], image.width, image.height, words_of(image))
            # A JPEG decoded at an eighth costs little and is read to its end all the same.
            image.draft("RGB", (image.width // 8, image.height // 8))
            image.load()
    finally:
        file.seek(0)
    return checked


def _check_pixels(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height * max(1, frames) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise PictureRefused(_too_many_pixels())


def _too_many_pixels() -> str:
    return _("The picture has too many pixels: at most %(most)s million are taken.") % {
        "most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    }
