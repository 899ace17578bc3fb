"""Questions about alerts: whom one would reach, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from standfirst.editions.models import Edition

from ..models import Alert, Dispatch
from ..queries import alert_hearers

State = Dispatch.State
MOST_REASONS = 12
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Reach:
    """About how many devices an alert would be told to in an edition, if it went out now."""

    edition: Edition
    devices: int


def reach_of(alert: Alert) -> list[Reach]:
    """By edition: one count over an index for each."""
    editions = list(alert.editions.all())
    if alert.corrects is not None:
        got = dict(_got(alert.corrects))
        return [Reach(edition, got.get(edition.pk, 0)) for edition in editions]
    topics = [topic.pk for topic in alert.topics.all()]
    return [Reach(edition, alert_hearers(edition, topics).count()) for edition in editions]


def _got(first: Alert) -> Iterable[tuple[int, int]]:
    sent = Dispatch.objects.filter(
        told__alert_round__alert=first, state=State.SENT, subscription__isnull=False
    )
    return sent.values_list("told__alert_round__edition").annotate(Count("pk"))


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an alert, in copies. `failed` and `skipped` say why, the most frequent first."""

    sent: int
    #: What the devices themselves have reported; not all of them do.
    shown: int
    opened: int
    waiting: int
    failed: list[tuple[str, int]]
    skipped: list[tuple[str, int]]
    #: Of those sent: the devices that are gone since, or have switched alerts off.
    unsubscribed: int

    @property
    def total(self) -> int:
        return self.sent + self.waiting + sum(number for _why, number in self.failed + self.skipped)

    @property
    def done(self) -> int:
        return self.total - self.waiting


def result_of(alert: Alert) -> Result:
    """Three questions, however many copies there are."""
    copies = Dispatch.objects.filter(told__alert_round__alert=alert)
    by_state: dict[str, list[tuple[str, int]]] = {}
    counted = copies.values_list("state", "outcome").annotate(number=Count("pk")).order_by("-number")
    for state, why, number in counted:
        by_state.setdefault(state, []).append((why, number))
    left = Q(subscription=None) | Q(subscription__alerts=False)
    reported = copies.aggregate(shown=Count("shown_at"), opened=Count("opened_at"))
    return Result(
        sent=_sum(by_state, State.SENT),
        shown=reported["shown"],
        opened=reported["opened"],
        waiting=_sum(by_state, State.WAITING) + _sum(by_state, State.CLAIMED),
        failed=by_state.get(State.FAILED, [])[:MOST_REASONS],
        skipped=by_state.get(State.SKIPPED, [])[:MOST_REASONS],
        unsubscribed=copies.filter(left, state=State.SENT).count(),
    )


def _sum(by_state: dict[str, list[tuple[str, int]]], state: State) -> int:
    return sum(number for _why, number in by_state.get(state, []))


def waiting_alerts() -> QuerySet[Alert]:
    """Those that somebody has to look at, or whose time has not come, the newest first."""
    return _listed().filter(state__in=(Alert.State.DRAFT, Alert.State.APPROVED)).order_by("-made_at")


def past_alerts() -> QuerySet[Alert]:
    """Those that went out or are going, with `reached`, the newest first."""
    sent = Count("rounds__told__dispatches", filter=Q(rounds__told__dispatches__state=State.SENT))
    gone = _listed().exclude(state__in=(Alert.State.DRAFT, Alert.State.APPROVED))
    return gone.order_by("-started_at", "-pk").annotate(reached=sent)


def _listed() -> QuerySet[Alert]:
    return Alert.objects.select_related("article", "by", "approved_by").prefetch_related("editions")


def story_has_changed(alert: Alert) -> bool:
    """Was the story published anew since these words were written?"""
    return alert.revision != alert.article.live_revision_id
