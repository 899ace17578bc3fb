"""Questions about alerts: whom one would reach, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from standfirst.editions.models import Edition

from ..models import Alert, Dispatch
from ..queries import alert_hearers
from ..wishes.rules import INBOX, MAIL, PUSH
from .hearers import got, ticked_by

State = Dispatch.State
MOST_REASONS = 12
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Reach:
    """About how many would be told an alert in an edition, if it went out now: devices, and readers who ticked it."""

    edition: Edition
    devices: int
    inboxes: int
    letters: int

    @classmethod
    def by_channel(cls, edition: Edition, copies: Mapping[str, int]) -> Reach:
        return cls(edition, copies.get(PUSH, 0), copies.get(INBOX, 0), copies.get(MAIL, 0))


def reach_of(alert: Alert) -> list[Reach]:
    """By edition: two counts over an index for each."""
    editions = list(alert.editions.all())
    if alert.corrects is not None:
        copies = _got_in_editions(alert.corrects)
        return [Reach.by_channel(edition, copies[edition.pk]) for edition in editions]
    topics = [topic.pk for topic in alert.topics.all()]
    return [_reach_in(edition, topics) for edition in editions]


def _reach_in(edition: Edition, topics: list[int]) -> Reach:
    ticks = dict(ticked_by(edition, topics).values_list("channel").annotate(Count("pk")))
    return Reach.by_channel(edition, {**ticks, PUSH: alert_hearers(edition, topics).count()})


def _got_in_editions(first: Alert) -> Mapping[int, Mapping[str, int]]:
    counted = got(first).values_list("told__alert_round__edition", "channel").annotate(Count("pk"))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for edition, channel, number in counted:
        found[edition][channel] = number
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an alert, in copies: sent to devices, into inboxes and by e-mail. `failed` and `skipped` say why,
    the most frequent first."""

    devices: int
    inboxes: int
    letters: int
    #: What the devices themselves have reported; not all of them do.
    shown: int
    opened: int
    waiting: int
    failed: list[tuple[str, int]]
    skipped: list[tuple[str, int]]
    #: Of the devices: those that are gone since, or have switched alerts off.
    unsubscribed: int

    @property
    def sent(self) -> int:
        return self.devices + self.inboxes + self.letters

    @property
    def total(self) -> int:
        return self.sent + self.waiting + sum(number for _why, number in self.failed + self.skipped)

    @property
    def done(self) -> int:
        return self.total - self.waiting


def result_of(alert: Alert) -> Result:
    """Three questions, however many copies there are."""
    copies = Dispatch.objects.filter(told__alert_round__alert=alert)
    sent: Counter[str] = Counter()
    by_state: dict[str, Counter[str]] = defaultdict(Counter)
    counted = copies.values_list("channel", "state", "outcome").annotate(number=Count("pk"))
    for channel, state, why, number in counted:
        by_state[state][why] += number
        if state == State.SENT:
            sent[channel] += number
    left = Q(subscription=None) | Q(subscription__alerts=False)
    reported = copies.aggregate(shown=Count("shown_at"), opened=Count("opened_at"))
    return Result(
        devices=sent[PUSH],
        inboxes=sent[INBOX],
        letters=sent[MAIL],
        shown=reported["shown"],
        opened=reported["opened"],
        waiting=by_state[State.WAITING].total() + by_state[State.CLAIMED].total(),
        failed=by_state[State.FAILED].most_common(MOST_REASONS),
        skipped=by_state[State.SKIPPED].most_common(MOST_REASONS),
        unsubscribed=copies.filter(left, channel=PUSH, state=State.SENT).count(),
    )


def waiting_alerts() -> QuerySet[Alert]:
    """Those that somebody has to look at, or whose time has not come, the newest first."""
    return _listed().filter(state__in=(Alert.State.DRAFT, Alert.State.APPROVED)).order_by("-made_at")


def past_alerts() -> QuerySet[Alert]:
    """Those that went out or are going, with how many were reached (`devices`, `inboxes`, `letters`), the newest
    first."""
    gone = _listed().exclude(state__in=(Alert.State.DRAFT, Alert.State.APPROVED))
    return gone.order_by("-started_at", "-pk").annotate(
        devices=_sent_by(PUSH), inboxes=_sent_by(INBOX), letters=_sent_by(MAIL)
    )


def _sent_by(channel: str) -> Count:
    copies = "rounds__told__dispatches"
    return Count(copies, filter=Q(**{f"{copies}__state": State.SENT, f"{copies}__channel": channel}))


def _listed() -> QuerySet[Alert]:
    return Alert.objects.select_related("article", "by", "approved_by").prefetch_related("editions")


def story_has_changed(alert: Alert) -> bool:
    """Was the story published anew since these words were written?"""
    return alert.revision != alert.article.live_revision_id
