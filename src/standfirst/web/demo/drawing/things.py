"""Bridges, forests, nights, stages, pitches, and illustrations for what no camera sees."""

from __future__ import annotations

import math

from .canvas import Canvas, mix
from .places import Scene


def bridge(canvas: Canvas) -> None:
    """Arches or cables over a strait."""
    p, rng = canvas.palette, canvas.rng
    horizon = 0.6
    canvas.sky(horizon)
    canvas.sun(rng.uniform(0.25, 0.75), 0.4, 0.03)
    canvas.clouds(6, 0.05, 0.4)
    canvas.ridge(horizon - 0.01, 0.09, mix(p.far, p.low, 0.3))
    canvas.water(horizon)
    deck, colour = 0.5, p.near
    towers = (0.27, 0.73)
    for tower in towers:
        for side in (-0.009, 0.009):
            canvas.polygon([(tower + side - 0.004, 0.17), (tower + side + 0.004, 0.17),
                            (tower + side * 1.8 + 0.006, 0.7), (tower + side * 1.8 - 0.006, 0.7)], colour)  # fmt: skip
        for y in (0.22, 0.33):
            canvas.box(tower - 0.012, y, tower + 0.012, y + 0.012, colour)
    spans = ((-0.19, towers[0]), towers, (towers[1], 1.19))
    for left, right in spans:
        cable = []
        for n in range(61):
            share = n / 60
            y = 0.19 + 0.27 * (1 - (2 * share - 1) ** 2)
            cable.append((left + (right - left) * share, y))
        canvas.line(cable, colour, 0.0024)
        for x, y in cable[::2]:
            canvas.line([(x, y), (x, deck)], mix(colour, p.low, 0.25), 0.0007)
    canvas.box(0, deck, 1, deck + 0.016, colour)
    canvas.line([(0, deck + 0.004), (1, deck + 0.004)], p.accent, 0.0012)


def forest(canvas: Canvas) -> None:
    """Trunks in mist."""
    p, rng = canvas.palette, canvas.rng
    canvas.gradient(0, 1, mix(p.high, p.low, 0.5), mix(p.low, p.middle, 0.4))
    canvas.glow(rng.uniform(0.3, 0.7), 0.35, 0.45, p.light, 0.8)
    for layer in range(5):
        share = layer / 4
        colour = mix(mix(p.far, p.low, 0.6), p.near, share)
        for _ in range(26 - layer * 4):
            x, wide = rng.random(), rng.uniform(0.003, 0.008) * (1 + 2.2 * share)
            lean = rng.uniform(-0.015, 0.015)
            canvas.polygon(
                [(x - wide, 1), (x + lean - wide * 0.6, 0), (x + lean + wide * 0.6, 0), (x + wide, 1)], colour
            )
            for _ in range(4):
                y, reach = rng.uniform(0.05, 0.6), rng.uniform(-0.06, 0.06) * (0.6 + share)
                canvas.line([(x + lean * (1 - y), y), (x + reach, y - 0.05)], colour, wide * 0.35)
        canvas.ridge(0.8 + 0.045 * layer, 0.03, mix(p.middle, p.near, share), rough=1.5)


def stars(canvas: Canvas) -> None:
    """A dome under the night."""
    p, rng = canvas.palette, canvas.rng
    canvas.sky(0.85)
    for _ in range(900):
        y = rng.random() ** 1.4 * 0.8
        x = rng.random()
        band = math.exp(-(((x - 0.15) - (0.8 - y)) ** 2) / 0.03)
        if rng.random() < 0.35 + 0.65 * band:
            canvas.disc(x, y, rng.uniform(0.0004, 0.0013), mix(p.high, p.light, rng.uniform(0.4, 1)))
    canvas.ridge(0.82, 0.07, p.middle)
    canvas.ridge(0.9, 0.05, p.near)
    x, y = rng.uniform(0.3, 0.7), 0.85
    canvas.box(x - 0.07, y - 0.06, x + 0.07, y + 0.03, mix(p.far, p.near, 0.4))
    canvas.disc(x, y - 0.06, 0.07, mix(p.far, p.low, 0.3))
    canvas.polygon(
        [(x - 0.012, y - 0.06), (x + 0.03, y - 0.172), (x + 0.055, y - 0.15), (x + 0.018, y - 0.06)], p.near
    )
    canvas.box(x - 0.09, y - 0.0, x + 0.09, y + 0.06, p.near)


def stage(canvas: Canvas) -> None:
    """A curtain, lights, and one figure."""
    p, rng = canvas.palette, canvas.rng
    canvas.gradient(0, 1, mix(p.near, (0, 0, 0), 0.35), p.near)
    folds = 34
    for n in range(folds):
        share = 0.5 + 0.5 * math.sin(n * 1.9)
        canvas.box(
            n / folds, 0, (n + 1) / folds, 0.74, mix(mix(p.accent, p.near, 0.45), p.near, 0.75 * share)
        )
    canvas.gradient(0.74, 1, mix(p.middle, p.near, 0.3), mix(p.near, (0, 0, 0), 0.3))
    at = rng.uniform(0.35, 0.65)
    canvas.glow(at, 0.6, 0.34, p.light, 0.55)
    canvas.glow(at, 0.84, 0.2, p.light, 0.6)
    dark = mix(p.near, (0, 0, 0), 0.6)
    canvas.disc(at, 0.475, 0.022, dark)
    canvas.polygon([(at - 0.03, 0.52), (at + 0.03, 0.52), (at + 0.042, 0.84), (at - 0.042, 0.84)], dark)
    reach = rng.choice([-1, 1])
    canvas.line([(at + 0.02 * reach, 0.54), (at + 0.1 * reach, 0.44)], dark, 0.011)
    for n in range(16):
        canvas.disc(n / 15, 0.965, 0.022, mix(p.near, (0, 0, 0), 0.7))


