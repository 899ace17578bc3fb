"""Readers made by a command, for support and measurements, and what a browser of theirs would hold."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import login
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.log_actions import log

from standfirst.newsroom.stories.actions import make_root
from standfirst.readers.actions import give_handle
from standfirst.readers.joining import ensure_address
from standfirst.readers.models import Reader, SignIn

from .signing_in import settle, tag_of

READER_MADE = "standfirst.reader_made"
SIGNED_IN_FOR = "standfirst.signed_in_for"
#: What the reader's own list of sign-ins calls the one that was made here.
BROWSER = "standfirst createreader"


class Refused(Exception):
    """Why this is not done, in words."""


@dataclass(frozen=True, slots=True)
class Made:
    """The reader, and whether the account was made now."""

    reader: Reader
    is_new: bool


@transaction.atomic
def make_reader(*, email: str, name: str = "", confirmed: bool = False) -> Made:
    """A reader with this address; whoever has it already keeps account and name. On record, by number.

    `confirmed` says that the address is theirs, as a code would. Raises Refused for staff and for those who were shut
    out, ValidationError for what is no address.
    """
    address = email.strip().lower()
    validate_email(address)
    reader = Reader.objects.filter(email=address).first()
    is_new = reader is None
    if reader is None:
        reader = Reader(email=address, name=name.strip()[:60])
        reader.set_unusable_password()
        reader.save()
    if reader.is_staff or reader.is_superuser:
        raise Refused(f"{address} is staff: nobody is signed in for them, and createstaff makes them")
    if not reader.is_active:
        raise Refused(f"{address} was shut out")
    if reader.leaves_at is not None:
        raise Refused(
            f"{address} has asked to leave: signing in, which only the reader may do, would undo it"
        )
    give_handle(reader=reader)
    ensure_address(reader)
    if confirmed:
        EmailAddress.objects.filter(user=reader, email=address).update(verified=True)
    if is_new:
        log(instance=make_root(), action=READER_MADE, data={"reader": reader.pk, "confirmed": confirmed})
    return Made(reader, is_new)


@transaction.atomic
def sign_in_for(reader: Reader) -> dict[str, str]:
    """Sign a reader in, as a browser would be: the cookies it would hold, by name. On record, by number.

    The reader sees it in the list of sign-ins, and may end it there. Raises Refused for staff.
    """
    if reader.is_staff or reader.is_superuser:
        raise Refused(f"{reader.email} is staff: nobody is signed in for them")
    request: Any = HttpRequest()
    request.method = "GET"
    request.user = reader
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, reader, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    response = HttpResponse()
    settle(request, response)
    request.session.save()
    SignIn.objects.filter(tag=tag_of(request)).update(browser=BROWSER)
    log(instance=make_root(), action=SIGNED_IN_FOR, data={"reader": reader.pk})
    held = {name: morsel.value for name, morsel in response.cookies.items()}
    return {settings.SESSION_COOKIE_NAME: request.session.session_key, **held}
