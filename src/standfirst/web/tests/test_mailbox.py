"""The demo's mailbox exists only in the demo and refuses a public address."""

from dataclasses import replace

import pytest
from django.core.mail import send_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk")]


@pytest.fixture
def demo(settings, client):
    client.defaults["SERVER_NAME"] = "localhost"
    settings.EMAIL_BACKEND = "standfirst.notices.mail.queue.QueueBackend"
    settings.CONFIGURATION = replace(settings.CONFIGURATION, demo=True)
    settings.ALLOWED_HOSTS = ["*"]


def test_mail_of_the_demo_lands_on_its_page(client, demo):
    send_mail("Your code", "The code is 123456. Grüße", "news@example.org", ["ben@example.org"])
    page = client.get("/_/mailbox").content.decode()
    assert "The code is 123456. Grüße" in page
    assert "ben@example.org" in page


def test_there_is_no_mailbox_outside_the_demo(client):
    assert client.get("/_/mailbox").status_code == 404


@pytest.mark.parametrize(
    "request_from",
    [
        {"REMOTE_ADDR": "203.0.114.9"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "paper.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"standfirst.forwarded": True},
    ],
)
def test_it_refuses_a_public_address(client, demo, request_from):
    assert client.get("/_/mailbox", **request_from).status_code == 404


def test_it_refuses_when_the_paper_itself_is_public(client, demo, settings):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, url="https://paper.example")
    assert client.get("/_/mailbox").status_code == 404
