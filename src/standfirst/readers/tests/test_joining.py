"""Addresses that nobody confirmed are forgotten."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from standfirst.readers.joining import ensure_address, prune_unconfirmed, reader_for_code
from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader

pytestmark = pytest.mark.django_db


def a_day_later():
    Reader.objects.update(joined_at=timezone.now() - timedelta(hours=25))


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_day():
    reader_for_code("stranger@example.org")
    prune_unconfirmed()
    assert Reader.objects.count() == 1
    a_day_later()
    prune_unconfirmed()
    assert not Reader.objects.exists()
    assert not EmailAddress.objects.exists()


def test_readers_and_staff_are_never_forgotten():
    ensure_address(make_reader("Ben Okoro"))
    ensure_address(make_reader("Ada Lund", is_staff=True))
    confirmed = reader_for_code("new@example.org")
    EmailAddress.objects.filter(user=confirmed).update(verified=True)
    a_day_later()
    prune_unconfirmed()
    assert Reader.objects.count() == 3


def test_asking_twice_makes_one_reader():
    assert reader_for_code("New@example.org") == reader_for_code("new@example.org")


def test_who_was_shut_out_gets_no_code():
    make_reader("Dan Frost", is_active=False)
    assert reader_for_code("dan@example.org") is None
