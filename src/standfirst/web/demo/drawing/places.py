"""Scenes out of doors."""

from __future__ import annotations

import math
from collections.abc import Callable

from .canvas import Canvas, mix

Scene = Callable[[Canvas], None]


def harbour(canvas: Canvas) -> None:
    """Boats and a quay on still water, hills behind."""
    p, rng = canvas.palette, canvas.rng
    horizon = rng.uniform(0.46, 0.54)
    canvas.sky(horizon)
    light = rng.uniform(0.2, 0.8)
    canvas.sun(light, horizon - rng.uniform(0.08, 0.25), 0.026)
    canvas.clouds(5, 0.05, horizon - 0.1)
    canvas.ridge(horizon - 0.03, 0.10, mix(p.far, p.low, 0.35))
    canvas.ridge(horizon - 0.01, 0.05, mix(p.far, p.middle, 0.4), rough=1.4)
    canvas.water(horizon, shine=light)
    for depth in sorted(rng.random() for _ in range(rng.randint(4, 7))):
        _boat(canvas, rng.uniform(0.08, 0.92), horizon + 0.03 + depth * 0.32, 0.018 + depth * 0.075)
    _quay(canvas)


def _boat(canvas: Canvas, x: float, y: float, size: float) -> None:
    p, rng = canvas.palette, canvas.rng
    hull = rng.choice([p.near, p.middle, p.accent, mix(p.light, p.low, 0.3)])
    canvas.polygon([(x - size, y), (x + size * 1.15, y - size * 0.08), (x + size * 0.85, y + size * 0.5),
                    (x - size * 0.8, y + size * 0.5)], hull)  # fmt: skip
    canvas.box(x - size * 0.35, y - size * 0.5, x + size * 0.15, y, mix(p.light, p.far, 0.25))
    canvas.box(x - size * 0.25, y - size * 0.4, x + size * 0.05, y - size * 0.2, p.near)
    mast = size * rng.uniform(1.4, 2.6)
    canvas.line([(x + size * 0.3, y), (x + size * 0.3, y - mast)], p.near, size * 0.035)
    canvas.line([(x + size * 0.3, y - mast), (x - size * 0.9, y)], mix(p.near, p.low, 0.3), size * 0.012)
    for n in range(5):  # what the water gives back of it
        wide = size * rng.uniform(0.3, 0.9)
        low = y + size * (0.62 + 0.16 * n)
        canvas.line([(x - wide, low), (x + wide, low)], mix(hull, p.water, 0.35 + 0.12 * n), size * 0.03)


def _quay(canvas: Canvas) -> None:
    p, rng = canvas.palette, canvas.rng
    left = rng.random() < 0.5
    reach = rng.uniform(0.25, 0.45)
    points = [(0, 0.86), (reach, 0.9), (reach + 0.04, 1), (0, 1)]
    canvas.polygon([(x if left else 1 - x, y) for x, y in points], mix(p.near, p.far, 0.12))
    for n in range(4):
        x = 0.04 + n * reach / 4
        x = x if left else 1 - x
        canvas.box(x - 0.006, 0.845 + n * 0.006, x + 0.006, 0.89 + n * 0.006, p.near)


def skyline(canvas: Canvas) -> None:
    """A city across a river, windows lit."""
    p, rng = canvas.palette, canvas.rng
    canvas.sky(0.7)
    canvas.sun(rng.uniform(0.15, 0.85), rng.uniform(0.25, 0.5), 0.03)
    canvas.clouds(6, 0.05, 0.4)
    for base, tall, colour in (
        (0.68, 0.34, mix(p.far, p.low, 0.3)),
        (0.7, 0.26, p.middle),
        (0.72, 0.17, p.near),
    ):
        x = -0.02
        while x < 1:
            wide = rng.uniform(0.025, 0.07)
            top = base - tall * rng.uniform(0.25, 1) ** 1.4
            canvas.box(x, top, x + wide, base + 0.01, colour)
            if rng.random() < 0.25:
                canvas.line([(x + wide / 2, top), (x + wide / 2, top - 0.05)], colour, 0.0015)
            _windows(canvas, x, top, wide, base)
            x += wide + rng.choice([0, 0, 0.004, 0.012])
    canvas.water(0.72, glints=320)
    for _ in range(60):
        x, y = rng.random(), rng.uniform(0.74, 0.98)
        canvas.line([(x - 0.008, y), (x + 0.008, y)], mix(p.accent, p.water, rng.uniform(0.3, 0.8)), 0.0016)


