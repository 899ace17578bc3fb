"""What the proofs given in a session are worth. Pure.

allauth keeps a record in the session for each: `method` is "password", "code" (from a mail), "mfa" or "socialaccount";
one of "mfa" has a `type`, "totp", "webauthn" or "recovery_codes", and the `id` of the row that proved it; `at` is in
seconds since 1970. A passkey is only ever taken with the device's own check of its owner (user verification), so it
proves two things at once: that one has the device, and that one may use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

Record = Mapping[str, Any]

#: Seconds for which a proof counts as fresh.
FRESH_FOR = 15 * 60

PASSKEY, APP, RECOVERY = "webauthn", "totp", "recovery_codes"
_READERS = frozenset({"password", "mfa", "code", "socialaccount"})
#: A code in a mail proves a mailbox, and a mailbox is no key to a newsroom; nor is somebody else's sign-in.
_STAFFS = frozenset({"password", "mfa"})


class Lack(StrEnum):
    """What a session lacks before it opens the newsroom."""

    NOTHING = "nothing"
    #: The person has neither passkey nor app: there is nothing yet that could be asked for.
    FACTOR = "factor"
    #: A password, or a passkey, which needs none.
    PASSWORD = "password"  # noqa: S105 - a name
    #: A passkey, or the app's code (or a recovery code in its place).
    SECOND = "second"


def lack(records: Iterable[Record], owned: Mapping[int, str]) -> Lack:
    """What these proofs lack of “a passkey, or a password and a second proof”.

    `owned` are the person's own rows now, number → type: a proof by one that was taken away since counts no more.
    """
    if not {PASSKEY, APP} & set(owned.values()):
        return Lack.FACTOR
    given = list(records)
    kinds = {
        record.get("type") for record in given if record.get("method") == "mfa" and _stands(record, owned)
    }
    if PASSKEY in kinds:
        return Lack.NOTHING
    if not any(record.get("method") == "password" for record in given):
        return Lack.PASSWORD
    return Lack.NOTHING if kinds & {APP, RECOVERY} else Lack.SECOND


def _stands(record: Record, owned: Mapping[int, str]) -> bool:
    # Recovery codes are made anew as a whole; that they were right at the time is enough.
    kind, number = record.get("type"), record.get("id")
    return kind == RECOVERY or (isinstance(number, int) and owned.get(number) == kind)


def is_fresh(records: Iterable[Record], *, now: float, staff: bool) -> bool:
    """Was a proof given in the last quarter of an hour?"""
    counted = _STAFFS if staff else _READERS
    return any(
        record.get("method") in counted and 0 <= now - float(record.get("at", 0)) < FRESH_FOR
        for record in records
    )
