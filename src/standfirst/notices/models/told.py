"""What was told, and the copies that go out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .devices import Subscription


class Told(models.Model):
    """One notice, written in the transaction that made it true. The row is the queue."""

    kind = models.CharField(max_length=40)
    reference = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    fanned_out_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    #: Those who wait take turns: after each step of its fan-out a notice goes to the end of the queue.
    not_before = models.DateTimeField(default=timezone.now)
    #: How far the fan-out has come (`Notice.some_hearers`).
    place = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before", "id"], name="told_waiting", condition=models.Q(fanned_out_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Dispatch(models.Model):
    """One copy of a notice for one hearer by one channel. Unique, so nobody is told twice.

    `waiting` → `claimed` by one conditional UPDATE with a lease → `sent`, `failed`, `skipped`, or `waiting`
    again, not before an instant. A lease that ran out belongs to a worker that died: a sweep takes it back.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("claimed")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("skipped")

    class Rank(models.IntegerChoices):
        """What few hear goes before what very many hear, and of that the urgent first."""

        FEW = 0
        MANY_URGENT = 1
        MANY = 2

    # Each index is paid for by every copy that goes out, so there are no more than questions.
    told = models.ForeignKey(Told, models.CASCADE, related_name="dispatches", db_index=False)
    channel = models.CharField(max_length=20)
    #: Whom it is for, as the channel names it: "reader/7", "device/40".
    hearer = models.CharField(max_length=40)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    subscription = models.ForeignKey(Subscription, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Within the channel: what is slow or away together, such as one push service.
    lane = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(choices=Rank.choices, default=Rank.FEW)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField(default=timezone.now)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    #: What the device itself has reported: that it showed the copy, and that somebody opened it.
    shown_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["told", "channel", "hearer"], name="told_once"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "lane", "rank", "not_before", "id"],
                name="dispatch_in_lane",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["claimed_until"], name="dispatch_claimed", condition=Q(state="claimed")),
            models.Index(
                fields=["told"], name="dispatch_open", condition=Q(state__in=("waiting", "claimed"))
            ),
            models.Index(fields=["reader"], name="dispatch_of_reader", condition=Q(reader__isnull=False)),
            models.Index(fields=["subscription", "done_at"], name="dispatch_cap", condition=Q(state="sent")),
        ]

    def __str__(self) -> str:
        return f"{self.told_id} → {self.hearer} by {self.channel}: {self.state}"
