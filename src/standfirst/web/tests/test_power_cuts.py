"""Registration survives that everything stops between any two writes: what was half done is nobody's trouble."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from standfirst.readers.acceptance import Acceptance
from standfirst.readers.models import Reader

from .flow import SAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
#: More than any way through registering has.
MOST = 60


class PowerCut(BaseException):
    """Nothing catches it, as nothing catches `kill -9`."""


class Cutter:
    """Lets so many writes through, and then none."""

    def __init__(self, writes):
        self.left = writes

    def __call__(self, execute, sql, *rest):
        if WRITES.match(sql):
            if not self.left:
                raise PowerCut
            self.left -= 1
        return execute(sql, *rest)


def in_place(client, email, code=None):
    data = {"code": code} if code else {"email": email}
    address = "/_allauth/browser/v1/auth/code/confirm" if code else "/_/join"
    return client.post(address, data, content_type="application/json", REMOTE_ADDR=network(email), **SAME)


def plain(client, email, code=None):
    data = {"code": code} if code else {"email": email}
    address = "/account/code/" if code else "/account/join/"
    return client.post(address, data, REMOTE_ADDR=network(email), **SAME)


def network(email):
    return f"198.51.{email.partition('@')[0][1:]}.7"


def ten_seconds_later():
    """A limit that was being counted when the power went is locked no longer."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shared_cache WHERE cache_key LIKE '%%:lock'", [])


def register(client, email, send):
    """All of the way: the address, the code from the latest mail."""
    send(client, email)
    letters = [letter for letter in mail.outbox if letter.to == [email]]
    return send(client, email, re.search(r"\b(\d{6})\b", letters[-1].body)[1])


@pytest.mark.parametrize("send", [plain, in_place], ids=["with pages", "in place"])
def test_whatever_was_written_before_the_cut_one_registers_by_trying_again(send):
    cuts = 0
    for writes in range(MOST):
        client, email = Client(), f"n{writes}@example.org"
        try:
            with connection.execute_wrapper(Cutter(writes)):
                register(client, email, send)
            break
        except PowerCut:
            cuts += 1
        ten_seconds_later()
        register(client, email, send)
        assert client.get("/_/me").json()["reader"]["handle"].startswith("reader-")
        reader = Reader.objects.get(email=email)
        assert EmailAddress.objects.get(user=reader).verified
        assert Acceptance.objects.filter(reader=reader).count() == 1
        # One whose answer never came may stand in the list of browsers until it is ended.
        assert 1 <= reader.sign_ins.count() <= 2
    assert 12 < cuts < MOST  # it walked through all of it, to the end


def test_a_code_is_used_up_only_where_it_signs_in():
    """Wherever the power goes: either somebody is signed in by it, or it is still right, or another one is."""
    email, cuts = "n99@example.org", 0
    for writes in range(MOST):
        client = Client()
        plain(client, email)
        code = re.search(r"\b(\d{6})\b", mail.outbox[-1].body)[1]
        used = Reader.objects.get(email=email).last_login
        try:
            with connection.execute_wrapper(Cutter(writes)):
                plain(client, email, code)
            break
        except PowerCut:
            cuts += 1
        if Reader.objects.get(email=email).last_login == used:
            assert plain(client, email, code)["Location"] == "/account/welcome"
        Reader.objects.filter(email=email).update(last_login=None)
        cache.clear()
    assert 5 < cuts < MOST
