"""Webhooks that wait to be sent. The row is the queue: written in the transaction that made it true."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Webhook(models.Model):
    """One event for one address. `waiting` → `sent` or `failed`; while somebody sends it, nobody else may."""

    class Event(models.TextChoices):
        NEW = "comment.new", _("new")
        FLAGGED = "comment.flagged", _("flagged")
        DECIDED = "comment.decided", _("decided")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    name = models.UUIDField(default=uuid4, unique=True)
    event = models.CharField(max_length=20, choices=Event.choices)
    comment = models.ForeignKey("forum.Comment", models.CASCADE, related_name="+", db_index=False)
    #: What became of it then: the rest is looked up when it is sent.
    said = models.JSONField(default=dict)
    url = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField(default=timezone.now)
    #: Until when whoever has taken it may send it.
    taken_until = models.DateTimeField(null=True, blank=True)
    mark = models.CharField(max_length=32, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["not_before", "id"], name="webhook_waiting", condition=Q(state="waiting")),
            models.Index(fields=["done_at"], name="webhook_done", condition=Q(done_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.comment_id} → {self.url}: {self.state}"
