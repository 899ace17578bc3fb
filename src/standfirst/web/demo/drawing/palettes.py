"""Colours of a picture, from light to mood: sky above, sky at the horizon, light, three distances, water, accent."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    high: Colour
    low: Colour
    light: Colour
    far: Colour
    middle: Colour
    near: Colour
    water: Colour
    accent: Colour


def _palette(*colours: str) -> Palette:
    red, green, blue = slice(0, 2), slice(2, 4), slice(4, 6)
    return Palette(*((int(c[red], 16), int(c[green], 16), int(c[blue], 16)) for c in colours))


PALETTES = {
    "dawn": _palette("5a7fa3", "f3c9a5", "fff0d0", "a99cae", "6c6f8c", "2e3a52", "7d93a8", "d9673f"),
    "noon": _palette("5f9cc9", "dbe9ee", "fffdf4", "9fb8bb", "5f8a7d", "2c5148", "4c86a0", "e0a02e"),
    "dusk": _palette("34345e", "e88a62", "ffd9a0", "8a6a86", "503f68", "241f3c", "6c5a80", "f0b24a"),
    "night": _palette("0b1430", "2c4468", "f4efd6", "2b3d5c", "1a2742", "0a1122", "1b2f50", "f2c14e"),
    "storm": _palette("48555f", "b4bcbd", "e8ebe6", "8d999c", "5b686d", "2b363b", "66777c", "c8432f"),
    "autumn": _palette("7f9fb0", "f1dcb4", "fff3d6", "b79b79", "a3602f", "4a2c1d", "6e8a90", "c8501f"),
    "winter": _palette("93aabd", "eef1f0", "ffffff", "c3cfd6", "8397a5", "3d4f5e", "a9bcc8", "b5483a"),
    "spring": _palette("7db7cf", "eaf2dc", "fffbe4", "a8c8a0", "5f9b62", "2a5638", "70a9ae", "e2679a"),
    "ink": _palette("e9e2d2", "f7f2e6", "ffffff", "c9bda3", "3f5d73", "1d2a33", "94a7ac", "c23b22"),
    "plum": _palette("f0e4da", "f8efe6", "ffffff", "d9b8a8", "7a3b52", "32202e", "b98b8f", "e0903a"),
    "moss": _palette("e4e6d6", "f4f3e6", "ffffff", "b9c3a1", "4f6b46", "22301f", "8ba08c", "d4622b"),
    "slate": _palette("dfe5e8", "f3f5f5", "ffffff", "b3c0c8", "2f5d7c", "16242f", "7f99a6", "e5a823"),
}
