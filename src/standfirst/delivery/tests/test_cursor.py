"""How far the bus has been heard: nothing twice, and nothing missed that comes out of order."""

from hypothesis import given
from hypothesis import strategies as st

from standfirst.delivery.cursor import GRACE, Cursor, Horizon


@given(st.permutations(range(1, 30)), st.integers(1, 5))
def test_lines_that_commit_out_of_order_are_each_heard_once(order, together):
    cursor, heard = Cursor(0), []
    for at in range(0, len(order), together):
        visible = sorted(order[: at + together])
        heard += cursor.hear(number for number in visible if number > cursor.settled)
        cursor.settle(now=at, horizon=Horizon(oldest=1, upcoming=100))
    assert sorted(heard) == list(range(1, 30))
    assert cursor.settled == 29


def test_where_ids_follow_commits_nothing_is_waited_for():
    cursor = Cursor(0)
    cursor.hear([7])
    cursor.settle(0, None)
    assert (cursor.settled, cursor.is_waiting) == (7, False)


def test_an_id_that_was_rolled_back_is_given_up_once_nobody_can_hold_it():
    cursor = Cursor(0)
    cursor.hear([2])
    cursor.settle(0, Horizon(10, 20))
    cursor.settle(GRACE, Horizon(10, 30))
    cursor.settle(GRACE + 1, Horizon(29, 31))
    assert cursor.settled == 0
    cursor.settle(GRACE + 2, Horizon(30, 31))
    cursor.settle(GRACE + 3, Horizon(30, 31))
    assert (cursor.settled, cursor.is_waiting) == (2, False)
