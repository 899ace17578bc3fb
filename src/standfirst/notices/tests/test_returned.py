"""Mail that comes back: for good it closes the address, for now it counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.mail import returned, rules
from standfirst.notices.mail.marks import fingerprint, marks_in
from standfirst.notices.mail.rules import Return
from standfirst.notices.models import Returned

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "of_recipient", "means"),
    [
        ("550 5.1.1 no such user", True, Return.HARD),
        ("550 no such reader", True, Return.HARD),
        ("5.1.1", False, Return.HARD),
        ("552 5.2.2 mailbox full", True, Return.SOFT),
        ("450 4.2.1 try again", True, Return.SOFT),
        ("4.4.7", False, Return.SOFT),
        ("550 5.7.1 we think this is spam", True, Return.NOT_THEIRS),
        ("554 5.6.0 bad message", False, Return.NOT_THEIRS),
        ("554 no", False, Return.NOT_THEIRS),
        ("nonsense", False, Return.NOT_THEIRS),
    ],
)
def test_what_an_answer_means_for_an_address(said, of_recipient, means):
    assert rules.weigh(said, of_recipient=of_recipient) is means


@given(st.text(max_size=60), st.booleans())
def test_whatever_a_server_says_is_weighed(said, of_recipient):
    assert rules.weigh(said, of_recipient=of_recipient) in Return
    assert len(rules.code_of(said)) <= 20


@given(st.integers(0, 3600))
def test_the_next_letter_waits_out_the_gap_and_no_longer(seconds):
    last = NOW - timedelta(seconds=seconds)
    wait = rules.wait_for_more(last, NOW)
    assert (last + rules.GAP == NOW + wait) if wait else seconds >= rules.GAP.total_seconds()


@pytest.mark.django_db
def test_once_for_good_or_five_times_for_now_closes_an_address():
    returned.refused("gone@example.org", "550 5.1.1 nobody")
    assert returned.is_closed("Gone@example.org")
    for _time in range(rules.MOST_RETURNS):
        assert not returned.is_closed("full@example.org")
        returned.refused("full@example.org", "452 4.2.2 full")
    assert returned.is_closed("full@example.org")


@pytest.mark.django_db
def test_what_came_back_long_ago_is_not_counted_with_what_comes_back_now():
    for _time in range(rules.MOST_RETURNS - 1):
        returned.refused("full@example.org", "452 4.2.2 full")
    Returned.objects.update(changed_at=NOW - timedelta(days=400))
    returned.refused("full@example.org", "452 4.2.2 full")
    assert Returned.objects.get().times == 1


@pytest.mark.django_db
def test_the_record_holds_no_address_and_no_words():
    returned.refused("gone@example.org", "550 5.1.1 <gone@example.org> is unknown")
    row = Returned.objects.values().get()
    assert "gone" not in str(row)
    assert row["code"] == "550 5.1.1"


@pytest.mark.django_db
def test_its_owner_may_have_it_tried_again():
    returned.refused("gone@example.org", "550 5.1.1")
    assert returned.try_again("gone@example.org")
    assert not returned.is_closed("gone@example.org")


def test_a_mark_is_found_whatever_a_server_did_to_it():
    mark = fingerprint("ben@example.org")
    assert marks_in(f"BOUNCES+{mark.upper()}@Harbour.Example") == [mark]
    assert marks_in("bounces+" + "a" * 41 + "@harbour.example") == []
