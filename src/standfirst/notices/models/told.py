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
    not_before = models.DateTimeField(default=timezone.now)

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

    told = models.ForeignKey(Told, models.CASCADE, related_name="dispatches")
    channel = models.CharField(max_length=20)
    #: Whom it is for, as the channel names it: "reader/7", "device/40".
    hearer = models.CharField(max_length=40)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    subscription = models.ForeignKey(Subscription, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField(default=timezone.now)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["told", "channel", "hearer"], name="told_once"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "not_before", "id"], name="dispatch_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["claimed_until"], name="dispatch_claimed", condition=Q(state="claimed")),
            models.Index(fields=["claim"], name="dispatch_claim", condition=~Q(claim="")),
            models.Index(fields=["subscription", "done_at"], name="dispatch_cap", condition=Q(state="sent")),
        ]

    def __str__(self) -> str:
        return f"{self.told_id} → {self.hearer} by {self.channel}: {self.state}"
