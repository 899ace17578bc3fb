"""The moderators' guide says what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from standfirst.forum.phases import PHASES, Policy

GUIDE = Path(__file__).parents[4] / "docs" / "guides" / "moderators.md"


@pytest.fixture(scope="module")
def rows():
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]


def test_the_table_of_phases_is_the_list_of_phases(rows):
    told = [(row[0], row[1]) for row in rows if len(row) == 3 and row[0] != "phase"]
    assert told == [(phase.__name__, phase.__doc__) for phase in PHASES]


def test_the_guide_knows_every_number(rows):
    told = {row[0]: int(re.match(r"\d+", row[1])[0]) for row in rows if len(row) == 2 and row[0] != "number"}
    policy = Policy()
    assert told == {field.name: getattr(policy, field.name) for field in fields(policy)}
