"""What was told, the copies that go out, whom they reach and how; and the mail that waits to be sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

#: Longer endpoints than any push service hands out are refused.
LONGEST_ENDPOINT = 1000


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


class Alert(models.Model):
    """Breaking news that an editor tells the subscribers of some editions."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")

    article = models.ForeignKey(Article, models.CASCADE, related_name="alerts", verbose_name=_("article"))
    editions = models.ManyToManyField(Edition, related_name="+", verbose_name=_("editions"))
    text = models.CharField(_("text"), max_length=180)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    started_at = models.DateTimeField(_("sent off"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    told = models.OneToOneField(Told, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        permissions = [("send_alerts", _("Can send alerts"))]
        constraints = [models.UniqueConstraint(fields=["article", "text"], name="alert_once")]

    def __str__(self) -> str:
        return self.text


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

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"], name="mail_waiting", condition=models.Q(sent_at=None, failed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
