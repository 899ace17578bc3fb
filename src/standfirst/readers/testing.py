"""Makers for tests."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.http import HttpRequest
from django.test import Client

from .models import Reader


def make_reader(name: str, **fields: Any) -> Reader:
    """A reader called `name`, with the handle and address of the first name: Ben is ben@example.org."""
    first = name.partition(" ")[0].lower()
    return Reader.objects.create_user(
        f"{first}@example.org", name=name, handle=first, handle_key=first, **fields
    )


def prove_fully(request: HttpRequest, reader: Reader) -> None:
    """As if the reader had just signed in here by a password and an app's code."""
    secret = {"secret": encrypt(generate_totp_secret())}
    app, _ = Authenticator.objects.get_or_create(
        user=reader, type=Authenticator.Type.TOTP, defaults={"data": secret}
    )
    record_authentication(request, reader, "password")
    record_authentication(request, reader, "mfa", id=app.pk, type=app.type)


def sign_in(client: Client, reader: Reader) -> None:
    """Sign staff in, all proofs given, where a test is about something else."""
    client.force_login(reader)
    request = HttpRequest()
    request.session = client.session
    prove_fully(request, reader)
    request.session.save()
