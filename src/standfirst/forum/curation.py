"""What the paper's people lift out of a thread: its picks, and what stands above all else. On record."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.delivery.bus import forget
from standfirst.readers.models import Reader

from .keys import thread_key
from .models import SHOWN, Comment, Thread

#: What is pinned stands between a reader and everything else.
MOST_PINNED = 3


class CannotLift(ValueError):
    """It cannot be featured or pinned; the message says why, for the moderator."""


@transaction.atomic
def feature(*, comment: Comment, by: Reader) -> bool:
    """Make it one of the paper's picks; says whether that is new. Raises CannotLift for what is off the page."""
    held = _held(comment)
    _must_be_shown(held)
    return _mark(held, "featured_at", wanted=True, action="forum.feature", by=by)


@transaction.atomic
def unfeature(*, comment: Comment, by: Reader) -> bool:
    """It is no pick any more; says whether it was one."""
    return _mark(_held(comment), "featured_at", wanted=False, action="forum.unfeature", by=by)


@transaction.atomic
def pin(*, comment: Comment, by: Reader) -> bool:
    """Put it above all others of its thread; says whether that is new.

    Raises CannotLift for a reply, for what is off the page, and where `MOST_PINNED` stand already.
    """
    Thread.objects.select_for_update().get(pk=comment.thread_id)  # two who pin at once are counted
    held = _held(comment)
    _must_be_shown(held)
    if held.parent_id is not None:
        raise CannotLift(
            _("A reply is read below what it answers: only comments of their own can be pinned.")
        )
    others = Comment.objects.filter(thread=held.thread_id, pinned_at__isnull=False, status=SHOWN)
    if others.exclude(pk=held.pk).count() >= MOST_PINNED:
        raise CannotLift(_("So many comments are pinned here already that no more can be."))
    return _mark(held, "pinned_at", wanted=True, action="forum.pin", by=by)


@transaction.atomic
def unpin(*, comment: Comment, by: Reader) -> bool:
    """It goes back to its place; says whether it was pinned."""
    return _mark(_held(comment), "pinned_at", wanted=False, action="forum.unpin", by=by)


def _held(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _must_be_shown(held: Comment) -> None:
    if not held.is_shown:
        raise CannotLift(_("Only what is on the page can be lifted out."))


def _mark(held: Comment, field: str, *, wanted: bool, action: str, by: Reader) -> bool:
    if (getattr(held, field) is not None) is wanted:
        return False
    setattr(held, field, timezone.now() if wanted else None)
    held.save(update_fields=[field])
    log(instance=held, action=action, user=by)
    forget({thread_key(held.thread_id)})
    return True
