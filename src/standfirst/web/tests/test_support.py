"""Readers made by a command: usable, on record, and never staff."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageLogEntry

from standfirst.newsroom.stories.testing import CANARY
from standfirst.readers.models import Reader, SignIn
from standfirst.web.command import main
from standfirst.web.support import BROWSER, READER_MADE, SIGNED_IN_FOR, Refused, make_reader, sign_in_for
from standfirst.web.visits import pass_in

pytestmark = pytest.mark.django_db


def test_the_cookies_open_the_wall_and_say_who_is_signed_in(story):
    made = make_reader(email="New@Example.org", name="New Reader", confirmed=True)
    client = Client()
    for name, value in sign_in_for(made.reader).items():
        client.cookies[name] = value
    assert CANARY in client.get(story.address).content.decode()
    assert client.get("/_/me").json()["reader"]["name"] == "New Reader"


def test_the_pass_alone_reads_and_is_nobody(story):
    held = sign_in_for(make_reader(email="new@example.org").reader)
    client = Client()
    client.cookies["pass"] = held["pass"]
    assert CANARY in client.get(story.address).content.decode()
    assert client.get("/_/me").json() == {"reader": None}


def test_the_reader_finds_the_sign_in_in_the_list_and_can_end_it(uk):
    reader = make_reader(email="new@example.org").reader
    held = sign_in_for(reader)
    found = SignIn.objects.get(reader=reader)
    assert (found.browser, found.tag) == (BROWSER, pass_in(held).tag)


def test_both_are_on_record_without_a_name(uk):
    reader = make_reader(email="new@example.org", name="New Reader").reader
    sign_in_for(reader)
    entries = PageLogEntry.objects.filter(action__in=[READER_MADE, SIGNED_IN_FOR])
    assert {entry.data["reader"] for entry in entries} == {reader.pk}
    assert len(entries) == 2
    assert "new@example.org" not in json.dumps([[entry.label, entry.data] for entry in entries])


def test_who_has_the_address_already_is_kept(ben):
    made = make_reader(email=ben.email, name="Another name")
    assert (made.reader, made.is_new, made.reader.name) == (ben, False, "Ben Okoro")


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_address_counts_as_proved_only_where_that_is_said(uk, confirmed):
    make_reader(email="new@example.org", confirmed=confirmed)
    assert EmailAddress.objects.get(email="new@example.org").verified is confirmed


def test_staff_and_those_shut_out_are_refused_in_words(cleo, dan):
    Reader.objects.filter(pk=dan.pk).update(is_active=False)
    for reader, words in ((cleo, "is staff"), (dan, "was shut out")):
        with pytest.raises(Refused, match=words):
            make_reader(email=reader.email)
    with pytest.raises(Refused, match="is staff"):
        sign_in_for(cleo)
    assert not SignIn.objects.exists()


def test_what_is_no_address_is_refused(uk):
    with pytest.raises(ValidationError):
        make_reader(email="not an address")


def test_the_command_prints_headers_that_can_be_used(story, capsys):
    assert main(["createreader", "new@example.org", "--print-cookies", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    answer = Client(headers={"Cookie": said["header"]}).get(story.address)
    assert CANARY in answer.content.decode()
    assert said["new"] is True


def test_the_command_says_in_a_line_whom_it_refuses(cleo, capsys):
    assert main(["createreader", cleo.email, "--print-cookies"]) == 1
    assert "is staff" in capsys.readouterr().err
