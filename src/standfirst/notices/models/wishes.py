"""What lies in a reader's inbox, and what a reader wants to hear of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..rules import PUSHES_A_DAY
from ..wishes.rules import Mail
from .told import Told

#: How often a reader is written to, in words.
HOW_OFTEN = [
    (Mail.AT_ONCE.value, _("at once")),
    (Mail.DAILY.value, _("once a day, in the morning")),
    (Mail.WEEKLY.value, _("once a week, on Monday morning")),
    (Mail.NEVER.value, _("never")),
]


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
        indexes = [models.Index(fields=["kind", "reader"], name="wanted_by", condition=Q(wanted=True))]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.kind} by {self.channel}: {self.wanted}"


class Wishes(models.Model):
    """When and how often one reader wants to be told. Who has no row has said nothing: what stands here holds."""

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_wishes")
    #: An IANA name; empty for the zone of the reader's edition.
    time_zone = models.CharField(max_length=64, blank=True)
    #: On the reader's own clock; both or neither.
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    #: To each device, within a day; what is urgent comes on top.
    pushes_a_day = models.PositiveSmallIntegerField(default=PUSHES_A_DAY)
    paused_until = models.DateTimeField(null=True, blank=True)
    #: Everything off; what was chosen stays here for the day when it is on again.
    off = models.BooleanField(default=False)
    mail = models.CharField(
        max_length=10,
        default=Mail.DAILY.value,
        choices=HOW_OFTEN,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_from_and_to",
            ),
        ]

    def __str__(self) -> str:
        return f"wishes of {self.reader_id}"
