"""Which edition is a request for?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.editions.rules import Chosen, Face, choose

UK, US = Face("uk", frozenset({"GB", "IE"})), Face("us", frozenset({"US"}))
FACES = [UK, US]


def test_a_stranger_is_shown_the_first_edition_and_is_at_home_there():
    assert choose(FACES) == Chosen("uk", "uk")


def test_the_switch_changes_what_is_on_show_and_without_an_edge_the_home_too():
    assert choose(FACES, cookie="us") == Chosen("us", "us")


def test_one_click_on_us_does_not_open_the_uk_wall_where_the_edge_says_gb():
    assert choose(FACES, cookie="us", country="GB") == Chosen("us", "uk")


def test_a_home_fixed_by_the_operator_holds_where_no_edge_speaks():
    assert choose(FACES, cookie="us", fixed_home="uk") == Chosen("us", "uk")


def test_the_address_of_a_front_shows_that_edition():
    assert choose(FACES, cookie="uk", asked="us").on_show == "us"


@given(st.text(), st.text(), st.text(), st.text())
def test_nonsense_means_nothing(cookie, country, fixed, asked):
    chosen = choose(FACES, cookie=cookie, country=country, fixed_home=fixed, asked=asked)
    assert {chosen.on_show, chosen.home} <= {"uk", "us"}


def test_a_paper_without_editions_is_an_error_in_words():
    with pytest.raises(ValueError, match="at least one edition"):
        choose([])
