"""Notices of illegal content (16): taken from anybody, confirmed, decided, answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.editions.models import Edition
from standfirst.readers.models import Reader

from ..models import Comment, LegalNotice
from ..text import clean
from .deciding import DecidedMeanwhile
from .grounds import LONGEST_WORDS, ReasonMissing
from .letters import answer_notifier, confirm_receipt

#: How long after the decision the notifier's name and address are kept: as long as one may go to court about it.
KEEP_NOTIFIER = timedelta(days=184)
_COMMENT = re.compile(r"-?(?P<number>\d{1,18})/comments(?:/(?P<pk>\d{1,18}))?")
_ANCHOR = re.compile(r"comment-(?P<pk>\d{1,18})")


@dataclass(frozen=True, slots=True)
class Notifier:
    """Who sends a notice; all may be empty for crimes against children (16(2)(c))."""

    name: str = ""
    email: str = ""
    reader: Reader | None = None
    edition: Edition | None = None


def is_ours(address: str) -> bool:
    """Is it an address of this paper, whole or without the host? Pure but for the paper's own name."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    own = urlsplit(settings.CONFIGURATION.url).netloc
    if not parts.scheme and not parts.netloc:
        return parts.path.startswith("/") and len(parts.path) > 1
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == own.lower()


def comment_at(address: str) -> Comment | None:
    """The comment that an address names: its permalink, or a thread's with `#comment-40`."""
    parts = urlsplit(address.strip())
    found = _COMMENT.search(parts.path)
    anchor = _ANCHOR.fullmatch(parts.fragment)
    if found is None:
        return None
    pk = (anchor and anchor["pk"]) or found["pk"]
    return Comment.objects.filter(pk=int(pk), thread=int(found["number"])).first() if pk else None


@transaction.atomic
def receive(
    *, category: str, address: str, explanation: str, notifier: Notifier, confirm: bool = True
) -> LegalNotice:
    """Keep a notice, and confirm it by mail where there is an address. The form has checked what it says."""
    made = LegalNotice.objects.create(
        category=category,
        address=address.strip()[:500],
        comment=comment_at(address),
        explanation=clean(explanation)[:5000],
        name=notifier.name.strip()[:120],
        email=notifier.email.strip(),
        reader=notifier.reader,
        edition=notifier.edition,
    )
    log(instance=made, action="forum.legal_notice", user=notifier.reader, data={"category": category})
    if confirm:
        confirm_receipt(made)
    return made


@transaction.atomic
def answer(*, notice: LegalNotice, by: Reader, removed: bool, words: str) -> LegalNotice:
    """Decide a notice that names no comment: what it names is dealt with where it is made; here is what was done.

    Raises ReasonMissing, and DecidedMeanwhile.
    """
    if not words.strip():
        raise ReasonMissing
    held = LegalNotice.objects.select_for_update().get(pk=notice.pk)
    if held.decided_at is not None:
        raise DecidedMeanwhile.by(held.decision)
    held.by, held.decided_at, held.removed = by, timezone.now(), removed
    held.answer = words.strip()[:LONGEST_WORDS]
    held.save(update_fields=["by", "decided_at", "removed", "answer"])
    log(
        instance=held,
        action="forum.legal_notice_decided",
        user=by,
        data={"removed": removed, "why": held.answer},
    )
    answer_notifier(held)
    return held


def forget_notifiers() -> bool:
    """The job: who sent a notice is forgotten half a year after it was decided."""
    old = LegalNotice.objects.filter(decided_at__lt=timezone.now() - KEEP_NOTIFIER)
    old.exclude(name="", email="").update(name="", email="")
    return False
