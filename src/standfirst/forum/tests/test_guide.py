"""The moderators' guide says what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from standfirst.forum import phases
from standfirst.forum.phases import PHASES, Context, Draft, Policy, Reason, Status

GUIDE = Path(__file__).parents[4] / "docs" / "guides" / "moderators.md"


@pytest.fixture(scope="module")
def rows():
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]


def names_in(function):
    """Every name that a function uses, and those that the helpers use which it calls."""
    found = set(function.__code__.co_names)
    helpers = (getattr(phases, name, None) for name in found if name.startswith("_"))
    return found.union(*(names_in(helper) for helper in helpers if helper))


def row_of(phase):
    """What the table says of a phase, read from the phase's own code."""
    names = names_in(phase)
    facts = [field.name for kind in (Draft, Context) for field in fields(kind) if field.name in names]
    statuses = [status.value for status in Status if status.name in names]
    reasons = [reason.value for reason in Reason if reason.name in names]
    return [phase.__name__, phase.__doc__, ", ".join(facts), ", ".join(statuses), ", ".join(reasons)]


def test_the_table_of_phases_is_the_list_of_phases(rows):
    told = [row for row in rows if len(row) == 5 and row[0] != "phase"]
    assert told == [row_of(phase) for phase in PHASES]


def test_every_reason_and_every_fact_has_a_phase():
    names = set().union(*(names_in(phase) for phase in PHASES))
    wanted = {reason.name for reason in Reason} | {field.name for field in fields(Context)}
    assert wanted <= names


def test_the_guide_knows_every_number(rows):
    told = {row[0]: int(re.match(r"\d+", row[1])[0]) for row in rows if len(row) == 2 and row[0] != "number"}
    policy = Policy()
    assert told == {field.name: getattr(policy, field.name) for field in fields(policy)}
