"""The guide says what the code does."""

from pathlib import Path

from standfirst.notices.actions import KINDS
from standfirst.notices.rules import PUSHES_A_DAY
from standfirst.notices.testing import WhisperNotice
from standfirst.notices.wishes import following, notices
from standfirst.notices.wishes.forms import MOST_PUSHES
from standfirst.notices.wishes.hours import MORNING
from standfirst.notices.wishes.rules import INBOX, MAIL, PUSH

GUIDE = (Path(__file__).parents[4] / "docs" / "guides" / "notices.md").read_text(encoding="utf-8")
WORDS = " ".join(GUIDE.split())


def said_of(kind):
    usual = ["yes" if channel in kind.defaults else "no" for channel in (INBOX, PUSH, MAIL)]
    if PUSH not in kind.chosen_by:
        usual[1] = "each chooses"
    return usual if kind.chosen else ["always" if INBOX in kind.defaults else "no", *usual[1:]]


def test_the_table_of_events_is_what_the_kinds_say_themselves():
    rows = [
        line.strip("|").split("|") for line in GUIDE.splitlines() if line.startswith("| ") and "`" in line
    ]
    lines = [cells for cells in rows if len(cells) == 5]  # the guide has other tables, too
    told = {cells[1].strip(" `"): (cells[0].strip(), [cell.strip() for cell in cells[2:]]) for cells in lines}
    here = {name: kind for name, kind in KINDS.items() if name != WhisperNotice.kind}
    assert {name: said for name, (_label, said) in told.items()} == {
        name: said_of(kind.as_kind()) for name, kind in here.items()
    }
    assert {name: label for name, (label, _said) in told.items() if here[name].label} == {
        name: str(kind.label) for name, kind in here.items() if kind.label
    }


def test_its_numbers_are_the_codes():
    assert f"{PUSHES_A_DAY} unless the reader says otherwise (1 to {MOST_PUSHES})" in WORDS
    assert f"may follow {following.MOST} in all" in WORDS
    assert (MORNING.hour, notices.A_DAY) == (7, 6)
