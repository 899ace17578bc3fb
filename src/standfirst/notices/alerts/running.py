"""What the worker does with alerts that are approved: start each at its time, and say when all of it is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as record

from standfirst.kit.statements import prepared

from ..actions import tell
from ..models import Alert, AlertRound, Dispatch
from ..stories import AlertNotice
from .checks import CannotAlert, check_story, is_settled
from .phases import Act, before

STOPPED_ITSELF = "notices.alert_stopped_itself"
OPEN = (Dispatch.State.WAITING, Dispatch.State.CLAIMED)
#: Copies looked at to see that an alert is still on its way; only where there are more is each alert asked about.
GLANCE = 5000


def run_alerts() -> bool:
    """The job: what is due is started, what is over is called so. Says False always: it looks again in a second."""
    if not _some_open():
        return False
    now = timezone.now()
    due = AlertRound.objects.filter(started_at=None, due_at__lte=now, alert__state__in=before(Act.START))
    start_rounds(due.order_by("due_at", "pk"), now=now)
    finish(now=now)
    return False


@prepared
def _some_open() -> QuerySet[Alert, int]:
    """Asked every second, and nearly always there is none."""
    return Alert.objects.filter(state__in=before(Act.START)).values_list("pk", flat=True)[:1]


def start_rounds(rounds: QuerySet[AlertRound], *, now: datetime) -> None:
    for one in rounds.filter(due_at__lte=now).select_related("alert__article", "alert__corrects", "edition"):
        try:
            _start(one, now)
        except CannotAlert as error:
            stop_by_itself(one.alert, why=str(error))


@transaction.atomic
def _start(one: AlertRound, now: datetime) -> None:
    """Tell it in this edition: whoever asks, and however often, once."""
    alert = one.alert
    if now - one.due_at > AlertNotice.lives:
        raise CannotAlert(_("Its time went by while nothing could be sent."))
    check_story(alert.article, [one.edition])
    if alert.corrects is not None and not is_settled(alert.corrects):
        return  # the next second knows more
    startable = Alert.objects.filter(pk=alert.pk, state__in=before(Act.START))
    if not startable.update(state=Alert.State.SENDING, started_at=Coalesce("started_at", now)):
        return
    if AlertRound.objects.filter(pk=one.pk, started_at=None).update(started_at=now):
        told = tell(AlertNotice(alert, one.edition))
        AlertRound.objects.filter(pk=one.pk).update(told=told)


@transaction.atomic
def stop_by_itself(alert: Alert, *, why: str) -> None:
    """Readers could not open its story any more. On record, in nobody's name."""
    stoppable = Alert.objects.filter(pk=alert.pk, state__in=before(Act.STOP))
    if stoppable.update(state=Alert.State.STOPPED, why_stopped=why[:200], ended_at=timezone.now()):
        data = {"alert": alert.pk, "text": alert.text, "why": why}
        record(instance=alert.article, action=STOPPED_ITSELF, user=None, data=data)


def finish(*, now: datetime) -> None:
    """Call those sent whose every round has begun and whose every copy is done."""
    sending = Alert.objects.filter(state__in=before(Act.FINISH)).exclude(rounds__started_at=None)
    over = [alert.pk for alert in sending if not _is_on_its_way(alert)]
    if over:
        done = Alert.objects.filter(pk__in=over, state__in=before(Act.FINISH))
        done.update(state=Alert.State.SENT, ended_at=now)


def _is_on_its_way(alert: Alert) -> bool:
    rounds = alert.rounds.exclude(told=None)
    if rounds.filter(told__fanned_out_at=None).exists():
        return True
    tolds = set(rounds.values_list("told", flat=True))
    at_once = list(_open().values_list("told", flat=True)[:GLANCE])
    if not tolds.isdisjoint(at_once):
        return True
    return len(at_once) == GLANCE and _open().filter(told__in=tolds).exists()


def _open() -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(state__in=OPEN)


def stop_for(numbers: Iterable[int], *, why: str) -> None:
    """Stop all alerts of these stories that are approved or on their way."""
    for alert in Alert.objects.filter(article__in=list(numbers), state__in=before(Act.STOP)).select_related(
        "article"
    ):
        stop_by_itself(alert, why=why)
