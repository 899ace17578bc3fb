"""Moving an account to another address: the new one is proved by a code before anything changes.

Pure state for the session and verbs; who may begin (somebody who has just proved the old address or the password) is
the view's to ask.
"""

from __future__ import annotations

import time
from typing import Any, TypeGuard

from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from django.db import IntegrityError, transaction

from .models import Reader
from .tries import HOLDS, TRIES, take_try


class CannotMoveError(ValueError):
    """The address belongs to somebody else by now."""


def begin(*, email: str) -> dict[str, Any]:
    """Send a code to the new address; the answer is what the session keeps until it comes back.

    An address that somebody has already gets a mail without a code: nobody learns here who reads the paper.
    """
    adapter = get_adapter()
    free = not filter_users_by_email(email)
    code = adapter.generate_login_code() if free else ""
    if free:
        adapter.send_mail("account/email/new_address", email, {"code": code})
    else:
        adapter.send_mail("account/email/address_taken", email, {})
    return {"email": email.lower(), "code": code, "at": time.time(), "tries": 0}


def is_alive(state: Any) -> TypeGuard[dict[str, Any]]:
    """Is this a state in which a code is still awaited?"""
    return isinstance(state, dict) and state["tries"] < TRIES and time.time() - state["at"] < HOLDS


def is_right(state: dict[str, Any], code: str, *, session: str | None) -> bool:
    """Compare in constant time; a state without a code is never right. Counts the try."""
    state["tries"] += 1
    may = take_try(session=session, code=state["code"])
    return may and bool(state["code"]) and compare_user_code(actual=code, expected=state["code"])


def move(*, reader: Reader, email: str) -> None:
    """Make the proved address the reader's, and tell the old one. Raises CannotMoveError."""
    old = reader.email
    try:
        with transaction.atomic():
            EmailAddress.objects.filter(user=reader).delete()
            EmailAddress.objects.create(user=reader, email=email, primary=True, verified=True)
            reader.email = email
            reader.save(update_fields=["email"])
            get_adapter().send_mail("account/email/address_changed", old, {})
    except IntegrityError as error:
        reader.email = old
        raise CannotMoveError(email) from error
