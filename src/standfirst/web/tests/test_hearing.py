"""What a process does when it hears that the editions have changed."""

import pytest

from standfirst.delivery.copies import make_copy
from standfirst.delivery.store import Store
from standfirst.delivery.streams import Streams
from standfirst.delivery.testing import STRANGER
from standfirst.editions.models import Edition
from standfirst.editions.queries import KEY, all_editions
from standfirst.forum.models import StatedPolicy, WatchedWord
from standfirst.forum.policy import stated
from standfirst.forum.words import watching
from standfirst.web import keyring
from standfirst.web.hearing import EditionsHearing, Hearing, bus_connection
from standfirst.web.visitors import Knowledge, Visitors


async def none():
    return ()


@pytest.fixture
def store():
    store, copy = Store(most_bytes=10**6), make_copy(200, [], b"page")
    copy.keys, copy.variant = frozenset({"article/81"}), STRANGER
    store.put("/a", copy, began=0)
    return store


@pytest.fixture
def front(store):
    return Hearing(
        store, Visitors(Knowledge(keyring.keyring, b"", none)), Streams(address_of=lambda scope: "")
    )


@pytest.mark.django_db
@pytest.mark.parametrize("worker", [True, False], ids=["the worker", "the front"])
def test_a_new_edition_is_known_everywhere(uk, front, worker):
    assert [edition.slug for edition in all_editions()] == ["uk"]
    Edition.objects.bulk_create([Edition(slug="fr", name="France", order=9)])  # as if in another process
    (EditionsHearing() if worker else front).forget([KEY], for_good=True)
    assert [edition.slug for edition in all_editions()] == ["uk", "fr"]


@pytest.mark.django_db
@pytest.mark.parametrize("worker", [True, False], ids=["the worker", "the front"])
def test_a_new_watched_word_is_known_everywhere(front, worker):
    assert not watching.watched().words.watches_anything
    WatchedWord.objects.bulk_create([WatchedWord(words="spam")])  # as if in another process
    (EditionsHearing() if worker else front).forget([watching.KEY], for_good=False)
    assert watching.watched().words.found_in("spam")


@pytest.mark.django_db
@pytest.mark.parametrize("worker", [True, False], ids=["the worker", "the front"])
def test_a_new_policy_is_known_everywhere(uk, front, worker):
    assert stated.stated_about([]).editions == {}
    StatedPolicy.objects.bulk_create(
        [StatedPolicy(edition=uk, visibility="hidden")]
    )  # as if in another process
    assert stated.stated_about([]).editions == {}
    (EditionsHearing() if worker else front).forget([stated.KEY], for_good=False)
    assert stated.stated_about([]).editions[uk.pk].visibility == "hidden"


def test_an_edition_that_changes_drops_every_page(front, store):
    front.forget([KEY], for_good=True)
    assert store.stale("/a", STRANGER) is None


def test_a_process_that_was_cut_off_keeps_old_pages_only_against_errors(front, store):
    front.cut_off()
    assert store.get("/a", STRANGER) is None
    assert store.stale("/a", STRANGER) is not None


def test_the_bus_runs_on_two_databases_and_says_so_of_others():
    with pytest.raises(ValueError, match="SQLite and PostgreSQL"):
        bus_connection({"ENGINE": "django.db.backends.mysql", "NAME": "x"})
