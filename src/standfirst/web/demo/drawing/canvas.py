"""What every scene draws with: skies, ridges, water, light and grain. Drawn at twice the size, then made smaller."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .palettes import Colour, Palette

Point = tuple[float, float]
SCALE = 2


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` 0 is all `one`, 1 all `other`."""
    a, b, c = (round(x + (y - x) * share) for x, y in zip(one, other, strict=True))
    return a, b, c


class Canvas:
    """A picture in the making. Scenes work in fractions: (0, 0) is the top left, (1, 1) the bottom right."""

    def __init__(self, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
        self.size = size
        self.palette = palette
        self.rng = rng
        self.width, self.height = size[0] * SCALE, size[1] * SCALE
        self.image = Image.new("RGB", (self.width, self.height), palette.low)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, x: float, y: float) -> Point:
        return x * self.width, y * self.height

    def polygon(self, points: list[Point], colour: Colour) -> None:
        self.pen.polygon([self.at(x, y) for x, y in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        if right > left and bottom > top:
            self.pen.rectangle([self.at(left, top), self.at(right, bottom)], fill=colour)

    def line(self, points: list[Point], colour: Colour, thick: float) -> None:
        pixels = max(1, round(thick * self.width))
        self.pen.line([self.at(x, y) for x, y in points], fill=colour, width=pixels, joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """The radius is a fraction of the width."""
        centre_x, centre_y = self.at(x, y)
        r = radius * self.width
        self.pen.ellipse([centre_x - r, centre_y - r, centre_x + r, centre_y + r], fill=colour)

    def gradient(self, top: float, bottom: float, above: Colour, below: Colour) -> None:
        """A smooth band over the whole width."""
        height = max(1, round((bottom - top) * self.height))
        ramp = Image.linear_gradient("L").resize((self.width, height), Image.Resampling.BICUBIC)
        band = Image.composite(Image.new("RGB", ramp.size, below), Image.new("RGB", ramp.size, above), ramp)
        self.image.paste(band, (0, round(top * self.height)))

    def sky(self, horizon: float) -> None:
        self.gradient(0, horizon, self.palette.high, self.palette.low)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.8) -> None:
        """Light round a point, laid over what is there."""
        side = max(2, round(2 * radius * self.width))
        ball = ImageChops.invert(Image.radial_gradient("L")).resize((side, side), Image.Resampling.BILINEAR)
        ball = ball.point(
            [round(max(0, value - 75) / 180 * 255 * strength) if value > 75 else 0 for value in range(256)]
        )
        left, top = round(x * self.width - side / 2), round(y * self.height - side / 2)
        self.image.paste(colour, (left, top, left + side, top + side), ball)

    def sun(self, x: float, y: float, radius: float = 0.035) -> None:
        self.glow(x, y, radius * 7, self.palette.light, 0.75)
        self.disc(x, y, radius, self.palette.light)

    def clouds(self, count: int, top: float, bottom: float) -> None:
        """Flat bands of cloud, soft at the edges."""
        mask = Image.new("L", (self.width // 8, self.height // 8), 0)
        pen = ImageDraw.Draw(mask)
        for _ in range(count):
            x, y = self.rng.random() * mask.width, (top + self.rng.random() * (bottom - top)) * mask.height
            for _ in range(self.rng.randint(4, 9)):
                wide, high = self.rng.uniform(12, 46), self.rng.uniform(1.5, 5)
                dx, dy = self.rng.uniform(-40, 40), self.rng.uniform(-5, 5)
                pen.ellipse(
                    [x + dx - wide, y + dy - high, x + dx + wide, y + dy + high],
                    fill=self.rng.randint(50, 130),
                )
        soft = mask.filter(ImageFilter.GaussianBlur(4)).resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(self.palette.light, (0, 0, self.width, self.height), soft)

    def ridge(
        self, base: float, height: float, colour: Colour, *, rough: float = 1.0, step: float = 0.004
    ) -> list[Point]:
        """A line of hills from edge to edge, filled down to the bottom; gives the line itself back."""
        waves = [
            (
                self.rng.uniform(0.6, 1.4) * 2**n,
                self.rng.uniform(0, math.tau),
                height / 2 ** (n * (1.5 - 0.5 * rough)),
            )
            for n in range(6)
        ]
        line = []
        x = 0.0
        while x <= 1 + step:
            rise = sum(size * math.sin(math.tau * beat * x + phase) for beat, phase, size in waves)
            line.append((x, base - rise * 0.5))
            x += step
        self.polygon([*line, (1.01, 1), (0, 1)], colour)
        return line

    def water(self, top: float, bottom: float = 1.0, *, glints: int = 220, shine: float = 0.5) -> None:
        """A sheet of water with streaks of the sky in it, finer towards the horizon."""
        self.gradient(
            top,
            bottom,
            mix(self.palette.water, self.palette.low, 0.45),
            mix(self.palette.water, self.palette.near, 0.35),
        )
        for _ in range(glints):
            depth = self.rng.random() ** 1.6
            y = top + 0.004 + depth * (bottom - top)
            x = self.rng.gauss(shine, 0.3)
            half = self.rng.uniform(0.004, 0.03) * (0.3 + 1.8 * depth)
            colour = mix(
                self.palette.water, self.palette.light, self.rng.uniform(0.15, 0.6) * (1 - 0.5 * depth)
            )
            self.line([(x - half, y), (x + half, y)], colour, 0.0004 + 0.0012 * depth)

    def finished(self) -> Image.Image:
        """The picture at its own size, with a little grain and darker corners."""
        small = self.image.resize(self.size, Image.Resampling.BOX, reducing_gap=None)
        corners = Image.radial_gradient("L").resize(self.size, Image.Resampling.BILINEAR)
        corners = corners.point([round(max(0, value - 110) * 0.45) for value in range(256)])
        small.paste(mix(self.palette.near, (0, 0, 0), 0.5), (0, 0, *self.size), corners)
        grain = Image.effect_noise((self.size[0] // 2, self.size[1] // 2), 22).resize(self.size)
        return Image.blend(small, Image.merge("RGB", (grain, grain, grain)), 0.035)
