"""Meters: what counts, and for how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.meters import (
    DAY,
    FEW,
    MOST_ARTICLES,
    MOST_DAYS,
    Meter,
    Reading,
    Spent,
    newest,
    parse_meter,
    question,
    spent_on,
    today,
    with_mark,
)

TODAY = 20_000
FIVE = Meter(5, 30)
meters = st.builds(Meter, st.integers(0, MOST_ARTICLES), st.integers(1, MOST_DAYS))
marks = st.dictionaries(st.integers(1, 10**6), st.integers(TODAY - 200, TODAY + 3), max_size=60)


def test_a_window_is_today_and_the_days_before():
    held = {1: TODAY, 2: TODAY - 29, 3: TODAY - 30}
    assert spent_on(9, TODAY, counting=held, besides={}).reading(FIVE) == Reading(3, 5, 30)


def test_what_was_read_on_besides_opens_and_does_not_count():
    spent = spent_on(9, TODAY, counting={}, besides={9: TODAY - 2})
    assert (spent.opens(FIVE), spent.reading(FIVE).left) == (True, 5)


def test_a_day_still_to_come_counts_as_today():
    assert spent_on(9, TODAY, counting={9: TODAY + 400}, besides={}) == Spent(0, (0,))


def test_few_are_told_one_by_one_and_more_are_not():
    assert Reading(FEW, 10, 30).is_told
    assert not Reading(FEW + 1, 10, 30).is_told


@pytest.mark.parametrize(
    "text", ["", "/", "5", "5/", "/30", "5/30/1", "-1/3", "5/91", "51/30", "5.0/30", "99999/1"]
)
def test_what_is_no_meter_is_refused(text):
    with pytest.raises(ValueError, match="meter"):
        parse_meter(text)


@given(meters)
def test_a_meter_prints_as_what_is_read_again(meter):
    assert parse_meter(str(meter)) == meter


@given(meters, marks, st.integers(1, 10**6))
def test_reading_on_takes_one_at_most_and_the_same_article_none(meter, held, article):
    before = spent_on(article, TODAY, counting=held, besides={})
    after = with_mark(held, article, TODAY)
    now = spent_on(article, TODAY, counting=after, besides={})
    assert now.opens(meter)
    if not before.opens(meter):
        assert now.reading(meter).left == max(0, before.reading(meter).left - 1)
    again = spent_on(article, TODAY, counting=with_mark(after, article, TODAY), besides={})
    assert again.reading(meter) == now.reading(meter)


@given(meters, marks)
def test_what_is_dropped_from_the_marks_changes_no_meter(meter, held):
    """Only what is too old for every window goes, or what more than the largest meter's number are newer than."""
    kept = newest(held, TODAY)
    assert len(kept) <= MOST_ARTICLES
    full, some = (spent_on(None, TODAY, counting=these, besides={}).reading(meter) for these in (held, kept))
    assert some == full


@given(meters, marks, st.integers(1, 10**6))
def test_a_stored_page_may_depend_on_few_states(meter, held, article):
    spent = spent_on(article, TODAY, counting=held, besides={})
    state = spent.state(question("anonymous", meter))
    assert -1 <= state <= FEW + 1
    assert (state == -1) == spent.opens(meter)
    assert (state == 0) == (spent.reading(meter).is_out and not spent.opens(meter))


def test_a_meter_for_others_says_nothing_of_this_visitor():
    spent = spent_on(9, TODAY, counting={9: TODAY}, besides={})
    assert spent.state(question("registered", FIVE)) == 0
    assert spent.state(question("anonymous", FIVE)) == -1


def test_a_day_is_a_day_of_utc():
    assert (today(0), today(DAY - 1), today(DAY + 0.5)) == (0, 0, 1)
