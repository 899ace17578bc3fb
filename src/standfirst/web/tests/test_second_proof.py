"""How a second proof is made by an operator, and how it is kept."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from standfirst.web.command import main

from .flow import SAME
from .second_proof import NEWSROOM, by_app, code_for, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def made(uk):
    return make()


def test_createstaff_makes_a_second_proof_and_tells_it_once(client, capsys):
    again = ["createstaff", "zoe@example.org", "--role", "editor", "--second-proof", "--json"]
    assert main(again) == 0
    answer = json.loads(capsys.readouterr().out)
    fields = {"login": "zoe@example.org", "password": answer["password"], "next": NEWSROOM}
    client.post("/account/login/", fields, **SAME)
    assert by_app(client, code_for(answer["second_proof"]["secret"]))["Location"] == NEWSROOM
    assert len(answer["second_proof"]["recovery_codes"]) == 10
    assert answer["second_proof"]["url"].startswith("otpauth://totp/")
    assert main(again) == 1
    assert "resetkeys" in capsys.readouterr().err


def test_a_secret_is_not_in_the_database_as_it_is(made):
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert made.factors.secret not in kept
    assert not any(code in kept for code in made.factors.recovery_codes)
