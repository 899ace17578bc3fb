"""Verbs of editors and moderators about whole threads: set their rules, close one, open it again. All on record."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.delivery.bus import withdraw
from standfirst.editions.models import Edition
from standfirst.editions.queries import KEY as EVERYTHING
from standfirst.newsroom.stories.keys import article_key
from standfirst.newsroom.stories.models import Article, Section
from standfirst.readers.models import Reader

from ..keys import COUNTS, thread_key
from ..models import Thread
from .models import StatedPolicy

POLICY_SET, CLOSED, OPENED = "forum.policy", "forum.close", "forum.open"
Scope = Edition | Section | Article
#: What can be said, in the order of the form.
PARTS = (
    "visibility", "premoderation", "sometimes", "hours_from", "hours_to", "weekends", "closes_after", "lock",
    "strangers",
)  # fmt: skip
LONGEST_REASON = 300


def stated_by(scope: Scope) -> StatedPolicy:
    """What it says itself; an empty one, not kept yet, where it says nothing."""
    field = type(scope).__name__.lower()
    return StatedPolicy.objects.filter(**{field: scope.pk}).first() or StatedPolicy(**{field: scope})


@transaction.atomic
def set_policy(*, scope: Scope, by: Reader, said: dict[str, Any]) -> StatedPolicy:
    """Say these parts (of `PARTS`) and leave the others; every process knows at once.

    Raises ValidationError, in words, and then nothing has changed.
    """
    stated = stated_by(scope)
    before = {part: getattr(stated, part) for part in PARTS}
    for part, value in said.items():
        if part not in PARTS:
            raise ValueError(f"there is no part “{part}”")
        setattr(stated, part, value)
    stated.full_clean()
    changed = [part for part in PARTS if getattr(stated, part) != before[part]]
    if not changed:
        return stated
    stated.save()
    for part in changed:
        data = {"what": part, "before": _plain(before[part]), "after": _plain(getattr(stated, part))}
        log(instance=scope, action=POLICY_SET, user=by, data=data)
    withdraw(_shown_by(scope))
    return stated


def _plain(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, time) else value


def _shown_by(scope: Scope) -> set[str]:
    """Whatever may show a thread that this is about."""
    match scope:
        case Article():
            return {article_key(scope.number), thread_key(scope.number), COUNTS}
        case _:
            return {EVERYTHING}  # also readers' own pages, which name no section


@transaction.atomic
def close_thread(*, story: Article, by: Reader, reason: str) -> None:
    """Nobody writes here any more until it is opened again. Raises ValueError without a reason."""
    _set_closed(story, by, reason, close=True)


@transaction.atomic
def reopen_thread(*, story: Article, by: Reader, reason: str) -> None:
    """Take back what `close_thread` did. Raises ValueError without a reason."""
    _set_closed(story, by, reason, close=False)


def _set_closed(story: Article, by: Reader, reason: str, *, close: bool) -> None:
    if not reason.strip():
        raise ValueError("closing and opening a thread needs a reason")
    Thread.objects.get_or_create(article=story)
    moved = Thread.objects.filter(pk=story.pk, closed_at__isnull=close)
    if not moved.update(closed_at=timezone.now() if close else None):
        return  # somebody was faster
    action = CLOSED if close else OPENED
    log(instance=story, action=action, user=by, data={"why": reason.strip()[:LONGEST_REASON]})
    withdraw({thread_key(story.number)})