def pitch(canvas: Canvas) -> None:
    """A field of play under lights."""
    p, rng = canvas.palette, canvas.rng
    canvas.sky(0.5)
    canvas.clouds(5, 0.05, 0.3)
    canvas.ridge(0.47, 0.05, mix(p.far, p.near, 0.5))
    canvas.box(0, 0.42, 1, 0.5, mix(p.near, p.middle, 0.2))
    for _ in range(1100):
        canvas.disc(
            rng.random(),
            rng.uniform(0.425, 0.497),
            0.0021,
            mix(rng.choice([p.accent, p.light, p.water, p.far]), p.near, 0.35),
        )
    green = mix(p.middle, (60, 120, 60), 0.55)
    for n in range(-9, 10):
        far, near = (0.5 + n * 0.075, 0.575 + n * 0.075), (0.5 + n * 0.2, 0.7 + n * 0.2)
        stripe = [(far[0], 0.5), (far[1], 0.5), (near[1], 1), (near[0], 1)]
        canvas.polygon(stripe, mix(green, p.near, 0.12 if n % 2 else 0.28))
    white = mix(p.light, green, 0.15)
    canvas.line([(0, 0.62), (1, 0.62)], white, 0.003)
    canvas.line(
        [(0.5 + 0.09 * math.cos(a / 20), 0.62 + 0.05 * math.sin(a / 20)) for a in range(127)], white, 0.003
    )
    for x in (0.12, 0.88):
        canvas.line([(x, 0.47), (x, 0.12)], p.near, 0.005)
        canvas.glow(x, 0.11, 0.12, p.light, 0.9)
        canvas.box(x - 0.03, 0.085, x + 0.03, 0.135, p.light)
    for _ in range(9):
        x, y = rng.uniform(0.1, 0.9), rng.uniform(0.56, 0.9)
        tall = 0.03 + (y - 0.5) * 0.16
        canvas.box(
            x - tall * 0.14, y - tall, x + tall * 0.14, y - tall * 0.4, rng.choice([p.accent, p.light])
        )
        canvas.box(x - tall * 0.1, y - tall * 0.4, x + tall * 0.1, y, p.near)
        canvas.disc(x, y - tall * 1.12, tall * 0.11, mix(p.near, p.far, 0.5))


def shapes(canvas: Canvas) -> None:
    """An illustration: circles, arcs and blocks in balance."""
    p, rng = canvas.palette, canvas.rng
    canvas.gradient(0, 1, p.high, p.low)
    colours = [p.accent, p.middle, p.near, p.far, p.water]
    columns, rows = 6, 4
    for column in range(columns):
        for row in range(rows):
            _tile(canvas, (column / columns, row / rows, 1 / columns, 1 / rows), rng.choice(colours))
    canvas.disc(rng.uniform(0.3, 0.7), rng.uniform(0.35, 0.65), rng.uniform(0.1, 0.16), p.accent)


def _tile(canvas: Canvas, place: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
    x, y, wide, high = place
    right, bottom = x + wide, y + high
    match canvas.rng.randint(0, 5):
        case 0:
            canvas.box(x, y, right, bottom, colour)
        case 1:
            canvas.polygon([(x, y), (right, y), (x, bottom)], colour)
        case 2:
            canvas.polygon([(right, y), (right, bottom), (x, bottom)], colour)
        case 3:
            quarter = [(x + wide * math.cos(a / 40), y + high * math.sin(a / 40)) for a in range(64)]
            canvas.polygon([(x, y), *quarter], colour)
        case 4:
            canvas.disc(x + wide / 2, y + high / 2, wide * 0.36, colour)
        case _:
            for n in range(5):
                canvas.box(x, y + high * n / 5, right, y + high * (n + 0.5) / 5, colour)


def curves(canvas: Canvas) -> None:
    """An illustration: figures over time."""
    p, rng = canvas.palette, canvas.rng
    canvas.gradient(0, 1, p.high, p.low)
    for n in range(9):
        canvas.line([(0, 0.1 + n * 0.1), (1, 0.1 + n * 0.1)], mix(p.far, p.low, 0.35), 0.0008)
    bars = 22
    for n in range(bars):
        top = 0.86 - (0.1 + 0.42 * (n / bars) ** 1.3) * rng.uniform(0.7, 1.1)
        canvas.box(
            0.05 + n * 0.041,
            top,
            0.05 + n * 0.041 + 0.027,
            0.9,
            mix(p.water, p.far, 0.3 + 0.4 * rng.random()),
        )
    for colour, start in ((p.middle, 0.72), (p.accent, 0.8)):
        y, line = start, []
        for n in range(81):
            y += rng.gauss(-0.0068, 0.016)
            line.append((0.04 + n * 0.0115, min(0.88, max(0.1, y))))
        canvas.line(line, colour, 0.006)
        canvas.disc(*line[-1], 0.012, colour)
    canvas.box(0.03, 0.9, 0.97, 0.904, p.near)


THINGS: dict[str, Scene] = {
    "bridge": bridge,
    "forest": forest,
    "stars": stars,
    "stage": stage,
    "pitch": pitch,
    "shapes": shapes,
    "curves": curves,
}