def _windows(canvas: Canvas, x: float, top: float, wide: float, base: float) -> None:
    p, rng = canvas.palette, canvas.rng
    y = top + 0.012
    while y < base - 0.012:
        column = x + 0.005
        while column < x + wide - 0.006:
            if rng.random() < 0.3:
                canvas.box(column, y, column + 0.0032, y + 0.0055, mix(p.accent, p.light, rng.random() * 0.6))
            column += 0.0075
        y += 0.0135


def hills(canvas: Canvas) -> None:
    """Ridge behind ridge in haze, with trees on the nearest."""
    p, rng = canvas.palette, canvas.rng
    canvas.sky(0.75)
    canvas.sun(rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.38))
    canvas.clouds(7, 0.05, 0.35)
    layers = 6
    for n in range(layers):
        share = n / (layers - 1)
        colour = mix(mix(p.far, p.low, 0.55), p.middle, share) if n < layers - 1 else p.near
        line = canvas.ridge(0.42 + 0.1 * n, 0.12 - 0.008 * n, colour, rough=1.2 - 0.12 * n)
        if n >= layers - 2:
            for x, y in rng.sample(line, 60 if n == layers - 1 else 40):
                _tree(canvas, x, y + 0.006, rng.uniform(0.006, 0.016) * (1 + share), mix(colour, p.near, 0.5))


def _tree(canvas: Canvas, x: float, y: float, size: float, colour: tuple[int, int, int]) -> None:
    canvas.polygon([(x - size * 0.5, y), (x, y - size * 4), (x + size * 0.5, y)], colour)


def coast(canvas: Canvas) -> None:
    """Breakers, a headland and a lighthouse."""
    p, rng = canvas.palette, canvas.rng
    horizon = rng.uniform(0.42, 0.5)
    canvas.sky(horizon)
    canvas.clouds(9, 0.04, horizon - 0.03)
    canvas.water(horizon, glints=260)
    side = rng.choice([-1, 1])
    foot = 0.5 + side * 0.28
    rock = [(foot - 0.2, horizon + 0.1), (foot - 0.11, horizon - 0.04), (foot + 0.02, horizon - 0.075),
            (foot + 0.14, horizon - 0.02), (foot + 0.25, horizon + 0.11)]  # fmt: skip
    canvas.polygon(rock, mix(p.near, p.far, 0.15))
    _lighthouse(canvas, foot, horizon - 0.06)
    for n in range(9):
        y = horizon + 0.1 + n * n * 0.0062
        beat, phase, high = rng.uniform(5, 9), rng.uniform(0, math.tau), 0.0024 + 0.0011 * n
        line = [(i / 160, y + high * abs(math.sin(beat * math.tau * i / 320 + phase))) for i in range(161)]
        canvas.line(line, mix(p.light, p.water, 0.5 - 0.04 * n), 0.0012 + 0.0007 * n)
    canvas.ridge(1.0, 0.05, mix(p.near, p.middle, 0.2), rough=1.5)


def _lighthouse(canvas: Canvas, x: float, y: float) -> None:
    p = canvas.palette
    canvas.glow(x, y - 0.235, 0.16, p.light, 0.7)
    canvas.polygon(
        [(x - 0.02, y + 0.01), (x - 0.012, y - 0.21), (x + 0.012, y - 0.21), (x + 0.02, y + 0.01)],
        mix(p.light, p.low, 0.2),
    )
    for n in (0, 2):
        low, high = y - 0.05 - n * 0.045, y - 0.09 - n * 0.045
        canvas.polygon(
            [(x - 0.0172, low), (x - 0.0155, high), (x + 0.0155, high), (x + 0.0172, low)], p.accent
        )
    canvas.box(x - 0.015, y - 0.222, x + 0.015, y - 0.21, p.near)
    canvas.box(x - 0.009, y - 0.252, x + 0.009, y - 0.222, p.light)
    canvas.polygon([(x - 0.013, y - 0.252), (x, y - 0.28), (x + 0.013, y - 0.252)], p.near)


