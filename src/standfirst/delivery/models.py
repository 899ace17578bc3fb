"""The database bus: how one process tells all others what to forget, and what has happened."""

from django.db import models


class BusMessage(models.Model):
    """One line on the bus.

    Written inside the transaction that makes it true, so that it is seen exactly when that commits;
    read by every process about ten times a second. Kept for a day, then swept.
    """

    class Kind(models.TextChoices):
        FORGET = "forget"  # payload: names of keys
        WITHDRAW = "withdraw"  # the same, and not even an error brings the old copies back
        REVOKE = "revoke"  # payload: session tags whose passes are dead
        KEYS = "keys"  # no payload: the keys that passes are signed with have changed; read them again
        ANNOUNCE = "announce"  # payload: [topic, number] for the open streams

    kind = models.CharField(max_length=10, choices=Kind.choices)
    payload = models.JSONField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.payload}"


class Beat(models.Model):
    """When a part of the paper last showed that it lives."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
