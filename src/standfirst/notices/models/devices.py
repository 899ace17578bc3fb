"""Browsers that asked to be pushed to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from standfirst.editions.models import Edition

#: Longer endpoints than any push service hands out are refused.
LONGEST_ENDPOINT = 1000


class Subscription(models.Model):
    """One browser on one device that asked to be pushed to: a reader's, or a stranger's.

    The endpoint is a secret of that browser's; whoever knows it and `auth` may change or end it.
    """

    endpoint = models.CharField(max_length=LONGEST_ENDPOINT, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="devices"
    )
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    alerts = models.BooleanField(default=True)
    device = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_delivered_at = models.DateTimeField(null=True, blank=True)
    #: A keyed hash of the network it was made from, for the limit a day; emptied after that day.
    network = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["edition", "id"], name="alert_hearers", condition=Q(alerts=True)),
            models.Index(
                fields=["network", "created_at"], name="devices_of_network", condition=~Q(network="")
            ),
        ]

    def __str__(self) -> str:
        return self.device or f"device {self.pk}"
