"""Addresses from which mail came back."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Returned(models.Model):
    """That mail to an address came back, and how often. The address itself is not here: only a keyed fingerprint, by
    which it is known again when somebody is to be written to.

    While `closed_at` is set, no letter goes there; what somebody asks for (a code to sign in) still does.
    """

    fingerprint = models.CharField(max_length=40, unique=True)
    #: How often in a row it came back for now: the box was full, the server was away.
    times = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    #: The server's code alone, such as "550 5.1.1": its words may name somebody.
    code = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.fingerprint[:8]}…: {'closed' if self.closed_at else self.times}"
