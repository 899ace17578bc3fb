"""`standfirst init`: how an edition is said on the command line."""

import pytest

from standfirst.web.command import CommandFailed
from standfirst.web.commands.init import parse_edition


@pytest.mark.parametrize(
    ("said", "wall", "countries"),
    [
        ("open", "open", []),
        ("open:US", "open", ["US"]),
        ("registered:3:GB,IE", "registered:3", ["GB", "IE"]),
        ("metered:3:5/30", "metered:3:5/30", []),
        ("metered:3:5/30:10/30", "metered:3:5/30:10/30", []),
        ("metered:3:5/30:10/30:gb, ie", "metered:3:5/30:10/30", ["GB", "IE"]),
    ],
)
def test_a_walls_numbers_are_told_from_countries(said, wall, countries):
    edition = parse_edition(f"uk:UK:en-GB:Europe/London:{said}")
    assert (edition["wall"], edition["countries"]) == (wall, countries)


def test_too_many_parts_are_said():
    with pytest.raises(CommandFailed, match="too many parts"):
        parse_edition("uk:UK:en-GB:Europe/London:metered:3:5/30:GB:IE")
