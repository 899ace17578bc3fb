"""Pictures drawn by the paper itself, so that the demo needs no photographer and no licence.

`draw` makes one from the name of a scene, a palette and a seed: the same three give the same picture, but for its
grain.
"""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image

from .canvas import Canvas
from .palettes import PALETTES
from .places import PLACES
from .things import THINGS

SIZE = (1600, 1067)
SCENES = {**PLACES, **THINGS}


def draw(scene: str, *, palette: str, seed: int) -> bytes:
    """A JPEG of 1600 × 1067 pixels. Raises KeyError for a scene or palette that is not there."""
    rng = random.Random(f"{scene}/{palette}/{seed}")  # noqa: S311 - a picture, no secret
    canvas = Canvas(SIZE, PALETTES[palette], rng)
    SCENES[scene](canvas)
    return as_jpeg(canvas.finished())


def as_jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue()