def street(canvas: Canvas) -> None:
    """A row of gabled houses over a wet street."""
    p, rng = canvas.palette, canvas.rng
    canvas.sky(0.8)
    canvas.clouds(5, 0.03, 0.3)
    ground = 0.78
    x = -0.03
    while x < 1:
        wide = rng.uniform(0.09, 0.15)
        top = rng.uniform(0.3, 0.46)
        wall = mix(rng.choice([p.far, p.middle, p.accent, p.light, p.water]), p.far, rng.uniform(0.15, 0.5))
        canvas.box(x, top, x + wide, ground, wall)
        canvas.polygon(
            [(x - 0.006, top), (x + wide / 2, top - rng.uniform(0.07, 0.13)), (x + wide + 0.006, top)],
            mix(p.near, wall, 0.25),
        )
        _house_windows(canvas, x, top, wide, ground)
        x += wide + rng.choice([0, 0.003])
    canvas.gradient(ground, 1, mix(p.near, p.far, 0.25), p.near)
    for _ in range(120):
        at, y = rng.random(), rng.uniform(ground + 0.02, 1)
        canvas.line(
            [(at - 0.015, y), (at + 0.015, y)],
            mix(p.near, rng.choice([p.accent, p.light, p.far]), 0.25),
            0.0012,
        )


def _house_windows(canvas: Canvas, x: float, top: float, wide: float, ground: float) -> None:
    p, rng = canvas.palette, canvas.rng
    for row in range(4):
        y = top + 0.035 + row * 0.1
        for column in range(3):
            left = x + wide * (0.13 + 0.29 * column)
            if y + 0.06 < ground:
                pane = mix(p.accent, p.light, 0.55) if rng.random() < 0.35 else mix(p.near, p.high, 0.3)
                canvas.box(
                    left - 0.002, y - 0.003, left + wide * 0.17 + 0.002, y + 0.055, mix(p.light, p.low, 0.4)
                )
                canvas.box(left, y, left + wide * 0.17, y + 0.052, pane)


def fields(canvas: Canvas) -> None:
    """Furrows that run to the horizon, and one tree."""
    p, rng = canvas.palette, canvas.rng
    horizon = rng.uniform(0.48, 0.58)
    canvas.sky(horizon)
    canvas.sun(rng.uniform(0.2, 0.8), horizon - 0.14, 0.03)
    canvas.clouds(7, 0.05, horizon - 0.12)
    canvas.ridge(horizon, 0.045, mix(p.far, p.low, 0.2))
    canvas.gradient(horizon + 0.012, 1, p.middle, mix(p.near, p.middle, 0.35))
    vanishing = rng.uniform(0.3, 0.7)
    for n in range(-26, 27):
        foot = vanishing + n * 0.11
        colour = mix(p.accent, p.middle, 0.35 + 0.3 * rng.random()) if n % 2 else mix(p.middle, p.near, 0.3)
        canvas.polygon([(vanishing + n * 0.002, horizon + 0.012), (foot, 1), (foot + 0.055, 1)], colour)
    x = rng.choice([rng.uniform(0.14, 0.3), rng.uniform(0.7, 0.86)])
    canvas.line([(x, horizon + 0.06), (x, horizon - 0.1)], p.near, 0.006)
    for _ in range(26):
        canvas.disc(
            x + rng.gauss(0, 0.028),
            horizon - 0.13 + rng.gauss(0, 0.035),
            rng.uniform(0.012, 0.026),
            mix(p.near, p.middle, rng.random() * 0.6),
        )


PLACES: dict[str, Scene] = {
    "harbour": harbour,
    "skyline": skyline,
    "hills": hills,
    "coast": coast,
    "street": street,
    "fields": fields,
}
