"""Where the text stops."""

from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.stories.cut import Heading, ListBlock, Paragraph, PictureBlock, Quote, cut, weight

P, H, Q = Paragraph("p"), Heading("h"), Quote("q")
PIC = PictureBlock(1, "", "", "")
LIST = ListBlock(("a", "b", "c"))


def test_three_paragraphs_stand_before_the_cut():
    assert cut([P] * 12, 3).lead == (P, P, P)


def test_the_offer_can_say_how_much_is_left():
    assert cut([P] * 12, 3).paragraphs_left == 9


def test_a_picture_between_counted_paragraphs_stays():
    assert cut([P, PIC, P, Q, P, P], 3).lead == (P, PIC, P, Q, P)


def test_a_heading_or_picture_right_at_the_cut_goes_below():
    assert cut([P, P, H, P], 2).lead == (P, P)
    assert cut([P, P, PIC, P], 2).lead == (P, P)


def test_a_list_is_cut_between_its_items_and_goes_on_counting():
    pieces = cut([P, LIST, P], 2)
    assert pieces.lead == (P, ListBlock(("a",)))
    assert pieces.below[0] == ListBlock(("b", "c"), start=2)


def test_a_very_short_story_is_cut_earlier_so_that_something_stays_below():
    assert cut([P, P, P], 3).lead == (P, P)
    assert cut([P], 3).lead == ()


blocks = st.lists(st.sampled_from([P, H, Q, PIC, LIST]), max_size=30)


@given(blocks, st.integers(0, 12))
def test_nothing_is_lost_and_never_more_than_allowed_stands_above(story, paragraphs):
    pieces = cut(story, paragraphs)
    assert sum(map(weight, pieces.lead)) <= paragraphs
    assert sum(map(weight, pieces.lead + pieces.below)) == sum(map(weight, story))
    if story:
        assert pieces.below
