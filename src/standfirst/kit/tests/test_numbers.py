"""Whole numbers as strangers send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.numbers import BIGGEST, whole_number


@given(st.integers(min_value=0, max_value=BIGGEST - 1))
def test_every_number_of_a_row_is_read(number):
    assert whole_number(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", " 1", "1.0", "1e3", "0x1", "1_0", "١", "²", "1\n", "9" * 19]
)
def test_what_is_no_number_of_a_row_is_none(text):
    assert whole_number(text) is None


@given(st.text())
def test_whatever_is_sent_it_is_a_number_that_a_database_takes_or_none(text):
    number = whole_number(text)
    assert number is None or 0 <= number < BIGGEST
