"""The one decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.rules import (
    ANONYMOUS,
    Extent,
    Offer,
    Reason,
    Visitor,
    VisitorClass,
    Wall,
    WallKind,
    decide,
    parse_wall,
    strictest,
    wall_or_shut,
)

THREE = Wall(WallKind.REGISTERED, 3)
OPEN = Wall(WallKind.OPEN, 0)
BEN = Visitor(VisitorClass.REGISTERED)


def test_everybody_reads_all_of_an_open_article():
    assert decide(OPEN, ANONYMOUS).extent is Extent.WHOLE


def test_a_stranger_gets_the_lead_and_an_offer_to_register():
    decision = decide(THREE, ANONYMOUS)
    assert (decision.extent, decision.offer, decision.paragraphs) == (Extent.LEAD, Offer.REGISTER, 3)


def test_a_registered_reader_gets_the_whole():
    assert decide(THREE, BEN).reason is Reason.HOLDS_PASS


def test_an_article_granted_to_a_stranger_is_whole_and_no_other_is():
    guest = Visitor(VisitorClass.ANONYMOUS, frozenset({81}))
    assert decide(THREE, guest, article=81).is_whole
    assert not decide(THREE, guest, article=82).is_whole
    assert not decide(THREE, guest).is_whole


def test_a_wall_nobody_understands_lets_nothing_out():
    assert decide(wall_or_shut("pay:3"), BEN).extent is Extent.NOTHING


def test_a_visitor_nobody_understands_counts_as_a_stranger():
    assert decide(THREE, Visitor(None, frozenset({81})), article=81).extent is Extent.LEAD
    assert decide(THREE, None).extent is Extent.LEAD


@pytest.mark.parametrize("text", ["", "shut", "open:3", "registered:-1", "registered:٣", "registered:99"])
def test_what_is_no_wall_is_refused_in_words(text):
    with pytest.raises(ValueError, match="wall"):
        parse_wall(text)


@given(st.text(max_size=30))
def test_any_text_is_a_wall_that_prints_as_itself_or_stays_shut(text):
    wall = wall_or_shut(text)
    assert wall is None or parse_wall(str(wall)) == wall


@given(st.lists(st.sampled_from([None, OPEN, THREE, Wall(WallKind.REGISTERED, 1)]), max_size=5))
def test_the_strictest_wall_never_lets_more_stand_than_any_other(walls):
    def allowed(wall):
        decision = decide(wall, ANONYMOUS)
        return {Extent.WHOLE: 10**6, Extent.LEAD: decision.paragraphs, Extent.NOTHING: -1}[decision.extent]

    assert all(allowed(strictest(walls)) <= allowed(wall) for wall in walls)
