"""The style sheets: one file of properties, enough contrast, small."""

import re
from pathlib import Path

import brotli
import pytest

STYLES = Path(__file__).parent.parent / "static" / "web"
THEME = (STYLES / "theme.css").read_text(encoding="utf-8")
LIGHT, _, REST = THEME.partition("@media (prefers-color-scheme: dark)")
DARK = REST.partition("@media print")[0]
HEX = re.compile(r"--([a-z-]+): #([0-9a-f]{6});")


def luminance(colour):
    """WCAG 2.2: relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("ink", "paper", 7), ("ink-soft", "paper", 4.5), ("ink-soft", "paper-tint", 4.5), ("accent", "paper", 4.5),
        ("accent-strong", "paper", 4.5), ("on-accent", "accent", 4.5), ("on-accent", "accent-strong", 4.5),
        ("ink", "mark", 4.5), ("control", "paper", 3),
    ],
)  # fmt: skip
def test_colours_have_enough_contrast(scheme, words, ground, least):
    colours = dict(HEX.findall(scheme))
    assert contrast(colours[words], colours[ground]) >= least


def test_every_property_that_is_used_is_defined_in_the_theme():
    used = {
        name for file in STYLES.glob("*.css") for name in re.findall(r"var\(--([a-z-]+)", file.read_text())
    }
    assert used - set(re.findall(r"--([a-z-]+):", THEME)) == set()


def test_the_theme_has_nothing_but_properties():
    rules = re.sub(r"/\*.*?\*/", "", THEME, flags=re.DOTALL)
    found = set(re.findall(r"^\s*([a-z-]+)\s*:", rules, flags=re.MULTILINE))
    assert {name for name in found if not name.startswith("--")} <= {"color-scheme"}


def test_no_face_is_downloaded_and_no_third_party_is_called():
    assert not [
        file.name for file in STYLES.glob("*.css") if re.search(r"url\(|@import|@font-face", file.read_text())
    ]


def test_an_article_loads_little_style():
    files = [STYLES / "theme.css", STYLES / "paper.css"]
    assert sum(len(brotli.compress(file.read_bytes())) for file in files) < 8 * 1024
