"""Every mail: code first, its headers ours alone, in any script; a link in it opens a page and does nothing else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from allauth.core.context import request_context
from django.conf import settings as ours
from django.core import mail
from django.core.mail import BadHeaderError
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

import standfirst
from standfirst.notices.models import QueuedMail
from standfirst.notices.testing import queued_letters
from standfirst.readers.adapter import AccountAdapter

from .flow import SAME, ask, code_in_mail, confirm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

PACKAGE = Path(standfirst.__file__).parent
LETTERS = sorted(path for path in PACKAGE.rglob("*_message.txt") if "email" in path.parts)
#: Letters that carry a code, with the template of each.
CODED = [path for path in LETTERS if "{{ code }}" in path.read_text()]
QUEUED = pytest.mark.usefixtures("in_the_queue")


@pytest.fixture
def in_the_queue(settings):
    settings.EMAIL_BACKEND = "standfirst.notices.mail.queue.QueueBackend"


def send(template, to, **context):
    with request_context(RequestFactory().get("/")):
        AccountAdapter().send_mail(template, to, context)


def test_there_are_letters_to_look_at():
    assert len(LETTERS) >= 8
    assert len(CODED) >= 4


@pytest.mark.parametrize("path", CODED, ids=lambda path: path.stem)
def test_a_letter_with_a_code_says_it_in_the_subject_and_has_no_link(path):
    subject = path.with_name(path.name.replace("_message", "_subject")).read_text()
    assert re.search(r"%}\{\{ code \}\}", subject)
    assert "http" not in path.read_text()
    assert "{{ url }}" not in path.read_text()


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_link_in_a_letter_leads_to_a_page_that_does_nothing_by_itself(path, client, ben):
    client.force_login(ben)
    for address in re.findall(r"\{\{ url \}\}(/[a-z/-]*)", path.read_text()):
        before = ben.__class__.objects.filter(pk=ben.pk).values().get()
        client.get(address)
        assert ben.__class__.objects.filter(pk=ben.pk).values().get() == before
        assert client.get("/_/me").json()["reader"]["handle"] == "ben"


@QUEUED
@pytest.mark.parametrize(
    "name", ["Die Hafenpost", "Λιμάνι", "港の新聞", "جريدة الميناء", "Ångström & Søn <post>"]
)
def test_any_script_arrives_as_it_was_written(client, settings, name):
    settings.PAPER_NAME = name
    settings.DEFAULT_FROM_EMAIL = f"{name.replace('<', '').replace('>', '')} <news@example.org>"
    ask(client)
    (letter,) = queued_letters()
    assert name in letter["Subject"]
    assert name in letter.get_content()


@QUEUED
@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r", "\r\nBcc: all@example.org\r\n", "\x0b", "\u2028"])
def test_a_line_break_in_the_papers_name_makes_no_header(client, settings, mark):
    settings.PAPER_NAME = f"The Harbour{mark}Bcc: spy@example.org"
    ask(client)
    (letter,) = queued_letters()
    assert letter["Bcc"] is None
    assert set(letter.keys()) <= {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
        "Auto-Submitted",
    }  # fmt: skip
    assert QueuedMail.objects.get().recipients == ["new@example.org"]


@QUEUED
@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org\nb@example.org", "a\r@b.org"]
)
def test_a_line_break_in_an_address_sends_nothing(client, address):
    for path in ("/account/join/", "/account/password/reset/"):
        client.post(path, {"email": address}, **SAME)
    client.post("/_/join", {"email": address}, content_type="application/json", **SAME)
    assert not QueuedMail.objects.exists()
    with pytest.raises(BadHeaderError):
        send("account/email/login_code", address, code="123456")


@QUEUED
@tries(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_no_name_of_a_provider_makes_a_header(name):
    QueuedMail.objects.all().delete()
    send("socialaccount/email/account_connected", "ben@example.org", provider=f"x{name}")
    (letter,) = queued_letters()
    assert {"Bcc", "Cc", "Reply-To"}.isdisjoint(letter.keys())
    assert letter["To"] == "ben@example.org"


def test_mail_scanners_that_open_every_address_sign_in_nobody(client, client_b, settings):
    settings.CONFIGURATION = replace(ours.CONFIGURATION, url="http://testserver")
    ask(client)
    for address in re.findall(r"https?://\S+", mail.outbox[-1].body):
        client_b.get(address)
    assert client_b.get("/_/me").json() == {"reader": None}
    confirm(client, code_in_mail())
    assert client.get("/_/me").json()["reader"]
