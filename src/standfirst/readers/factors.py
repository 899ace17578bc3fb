"""Passkeys, authenticator apps and recovery codes: where this paper differs from allauth's ways, and the verbs."""

from __future__ import annotations

import base64
import logging
import secrets
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standfirst.kit.browsers import browser_name

from .actions import end_sign_ins
from .models import Reader
from .proofs import APP, PASSKEY, Lack, lack

log = logging.getLogger("standfirst.readers")

#: Where an app's row keeps the last time step whose code was taken (RFC 6238, 5.2: each is taken once).
LAST_STEP = "last_step"


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not right, or was used already. Please try again."),
        "unverified_email": _("Please prove your e-mail address first."),
    }

    def _get_site_name(self) -> str:
        return str(settings.PAPER_NAME)

    def generate_authenticator_name(self, user: Reader, type: str) -> str:  # noqa: A002 - allauth's name
        """What a passkey is called until its owner names it."""
        del user, type
        request = context.request
        name = browser_name(request.headers.get("User-Agent", "")) if request is not None else ""
        return name or gettext("A passkey")

    def encrypt(self, text: str) -> str:
        """A copy of the database alone is nobody's second factor."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error(
                "a second factor cannot be read: the paper's secret key is not the one it was made under"
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()  # nobody's


def _fernet() -> Fernet:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"standfirst second factors")
    return Fernet(base64.urlsafe_b64encode(kdf.derive(settings.SECRET_KEY.encode())))


def owned_by(reader: Reader) -> dict[int, str]:
    """The reader's rows, number → type."""
    return dict(Authenticator.objects.filter(user=reader).values_list("pk", "type"))


def lack_of(request: HttpRequest) -> Lack:
    """What the session of this request lacks before it opens the newsroom."""
    reader = request.user
    return lack(get_authentication_records(request, reader), owned_by(reader))  # type: ignore[arg-type]


def needs_second(reader: Reader) -> bool:
    """Is a second proof asked for after a password or a code?

    A passkey is a reader's other key beside the code, not a lock on it: who adds one on the telephone still signs in
    by code on the computer. Staff, and whoever has set up an app, have asked for both.
    """
    types = set(owned_by(reader).values())
    return APP in types or (reader.is_staff and PASSKEY in types)


@transaction.atomic
def take_step(app: Authenticator, code: str) -> bool:
    """Take the time step of a code that was right; False when it, or a later one, was taken before."""
    row = Authenticator.objects.select_for_update().get(pk=app.pk)
    secret = decrypt(row.data["secret"])
    # allauth counts from the oldest step that it still accepts to the newest.
    steps = [
        step
        for step in totp.yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step)))
    ]
    if not steps or steps[-1] <= row.data.get(LAST_STEP, -1):
        return False
    row.data[LAST_STEP] = steps[-1]
    row.save(update_fields=["data"])
    return True


@dataclass(frozen=True, slots=True)
class MadeFactors:
    """An app's secret and the recovery codes: told once, to whoever made them."""

    secret: str
    address: str
    recovery_codes: list[str]


class HasFactorsError(ValueError):
    """There is an app already."""


@transaction.atomic
def make_app(reader: Reader) -> MadeFactors:
    """Give somebody an authenticator's secret and recovery codes without their being there. Raises HasFactorsError."""
    if Authenticator.objects.filter(user=reader, type=Authenticator.Type.TOTP).exists():
        raise HasFactorsError(reader.email)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(reader, secret)
    Authenticator.objects.filter(user=reader, type=Authenticator.Type.RECOVERY_CODES).delete()
    recovery = RecoveryCodes.activate(reader)
    recovery.mark_as_viewed()
    return MadeFactors(secret, MFAAdapter().build_totp_url(reader, secret), recovery.generate_codes())


@transaction.atomic
def reset_factors(reader: Reader) -> dict[str, int]:
    """Forget somebody's passkeys, app and recovery codes, and sign them out everywhere. Returns what there was."""
    found: dict[str, Any] = {}
    for row in Authenticator.objects.filter(user=reader):
        found[row.type] = found.get(row.type, 0) + 1
        row.delete()
    end_sign_ins(reader=reader)
    return found
