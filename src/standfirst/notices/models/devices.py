"""Browsers that asked to be pushed to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Topic

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
    #: Alerts that concern everybody in the edition; those about a topic are for whoever chose one of its topics.
    alerts = models.BooleanField(default=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    device = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_delivered_at = models.DateTimeField(null=True, blank=True)
    #: A keyed hash of the session that bound it to its reader: where that session is ended, the binding ends.
    session = models.CharField(max_length=64, blank=True)
    #: A keyed hash of the network it was made from, for the limit a day; emptied after that day.
    network = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["edition", "id"], name="alert_hearers", condition=Q(alerts=True)),
            models.Index(
                fields=["network", "created_at"], name="devices_of_network", condition=~Q(network="")
            ),
            models.Index(fields=["session"], name="devices_of_session", condition=~Q(session="")),
        ]

    def __str__(self) -> str:
        return self.device or f"device {self.pk}"


class RemovedDevice(models.Model):
    """That a subscription was ended from elsewhere, by a hash of its endpoint: so that the browser itself, which does
    not know of it yet, ends it too when it next asks, instead of mending it."""

    endpoint = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"removed {self.endpoint[:8]}"
