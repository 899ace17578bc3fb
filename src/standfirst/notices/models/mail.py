"""Mail that waits to be sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class QueuedMail(models.Model):
    """One e-mail, written in the request's transaction and sent by the worker, so that a slow mail server slows no
    page and an answer takes equally long whether or not a mail goes out."""

    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    #: The whole message (RFC 5322), as bytes.
    message = models.BinaryField()
    queued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    #: One of many that say the same: it waits for all that is not, and leaves nothing behind when it is sent.
    is_bulk = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["is_bulk", "not_before"],
                name="mail_in_turn",
                condition=models.Q(sent_at=None, failed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
