"""Leaving: asked for, remembered for a fortnight in which signing in undoes it, and then done by the worker.

Each step is one transaction that looks again before it acts: whatever kills a worker, the next one finds the row as it
was, and nobody is forgotten by half.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.delivery.bus import forget, withdraw

from .actions import end_sign_ins
from .letters import write_to
from .models import Reader
from .personal_data import forget_reader
from .queries import pages_with
from .record import ASKED, ERASED, STAYED, record
from .sessions import forget_sessions

GRACE = timedelta(days=14)
#: So long before the end it is announced again.
REMINDER = timedelta(days=2)


class StaffCannotLeave(Exception):
    """Whoever works here is let go by an administrator: work and record need a name until then."""


@transaction.atomic
def leave(*, reader: Reader, erases_comments: bool) -> None:
    """Note that a reader wants to leave, sign the reader out everywhere, and write to the address at once.

    Asking again changes nothing but the fate of the comments. Raises StaffCannotLeave.
    """
    held = Reader.objects.select_for_update().get(pk=reader.pk)
    if held.is_staff:
        raise StaffCannotLeave
    is_new = held.leaves_at is None
    held.leaves_at = held.leaves_at or timezone.now() + GRACE
    held.erases_comments, held.was_reminded = erases_comments, held.was_reminded and not is_new
    held.save(update_fields=["leaves_at", "erases_comments", "was_reminded"])
    withdraw(pages_with(held))
    end_sign_ins(reader=held)
    if is_new:
        record(held.pk, ASKED, data=_fate(held))
        write_to(held, "leaving", until=held.leaves_at)


@transaction.atomic
def stay(*, reader: Reader) -> bool:
    """Undo a leaving that was not done yet; says whether there was one."""
    held = Reader.objects.select_for_update().filter(pk=reader.pk, leaves_at__isnull=False).first()
    if held is None:
        return False
    held.leaves_at, held.was_reminded = None, False
    held.save(update_fields=["leaves_at", "was_reminded"])
    reader.leaves_at = None
    forget(pages_with(held))
    record(held.pk, STAYED)
    write_to(held, "staying")
    return True


def remind_leavers() -> bool:
    """Job: announce the end once more to those who have not signed in since they asked for it."""
    for number in list(_to_remind().values_list("pk", flat=True)):
        _remind(number)
    return False


@transaction.atomic
def _remind(number: int) -> None:
    held = _to_remind().select_for_update().filter(pk=number).first()
    if held is not None:
        Reader.objects.filter(pk=number).update(was_reminded=True)
        write_to(held, "leaving_soon", until=held.leaves_at)


def erase_leavers() -> bool:
    """Job: let those go whose time has come."""
    for number in list(_to_let_go().values_list("pk", flat=True)):
        let_go(number)
    return False


def let_go(number: int) -> None:
    """Erase one of those whose time has come; whoever signed in a moment ago stays."""
    due = _to_let_go().filter(pk=number)
    for held in due:
        forget_sessions(held)
    with transaction.atomic():
        for held in due.select_for_update():
            _erase(held, erases_comments=held.erases_comments)


def _to_remind() -> QuerySet[Reader]:
    soon = timezone.now() + REMINDER
    return Reader.objects.filter(leaves_at__lte=soon, was_reminded=False, is_staff=False)


def _to_let_go() -> QuerySet[Reader]:
    return Reader.objects.filter(leaves_at__lte=timezone.now(), is_staff=False)


def erase(reader: Reader, *, erases_comments: bool, why: str, by: Reader | None = None) -> None:
    """Forget a reader now, in one transaction, and write a last letter.

    The record keeps that it was done, when, by whom and for what reason, and a number that leads nowhere any more.
    """
    forget_sessions(reader)
    _erase(reader, erases_comments=erases_comments, why=why, by=by)


@transaction.atomic
def _erase(
    reader: Reader, *, erases_comments: bool, why: str = "the reader asked", by: Reader | None = None
) -> None:
    number, fate = reader.pk, "erased" if erases_comments else "anonymised"
    gone = Reader(email=reader.email, edition=reader.edition)
    withdraw(pages_with(reader))
    forget_reader(reader, erases_comments=erases_comments)
    record(number, ERASED, by=by, data={"comments": fate, "why": why})
    write_to(gone, "left")


def _fate(reader: Reader) -> dict[str, Any]:
    return {"comments": "to be erased" if reader.erases_comments else "to be anonymised"}
