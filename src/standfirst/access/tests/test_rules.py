"""The one decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.meters import Meter, Reading, Spent
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
METERED = parse_wall("metered:3:5/30:10/30")
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


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("metered:3:5/30", Wall(WallKind.METERED, 3, Meter(5, 30))),
        ("metered:3:5/30:10/7", Wall(WallKind.METERED, 3, Meter(5, 30), Meter(10, 7))),
        (" Metered : 0 : 0/30 : 10/30 ", Wall(WallKind.METERED, 0, Meter(0, 30), Meter(10, 30))),
    ],
)
def test_a_metered_wall_says_paragraphs_and_articles_in_days(text, wall):
    assert parse_wall(text) == wall
    assert parse_wall(str(wall)) == wall


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("metered", "no whole metered wall"),
        ("metered:3", "no whole metered wall"),
        ("metered:3:5", "no meter: say how many articles in how many days"),
        ("metered:3:5/0", "0 to 50 articles in 1 to 90 days"),
        ("metered:3:99/30", "0 to 50 articles in 1 to 90 days"),
        ("metered:3:5/30:10/30:1/1", "no whole metered wall"),
        ("metered:99:5/30", "paragraphs before the wall"),
        ("metered:x:5/30", "paragraphs before the wall"),
        ("metered:3:-5/30", "no meter"),
        ("metered:3:٥/30", "no meter"),
    ],
)
def test_what_is_no_metered_wall_is_refused_in_words_that_help(text, said):
    with pytest.raises(ValueError, match=said):
        parse_wall(text)


def spent(*ages, own=None):
    return Spent(own, ages)


def test_a_stranger_at_a_metered_wall_gets_the_lead_and_may_read_on():
    decision = decide(METERED, Visitor(spent=spent(0, 3)))
    assert (decision.extent, decision.offer, decision.meter) == (
        Extent.LEAD, Offer.READ_ON, Reading(3, 5, 30),
    )  # fmt: skip


def test_what_was_read_on_is_whole_until_the_meters_days_are_over():
    assert decide(METERED, Visitor(spent=spent(29, own=29))).reason is Reason.READ_ON
    assert decide(METERED, Visitor(spent=spent(30, own=30))).extent is Extent.LEAD


def test_a_stranger_whose_meter_has_run_out_is_offered_to_register_for_more():
    decision = decide(METERED, Visitor(spent=spent(1, 1, 1, 1, 1)))
    assert (decision.extent, decision.offer, decision.registered) == (
        Extent.LEAD, Offer.REGISTER, Meter(10, 30),
    )  # fmt: skip


def test_a_reader_whose_meter_has_run_out_has_to_wait():
    decision = decide(METERED, Visitor(VisitorClass.REGISTERED, spent=spent(*[1] * 10)))
    assert (decision.extent, decision.offer) == (Extent.LEAD, Offer.WAIT)


def test_where_only_strangers_are_metered_readers_get_the_whole():
    assert decide(parse_wall("metered:3:5/30"), BEN).reason is Reason.HOLDS_PASS


@pytest.mark.parametrize("visitor_class", [VisitorClass.CRAWLER, VisitorClass.PARTNER])
def test_whoever_proved_more_than_a_pass_is_not_metered(visitor_class):
    assert decide(METERED, Visitor(visitor_class, spent=spent(*[1] * 50))).is_whole


def test_a_meter_of_none_asks_to_register_at_once():
    assert decide(parse_wall("metered:3:0/30"), ANONYMOUS).offer is Offer.REGISTER


def test_what_was_read_on_opens_no_wall_that_asks_for_registration():
    assert decide(THREE, Visitor(spent=spent(0, own=0))).extent is Extent.LEAD
    assert decide(METERED, Visitor(None, spent=spent(0, own=0))).extent is Extent.LEAD


walls = st.builds(
    Wall,
    kind=st.just(WallKind.METERED),
    paragraphs=st.integers(0, 50),
    strangers=st.builds(Meter, st.integers(0, 50), st.integers(1, 90)),
    registered=st.none() | st.builds(Meter, st.integers(0, 50), st.integers(1, 90)),
)


@given(walls, st.sampled_from([*VisitorClass, None]), st.lists(st.integers(0, 100), max_size=60))
def test_what_was_not_read_on_is_never_whole_for_whom_a_meter_counts(wall, visitor_class, ages):
    decision = decide(wall, Visitor(visitor_class, spent=Spent(None, tuple(ages))))
    everything = visitor_class is not None and visitor_class not in wall.meters_by_class
    assert decision.is_whole == everything


@given(walls)
def test_any_metered_wall_prints_as_what_is_read_again(wall):
    assert parse_wall(str(wall)) == wall


@pytest.mark.parametrize("text", ["", "shut", "open:3", "registered:-1", "registered:٣", "registered:99"])
def test_what_is_no_wall_is_refused_in_words(text):
    with pytest.raises(ValueError, match="wall"):
        parse_wall(text)


@given(st.text(max_size=30))
def test_any_text_is_a_wall_that_prints_as_itself_or_stays_shut(text):
    wall = wall_or_shut(text)
    assert wall is None or parse_wall(str(wall)) == wall


@given(st.lists(st.sampled_from([None, OPEN, THREE, METERED, Wall(WallKind.REGISTERED, 1)]), max_size=5))
def test_the_strictest_wall_never_lets_more_stand_than_any_other(walls):
    def allowed(wall):
        decision = decide(wall, ANONYMOUS)
        return {Extent.WHOLE: 10**6, Extent.LEAD: decision.paragraphs, Extent.NOTHING: -1}[decision.extent]

    assert all(allowed(strictest(walls)) <= allowed(wall) for wall in walls)
