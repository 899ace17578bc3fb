"""A wall as an editor sets it: boxes over the text that is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.meters import Meter
from standfirst.access.rules import Reason, Wall, WallKind, parse_wall
from standfirst.newsroom.stories.wall_form import WallInput
from standfirst.newsroom.stories.wall_words import REASONS, in_words

METERS = st.builds(Meter, st.integers(1, 50), st.integers(1, 90))
WALLS = st.one_of(
    st.just(Wall(WallKind.OPEN, 0)),
    st.builds(Wall, st.just(WallKind.REGISTERED), st.integers(0, 50)),
    st.builds(Wall, st.just(WallKind.METERED), st.integers(0, 50), METERS, st.none() | METERS),
)


def shown(text, inherited="as the edition says"):
    """The boxes as a browser would send them back."""
    widget = WallInput()
    widget.inherited = inherited
    context = widget.get_context("wall", text, {"id": "id_wall"})["widget"]
    numbers = {f"wall-{name.replace('_', '-')}": value for name, value in context["numbers"].items()}
    return {"wall": context["kind"], **numbers}


def typed(**boxes):
    data = {"wall": "metered", **{name.replace("_", "-"): value for name, value in boxes.items()}}
    return WallInput().value_from_datadict(data, {}, "wall")


@given(WALLS)
def test_a_wall_that_is_shown_and_sent_back_is_the_same(wall):
    assert WallInput().value_from_datadict(shown(str(wall)), {}, "wall") == str(wall)


def test_none_of_its_own_is_sent_back_as_none():
    assert WallInput().value_from_datadict(shown(""), {}, "wall") == ""


@given(st.text(max_size=32))
def test_what_cannot_be_read_is_never_changed_by_saving(text):
    sent = WallInput().value_from_datadict(shown(text), {}, "wall")
    try:
        parse_wall(text)
    except ValueError:
        if text:
            with pytest.raises(ValueError, match="wall"):
                parse_wall(sent)


def test_a_meter_takes_five_articles_in_thirty_days_until_somebody_says_otherwise():
    assert typed() == "metered:3:5/30"
    assert typed(wall_registered_articles="10") == "metered:3:5/30:10/30"


def test_what_was_typed_is_kept_for_the_form_that_comes_back():
    assert typed(wall_strangers_articles="many") == "metered:3:many/30"
    assert shown("metered:3:many/30")["wall-strangers-articles"] == "many"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("open", "open to everybody"),
        ("registered:1", "a wall after one paragraph; the registered read on"),
        (
            "metered:2:5/9:7/8",
            "a wall after 2 paragraphs; strangers read on in 5 articles in 9 days, the registered in 7 articles in 8 days",  # noqa: E501
        ),
        (
            "metered:0:1/2",
            "a wall after 0 paragraphs; strangers read on in one article in 2 days, the registered read on",
        ),
    ],
)  # fmt: skip
def test_a_wall_is_said_in_words(text, words):
    assert in_words(parse_wall(text)) == words


def test_a_wall_that_cannot_be_read_says_that_it_is_shut():
    assert in_words(None) == "shut, because it cannot be read"


def test_every_reason_there_is_can_be_said():
    assert set(REASONS) == set(Reason)
