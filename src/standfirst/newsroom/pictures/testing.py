"""Makers for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from .actions import add_picture
from .metadata import PictureWords
from .models import Picture


def picture_bytes(width: int = 1200, height: int = 800, *, kind: str = "JPEG", **save: Any) -> bytes:
    """A real picture: a harbour, roughly."""
    image = Image.new("RGB", (width, height), "#9db4c0")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height // 2, width, height), fill="#3d5a6c")
    draw.ellipse((width // 3, height // 4, width // 2, height // 2), fill="#e0a458")
    out = BytesIO()
    image.save(out, kind, **save)
    return out.getvalue()


def upload(data: bytes, name: str = "harbour.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def make_picture(*, width: int = 1200, height: int = 800, **words: str) -> Picture:
    """A picture taken in by the paper's own action."""
    return add_picture(file=upload(picture_bytes(width, height)), words=PictureWords(**words))
