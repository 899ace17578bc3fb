"""What lies in a reader's inbox, and what a reader wants to hear of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .told import Told


class InboxItem(models.Model):
    """That a notice lies in a reader's inbox, and whether it was read. Its words are made anew when it is shown,
    so that a comment which was taken down is not quoted for ever."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox")
    told = models.ForeignKey(Told, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "told"], name="in_the_inbox_once")]
        indexes = [models.Index(fields=["reader"], name="inbox_unread", condition=Q(read_at=None))]

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.told_id}"


class Preference(models.Model):
    """What a reader has said about a kind of notice by a channel; where nothing is said, defaults hold."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    wanted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "kind", "channel"], name="said_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.kind} by {self.channel}: {self.wanted}"
