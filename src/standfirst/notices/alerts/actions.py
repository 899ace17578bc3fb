"""Verbs of alerts: what an editor tells as breaking news. On record in Wagtail's log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, Topic

from ..models import Alert, AlertRound
from .checks import CannotAlert, LookAgain, check_corrected, check_story, check_words, due_times
from .phases import Act, before, may_approve
from .running import start_rounds
from .words import sameness

WROTE, CHANGED, SENT = "notices.write_alert", "notices.change_alert", "notices.send_alert"
STOPPED, DISCARDED = "notices.stop_alert", "notices.discard_alert"


@dataclass(frozen=True, slots=True)
class Plan:
    """To whom, how urgently, and when: as soon as it is approved, or at a time on each edition's clocks.

    With topics only those hear it who follow one of them. What corrects another alert goes to those who got that.
    """

    editions: Sequence[Edition] = ()
    topics: Sequence[Topic] = ()
    urgency: str = Alert.Urgency.HIGH
    day: date | None = None
    clock: time | None = None
    corrects: Alert | None = None


@transaction.atomic
def write_alert(*, article: Article, text: str, plan: Plan, by: AbstractBaseUser) -> Alert:
    """A draft. Raises CannotAlert: the story must be there to read, and is told in the same words once.

    Who writes the same words again changes the draft that is there.
    """
    text, plan = _checked(article, text, plan)
    known = Alert.objects.filter(article=article, sameness=sameness(text)).first()
    if known is not None:
        if known.state != Alert.State.DRAFT:
            raise CannotAlert(_("This alert was sent already. What is new needs new words."))
        return change_alert(alert=known, text=text, plan=plan, by=by, seen=known.version)
    alert = Alert(article=article, corrects=plan.corrects, **_columns(article, text, plan, by))
    try:
        with transaction.atomic():
            alert.save()
    except IntegrityError as error:  # written by two at the same time
        raise LookAgain from error
    _set_sets(alert, plan)
    _record(WROTE, alert, by)
    return alert


@transaction.atomic
def change_alert(*, alert: Alert, text: str, plan: Plan, by: AbstractBaseUser, seen: int) -> Alert:
    """Other words, or another plan; an approval goes with the old ones.

    Raises LookAgain when it is no longer the version that was `seen`, and CannotAlert when it is on its way.
    """
    text, plan = _checked(alert.article, text, replace(plan, corrects=alert.corrects))
    if Alert.objects.filter(article=alert.article, sameness=sameness(text)).exclude(pk=alert.pk).exists():
        raise CannotAlert(_("There is another alert in these words already."))
    changing = Alert.objects.filter(pk=alert.pk, version=seen, state__in=before(Act.CHANGE))
    columns = _columns(alert.article, text, plan, by)
    changed = changing.update(
        **columns, version=F("version") + 1, state=Alert.State.DRAFT, approved_by=None, approved_at=None
    )
    alert.refresh_from_db()
    if not changed:
        raise LookAgain
    AlertRound.objects.filter(alert=alert).delete()
    _set_sets(alert, plan)
    _record(CHANGED, alert, by)
    return alert


@transaction.atomic
def send_alert(*, alert: Alert, by: AbstractBaseUser, seen: int | None = None) -> bool:
    """Approve it, and send it off at its time: once. False when it was sent off already, however often and from
    wherever it is asked.

    Raises LookAgain when it is not the version that was `seen`; CannotAlert when whoever wrote it may not approve
    it, when its time went by, or when readers could not open its story.
    """
    alert = Alert.objects.select_for_update().select_related("article").get(pk=alert.pk)
    if alert.state != Alert.State.DRAFT:
        return False
    if seen is not None and seen != alert.version:
        raise LookAgain
    editions = list(alert.editions.all())
    check_story(alert.article, editions)
    if not may_approve(writer=alert.by_id, approver=by.pk, needs_second=needs_second(editions)):
        raise CannotAlert(_("You wrote it, so somebody else must approve it."))
    now = timezone.now()
    due = due_times(alert, editions, now)
    drafts = Alert.objects.filter(pk=alert.pk, state=Alert.State.DRAFT, version=alert.version)
    if not drafts.update(state=Alert.State.APPROVED, approved_by=by, approved_at=now):
        return False
    AlertRound.objects.bulk_create(
        AlertRound(alert=alert, edition=edition, due_at=instant) for edition, instant in due.items()
    )
    _record(SENT, alert, by, due={edition.slug: str(instant) for edition, instant in due.items()})
    start_rounds(alert.rounds.all(), now=now)
    return True


@transaction.atomic
def stop_alert(*, alert: Alert, by: AbstractBaseUser | None, why: str = "") -> bool:
    """Tell nobody more: copies that no worker has in its hands stay unsent. False when there is nothing to stop."""
    stoppable = Alert.objects.filter(pk=alert.pk, state__in=before(Act.STOP))
    why = why.strip()[:200]
    if not stoppable.update(
        state=Alert.State.STOPPED, stopped_by=by, why_stopped=why, ended_at=timezone.now()
    ):
        return False
    _record(STOPPED, alert, by, why=why)
    return True


@transaction.atomic
def discard_alert(*, alert: Alert, by: AbstractBaseUser) -> bool:
    """Drop a draft. False when it is none: what was sent stays on record."""
    text = {"alert": alert.pk, "text": alert.text}
    if not Alert.objects.filter(pk=alert.pk, state=Alert.State.DRAFT).delete()[0]:
        return False
    log(instance=alert.article, action=DISCARDED, user=by, data=text)
    return True


def needs_second(editions: Sequence[Edition]) -> bool:
    """Does one of these editions want a second person's approval?"""
    return any(edition.alerts_by_two for edition in editions)


def _checked(article: Article, text: str, plan: Plan) -> tuple[str, Plan]:
    text = check_words(text)
    if plan.corrects is not None:
        check_corrected(plan.corrects)
        told = Edition.objects.filter(pk__in=plan.corrects.rounds.exclude(told=None).values("edition"))
        plan = replace(plan, editions=list(told), topics=(), day=None, clock=None)
    if not plan.editions:
        raise CannotAlert(_("An alert needs a text and at least one edition."))
    check_story(article, plan.editions)
    when = Alert(day=plan.day, clock=plan.clock)
    if (plan.day is None) != (plan.clock is None):
        raise CannotAlert(_("A time needs a day, and a day a time."))
    due_times(when, plan.editions, timezone.now())
    return text, plan


def _columns(article: Article, text: str, plan: Plan, by: AbstractBaseUser) -> dict[str, Any]:
    revision = Article.objects.filter(pk=article.pk).values_list("live_revision", flat=True).first()
    return {
        "text": text,
        "sameness": sameness(text),
        "urgency": plan.urgency,
        "day": plan.day,
        "clock": plan.clock,
        "revision": revision,
        "by": by,
    }


def _set_sets(alert: Alert, plan: Plan) -> None:
    alert.editions.set(plan.editions)
    alert.topics.set(plan.topics)


def _record(act: str, alert: Alert, by: AbstractBaseUser | None, **more: str | Mapping[str, str]) -> None:
    data = {
        "alert": alert.pk,
        "text": alert.text,
        "editions": [edition.slug for edition in alert.editions.all()],
        "topics": [topic.name for topic in alert.topics.all()],
        "urgency": alert.urgency,
        **({"corrects": alert.corrects_id} if alert.corrects_id else {}),
        **more,
    }
    log(instance=alert.article, action=act, user=by, data=data)
