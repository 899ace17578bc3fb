"""The terms: accepted with version and time, asked for again when they have changed, never in the way of reading."""

from dataclasses import replace

import pytest

from standfirst.newsroom.stories.testing import CANARY
from standfirst.readers import terms
from standfirst.readers.acceptance import Acceptance
from standfirst.readers.models import Reader

from .flow import CUT, SAME, ask, code_in_mail, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def changed(settings):
    """The terms change."""

    def change(version="2027-01"):
        settings.CONFIGURATION = replace(settings.CONFIGURATION, terms_version=version)

    return change


def versions(email="new@example.org"):
    return list(Acceptance.objects.filter(reader__email=email).values_list("version", flat=True))


def test_who_joins_accepts_them_and_sees_that_in_the_account(client):
    join(client)
    assert versions() == ["1"]
    assert "You accepted version 1:" in client.get("/account/terms/").content.decode()
    assert "Terms that you accepted" in client.get("/account/").content.decode()


def test_nobody_accepts_anything_by_typing_an_address(client):
    ask(client)
    assert versions() == []


def test_when_they_change_one_is_asked_at_the_next_sign_in_and_goes_on_to_the_cut(client, client_b, changed):
    join(client)
    changed()
    answer = join(client_b)
    assert answer["Location"] == "/account/terms/?next=%2Fworld%2Fbridge-reopens-81%23cut"
    page = client_b.get(answer["Location"]).content.decode()
    assert "Our terms have changed" in page
    assert f'<a href="{CUT}">Not now</a>' in page
    assert client_b.post("/account/terms/", {"next": CUT}, **SAME)["Location"] == CUT
    assert versions() == ["2027-01", "1"]


def test_who_has_accepted_is_not_asked_again(client, client_b, client_c, changed):
    join(client)
    changed()
    join(client_b)
    client_b.post("/account/terms/", **SAME)
    assert join(client_c)["Location"] == CUT


def test_nobody_is_kept_from_reading(client, story, changed):
    join(client)
    changed()
    assert CANARY in client.get(story.address).content.decode()
    assert client.get("/account/").status_code == 200


def test_in_place_the_answer_says_so_and_opens_all_the_same(client, client_b, story, changed):
    join(client)
    changed()
    client_b.post("/_/join", {"email": "new@example.org"}, content_type="application/json", **SAME)
    address = "/_allauth/browser/v1/auth/code/confirm"
    answer = client_b.post(address, {"code": code_in_mail()}, content_type="application/json", **SAME)
    assert (answer.status_code, answer["Terms"]) == (200, "changed")
    assert CANARY in client_b.get(story.address).content.decode()


def test_staff_are_not_asked(ada):
    assert not terms.have_changed_for(ada)


def test_accepting_twice_is_as_good_as_once(client, changed):
    join(client)
    reader = Reader.objects.get()
    terms.accept(reader=reader)
    assert versions() == ["1"]


def test_a_reader_who_was_imported_accepts_them_at_the_first_sign_in(client, ben):
    assert join(client, ben.email)["Location"] == CUT
    assert versions(ben.email) == ["1"]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_nobody_is_sent_to_another_site_afterwards(client, target):
    join(client)
    assert client.post("/account/terms/", {"next": target}, **SAME)["Location"] == "/account/"
