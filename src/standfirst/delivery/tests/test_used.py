"""Pages that depend on what their visitor has used up: few copies, and none for an edge."""

import asyncio
from dataclasses import dataclass

import pytest

from standfirst.delivery.testing import STRANGER, KnownVisits, Page, SmallDjango, fetch, small_front
from standfirst.delivery.variant import picker

BROWSER = {b"user-agent": b"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}
PAGE = Page(keys="article/81", varies="visitor used/five")


@dataclass(frozen=True)
class Spent:
    """Somebody who has used up so many of anything."""

    count: int

    def state(self, asked):
        return {"five": min(self.count, 5), "none": 0}[asked]


def somebody(count):
    return STRANGER._replace(used=Spent(count))


@pytest.fixture
def django():
    django = SmallDjango()
    django.page = PAGE
    return django


@pytest.fixture
def front(django):
    return small_front(django)


def visit(front, variant, **headers):
    front.visits = KnownVisits(variant)
    return asyncio.run(fetch(front, "/world/a-81", **headers))


def test_a_copy_serves_all_whose_answer_is_the_same_and_nobody_else(front, django):
    for count in (0, 1, 1, 5, 6, 700):
        visit(front, somebody(count))
    assert len(django.asked) == 3


def test_who_has_used_nothing_shares_one_copy(front, django):
    for _ in range(3):
        visit(front, STRANGER)
    assert len(django.asked) == 1


def test_a_page_that_asks_nothing_is_stored_once_whatever_was_used(front, django):
    django.page = Page(keys="article/81", varies="visitor")
    for count in range(9):
        visit(front, somebody(count))
    assert len(django.asked) == 1


def test_an_edge_keeps_no_page_that_asks_what_was_used(front, django):
    edge = {"standfirst_edge": "edge", "standfirst_keeps": "edge uk uk anonymous"}
    assert visit(front, STRANGER, **edge)["surrogate-control"] == ""
    django.page = Page(keys="article/82", varies="visitor")
    front.store.forget({"article/81"})
    assert visit(front, STRANGER, **edge)["surrogate-control"]


def test_what_was_used_is_no_part_by_itself(front):
    pick = picker({"edition", "used/none"})
    assert pick(somebody(1)) == pick(somebody(5))
    with pytest.raises(ValueError, match="cannot vary by usedup"):
        picker({"usedup"})


def test_what_somebody_has_used_makes_no_line_in_the_tally(front):
    for count in range(4):
        front.tally.add("81/lead", somebody(count), BROWSER)
    assert list(front.tally._counts.values()) == [4]
