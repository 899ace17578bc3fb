"""Joining: one field, one flow. Any address gets a code, known or not; the code makes the account."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .models import Reader

#: How long an address may wait to be confirmed.
PATIENCE = timedelta(days=1)


def reader_for_code(email: str) -> Reader | None:
    """The reader who may prove this address by a code; made now, unconfirmed, when the address is new.

    None for somebody who was shut out: they get the same answer, and a mail without a code. Whoever it is, the same
    work is done, so that the time an answer takes says nothing either.
    """
    known = readers_with(email)
    if not known:
        return _unconfirmed(email)
    with transaction.atomic():
        known[0].save(
            update_fields=["email"]
        )  # whoever listens for accounts with an address hears of it, too
        if not EmailAddress.objects.filter(user=known[0]).update(email=F("email")):
            ensure_address(known[0])
    return next((reader for reader in known if reader.is_active), None)


def readers_with(email: str) -> list[Reader]:
    """Whose address this is; one reader at most, as addresses are unique. Always asks the same questions."""
    found: list[Reader] = filter_users_by_email(email, for_login=True)
    return found


def _unconfirmed(email: str) -> Reader | None:
    try:
        with transaction.atomic():
            reader = Reader.objects.create_user(email)
            EmailAddress.objects.create(user=reader, email=reader.email, primary=True, verified=False)
    except IntegrityError:  # two tabs at once
        return Reader.objects.filter(email=email.lower(), is_active=True).first()
    return reader


def ensure_address(reader: Reader) -> None:
    """Give readers whom a command or an import made the address row that the flow works with."""
    if not EmailAddress.objects.filter(user=reader).exists():
        EmailAddress.objects.create(user=reader, email=reader.email, primary=True, verified=False)


def prune_unconfirmed() -> bool:
    """Forget addresses that nobody confirmed within a day, and the accounts that wait for them."""
    ghosts = Reader.objects.filter(
        emailaddress__verified=False,
        handle=None,
        last_login=None,
        is_staff=False,
        joined_at__lt=timezone.now() - PATIENCE,
    ).exclude(emailaddress__verified=True)
    ghosts.delete()
    return False
