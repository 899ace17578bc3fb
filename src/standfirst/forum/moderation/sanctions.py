"""Verbs about readers: warn, suspend, ban, lift; and that a sanction follows the address to a new account.

No shadow bans: who is sanctioned is told why and until when, in the inbox, by mail, and whenever they try to write.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.readers.models import Reader

from ..models import BarredAddress, Comment, Decision, Note, Sanction
from .deciding import decide_on_reader
from .grounds import ReasonMissing, Why, said


@transaction.atomic
def warn(*, reader: Reader, by: Reader, reason: str | Why) -> Decision:
    """Tell a reader that the next time has consequences. Raises ReasonMissing."""
    made = decide_on_reader(reader, Decision.Act.WARN, why=said(reason), by=by, sanction=None)
    _log(made, "forum.warn", by=by, data={"reader": reader.pk, "why": made.words or made.ground})
    return made


@transaction.atomic
def ban(
    *, reader: Reader, by: Reader, reason: str | Why, until: datetime | None = None, kind: str = ""
) -> Sanction:
    """Ban or suspend. Without a `kind`, what ends is a suspension and what does not is a ban; a ban may end, too.

    Raises ReasonMissing; ValueError for an end that is past, and for a suspension without one.
    """
    why = said(reason)
    if until is not None and until <= timezone.now():
        raise ValueError("a sanction must end in the future")
    kind = kind or (Sanction.Kind.SUSPENSION if until else Sanction.Kind.BAN)
    if kind == Sanction.Kind.SUSPENSION and until is None:
        raise ValueError("a suspension must end")
    made = Sanction.objects.create(reader=reader, kind=kind, reason=why.in_a_line, by=by, until=until)
    _bar(made, reader.email)
    decide_on_reader(reader, _act_of(made), why=why, by=by, sanction=made)
    log(
        instance=made,
        action="forum.ban",
        user=by,
        data={"reader": reader.pk, "why": made.reason, "until": until.isoformat() if until else None},
    )
    return made


@transaction.atomic
def lift(*, sanction: Sanction, by: Reader, reason: str) -> bool:
    """End a sanction before its time; False when somebody has done so already. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    ended = Sanction.objects.filter(pk=sanction.pk, lifted_at=None).update(lifted_at=timezone.now())
    if ended:
        BarredAddress.objects.filter(sanction=sanction).delete()
        log(
            instance=sanction,
            action="forum.lift",
            user=by,
            data={"reader": sanction.reader_id, "why": reason.strip()[:300]},
        )
    return bool(ended)


@transaction.atomic
def note(*, reader: Reader, by: Reader, text: str) -> Note:
    """Write down what other moderators should know. Raises ReasonMissing when it says nothing."""
    if not text.strip():
        raise ReasonMissing
    made = Note.objects.create(reader=reader, by=by, text=text.strip()[:1000])
    log(instance=made, action="forum.note", user=by, data={"reader": reader.pk})
    return made


def carry_over(reader: Reader) -> None:
    """Called in the transaction in which an account gets an address: what holds for the address holds for it."""
    now = timezone.now()
    same = BarredAddress.objects.filter(fingerprint=BarredAddress.fingerprint_of(reader.email))
    in_force = same.filter(Q(until=None) | Q(until__gt=now), Q(goes_at=None) | Q(goes_at__gt=now))
    for barred in in_force.exclude(sanction__reader=reader).order_by("pk"):
        there = Sanction.objects.filter(Sanction.in_force(now), reader=reader, kind=barred.kind)
        if there.filter(reason=barred.reason, until=barred.until).exists():
            continue
        made = Sanction.objects.create(
            reader=reader, kind=barred.kind, reason=barred.reason, until=barred.until
        )
        _bar(made, reader.email)
        decide_on_reader(reader, _act_of(made), why=Why(barred.reason), by=None, sanction=made)
        log(instance=made, action="forum.carry_over", data={"reader": reader.pk, "why": made.reason})


def keep_barred(reader: Reader) -> None:
    """Called when an account goes: the address stays barred as long as a sanction holds, two years at most."""
    now = timezone.now()
    goes = now + BarredAddress.STAYS
    for sanction in Sanction.objects.filter(Sanction.in_force(now), reader=reader):
        _bar(sanction, reader.email)
        ends = min(sanction.until, goes) if sanction.until else goes
        sanction.addresses.update(goes_at=ends)


def sweep_barred() -> bool:
    """The job: forget addresses whose sanction has ended."""
    now = timezone.now()
    BarredAddress.objects.filter(Q(goes_at__lte=now) | Q(until__lte=now)).delete()
    return False


def _bar(sanction: Sanction, email: str) -> None:
    print_ = BarredAddress.fingerprint_of(email)
    if not sanction.addresses.filter(fingerprint=print_).exists():
        BarredAddress.objects.create(
            fingerprint=print_,
            sanction=sanction,
            kind=sanction.kind,
            reason=sanction.reason,
            until=sanction.until,
        )


def _act_of(sanction: Sanction) -> str:
    return Decision.Act.BAN if sanction.kind == Sanction.Kind.BAN else Decision.Act.SUSPEND


def _log(made: Decision, action: str, *, by: Reader, data: dict[str, object]) -> None:
    about: Comment | Decision = made.comment or made
    log(instance=about, action=action, user=by, data=data)
