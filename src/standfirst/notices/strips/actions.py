"""Verbs of the breaking strip. On record in Wagtail's log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.delivery.bus import forget_and_announce
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from ..alerts.checks import CannotAlert, check_story, check_words
from ..models import Strip
from .keys import strip_key

SET, ENDED = "notices.set_strip", "notices.end_strip"
LONGEST_TEXT = 120
#: Hours after which it ends by itself: what is breaking does not break for days.
MOST_HOURS = 48


@transaction.atomic
def set_strip(
    *, article: Article, text: str, editions: Sequence[Edition], hours: int, by: AbstractBaseUser
) -> list[Strip]:
    """Put the line on every page of these editions, in the place of what stands there.

    Raises CannotAlert for a story that readers of one of them could not open, and for no words or too many.
    """
    text = check_words(text)
    if len(text) > LONGEST_TEXT:
        raise CannotAlert(_("The text is longer than %(most)s characters.") % {"most": LONGEST_TEXT})
    if not editions or not 1 <= hours <= MOST_HOURS:
        raise CannotAlert(
            _("A strip needs an edition, and an end in 1 to %(most)s hours.") % {"most": MOST_HOURS}
        )
    check_story(article, editions)
    now = timezone.now()
    made = []
    for edition in sorted(editions, key=lambda edition: edition.pk):
        Edition.objects.select_for_update().get(pk=edition.pk)  # two editors, one place
        Strip.objects.filter(edition=edition, ended_at=None).update(ended_at=now)
        until = now + timedelta(hours=hours)
        strip = Strip(edition=edition, article=article, text=text, by_id=by.pk, ends_at=until)
        strip.save()
        made.append(strip)
        _tell(strip.edition, strip.pk)
    data = {"text": text, "editions": [edition.slug for edition in editions], "hours": hours}
    log(instance=article, action=SET, user=by, data=data)
    return made


@transaction.atomic
def end_strip(*, strip: Strip, by: AbstractBaseUser | None, why: str = "") -> bool:
    """Take it off. False when it is over already."""
    now = timezone.now()
    if not Strip.objects.filter(pk=strip.pk, ended_at=None).update(ended_at=now):
        return False
    _tell(strip.edition, 0)
    data = {"text": strip.text, "editions": [strip.edition.slug], "why": why}
    log(instance=strip.article, action=ENDED, user=by, data=data)
    return True


def end_for(numbers: Iterable[int], *, why: str) -> None:
    """End the strips that lead to these stories."""
    for strip in Strip.objects.filter(article__in=list(numbers), ended_at=None).select_related(
        "edition", "article"
    ):
        end_strip(strip=strip, by=None, why=why)


def _tell(edition: Edition, number: int) -> None:
    forget_and_announce({strip_key(edition)}, strip_key(edition), number)
