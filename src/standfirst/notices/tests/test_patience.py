"""A push service that does not do its work is left alone, and tried again with care."""

from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.push.patience import (
    AT_A_TIME,
    FIRST_REST,
    LONGEST_ASKED,
    LONGEST_REST,
    PATIENCE,
    Patience,
)


def fail(patience, *, now, times=PATIENCE):
    for _time in range(times):
        patience.failed(now)


def test_one_failure_is_not_a_services():
    patience = Patience()
    fail(patience, now=0, times=PATIENCE - 1)
    assert (patience.rest(0), patience.width) == (0, AT_A_TIME)


def test_after_some_in_a_row_it_rests_and_what_was_on_its_way_makes_it_no_longer():
    patience = Patience()
    fail(patience, now=0, times=AT_A_TIME)
    assert patience.rest(0) == FIRST_REST
    assert patience.rest(FIRST_REST) == 0


def test_then_one_message_tries_it_and_its_failure_doubles_the_rest():
    patience = Patience()
    fail(patience, now=0)
    assert patience.width == 1
    patience.failed(10)
    assert patience.rest(10) == 2 * FIRST_REST


def test_each_answer_doubles_what_it_is_given():
    patience = Patience()
    fail(patience, now=0)
    for width in (2, 4, 8):
        patience.answered()
        assert patience.width == width


def test_what_it_asks_for_is_heeded_at_once_up_to_an_hour():
    patience = Patience()
    patience.failed(0, asked=90)
    assert patience.rest(0) == 90
    patience.failed(0, asked=10**9)
    assert patience.rest(0) == LONGEST_ASKED


@given(st.lists(st.tuples(st.floats(0, 1000), st.sampled_from(["answer", "fail", "ask"]))))
def test_whatever_happens_it_is_tried_again_within_an_hour(events):
    patience, now = Patience(), 0.0
    for seconds, event in events:
        now += seconds
        if event == "answer":
            patience.answered()
        else:
            patience.failed(now, asked=None if event == "fail" else 20.0)
        assert 1 <= patience.width <= AT_A_TIME
        assert patience.rest(now) <= max(LONGEST_REST, 20.0)
