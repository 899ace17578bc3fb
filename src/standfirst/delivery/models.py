"""The database bus: how one process tells all others what to forget, and what has happened."""

from django.db import models


class BusMessage(models.Model):
    """One line on the bus.

    Written inside the transaction that makes it true, so that it is seen exactly when that commits;
    read by every process about ten times a second. Kept for a day, then swept.
    """

    class Kind(models.TextChoices):
        FORGET = "forget"  # payload: names of keys
        REVOKE = "revoke"  # payload: session tags whose passes are dead
        ANNOUNCE = "announce"  # payload: [topic, number] for the open streams

    kind = models.CharField(max_length=10, choices=Kind.choices)
    payload = models.JSONField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.payload}"
