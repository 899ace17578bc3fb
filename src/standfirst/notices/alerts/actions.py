"""Verbs of alerts: what an editor tells as breaking news. On record in Wagtail's log."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from ..actions import tell
from ..models import Alert
from ..stories import AlertNotice

SENT_ACTION = "notices.send_alert"
PERMISSION = "notices.send_alerts"


class CannotAlert(ValueError):
    """Why not, in words for the editor."""


@transaction.atomic
def write_alert(*, article: Article, text: str, editions: Iterable[Edition], by: AbstractBaseUser) -> Alert:
    """A draft. Raises CannotAlert: the story must be live, there must be an edition, and a story is told in the same
    words once."""
    text = " ".join(text.split())
    chosen = list(editions)
    if not article.live:
        raise CannotAlert(_("The story is not published, so nobody could open it."))
    if not chosen or not text:
        raise CannotAlert(_("An alert needs a text and at least one edition."))
    draft = Alert.objects.filter(article=article, text=text).first()
    if draft is not None and draft.state != Alert.State.DRAFT:
        raise CannotAlert(_("This alert was sent already. What is new needs new words."))
    if draft is None:
        draft = _made(article, text, by)
    draft.editions.set(chosen)
    return draft


def _made(article: Article, text: str, by: AbstractBaseUser) -> Alert:
    try:
        with transaction.atomic():
            return Alert.objects.create(article=article, text=text, by=by)  # type: ignore[misc]
    except IntegrityError:  # written twice at the same time
        return Alert.objects.get(article=article, text=text)


@transaction.atomic
def send_alert(*, alert: Alert, by: AbstractBaseUser) -> bool:
    """Send it off, once: False when it was sent off already, however often and from wherever it is asked.

    Raises CannotAlert when the story is not live any more.
    """
    if not Article.objects.filter(pk=alert.article_id, live=True).exists():
        raise CannotAlert(_("The story is not published any more."))
    drafts = Alert.objects.filter(pk=alert.pk, state=Alert.State.DRAFT)
    if not drafts.update(state=Alert.State.SENDING, started_at=timezone.now(), by=by):
        return False
    told = tell(AlertNotice(alert))
    Alert.objects.filter(pk=alert.pk).update(told=told)
    data = {
        "alert": alert.pk,
        "text": alert.text,
        "editions": [edition.slug for edition in alert.editions.all()],
    }
    log(instance=alert.article, action=SENT_ACTION, user=by, data=data)
    return True


def discard_alert(*, alert: Alert) -> bool:
    """Drop a draft. False when it is none: what was sent stays on record."""
    return bool(Alert.objects.filter(pk=alert.pk, state=Alert.State.DRAFT).delete()[0])
