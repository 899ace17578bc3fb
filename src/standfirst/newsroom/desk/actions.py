"""Verbs of the desk."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import transaction
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from standfirst.editions.queries import all_editions
from standfirst.readers.factors import MadeFactors, make_app, reset_factors
from standfirst.readers.models import Reader

from .roles import Role, make_roles

STAFF_MADE = "standfirst.staff"
KEYS_RESET = "standfirst.keys_reset"


@dataclass(frozen=True, slots=True)
class Made:
    """Somebody of the staff. `password` and `factors` are there only when they were made up: they are told once."""

    reader: Reader
    password: str | None
    factors: MadeFactors | None = None


@transaction.atomic
def make_staff(
    *, email: str, name: str, role: Role, password: str | None = None, with_app: bool = False
) -> Made:
    """Give somebody a role in the newsroom; makes the account where there is none. On record.

    A reader who has a password keeps it unless one is given. `with_app` makes an authenticator's secret and recovery
    codes too. Raises ValidationError, in words, for an address or a password that will not do, HasFactorsError for
    somebody who has an app already.
    """
    address = email.strip().lower()
    validate_email(address)
    reader = Reader.objects.filter(email=address).first()
    made_up = None
    if reader is None:
        reader = Reader(email=address)
        reader.set_unusable_password()
    if not password and not reader.has_usable_password():
        made_up = secrets.token_urlsafe(15)  # staff do not get in by a code alone
    reader.name = name.strip()[:60] or reader.name
    reader.is_staff, reader.is_superuser, reader.is_active = True, role is Role.ADMINISTRATOR, True
    if password or made_up:
        validate_password(password or made_up or "", reader)
        reader.set_password(password or made_up)
    reader.save()
    reader.groups.set([make_roles()[role]])
    EmailAddress.objects.update_or_create(
        user=reader, email=address, defaults={"verified": True, "primary": True}
    )
    _own_clock(reader)
    log(instance=reader, action=STAFF_MADE, data={"role": role.value})
    return Made(reader, made_up, make_app(reader) if with_app else None)


@transaction.atomic
def reset_keys(*, email: str, why: str) -> dict[str, int]:
    """Forget the passkeys, the app and the recovery codes of somebody who has lost them all; signs them out. On record.

    Raises LookupError when nobody has this address. What they had is returned: type → how many.
    """
    reader = Reader.objects.filter(email=email.strip().lower()).first()
    if reader is None:
        raise LookupError(email)
    had = reset_factors(reader)
    log(instance=reader, action=KEYS_RESET, data={"had": had, "why": why})
    return had


def _own_clock(reader: Reader) -> None:
    """Staff see the paper's own time in the newsroom until they choose another."""
    profile = UserProfile.get_for_user(reader)
    editions = all_editions()
    if editions and not profile.current_time_zone:
        profile.current_time_zone = editions[0].time_zone
        profile.save()
