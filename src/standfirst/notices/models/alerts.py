"""Breaking news."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, Topic

from .told import Told


class Alert(models.Model):
    """Breaking news that an editor tells the subscribers of some editions. What may become of it when:
    `notices/alerts/phases.py`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        STOPPED = "stopped", _("stopped")

    class Urgency(models.TextChoices):
        HIGH = "high", _("high: now, also in quiet hours and beyond what a reader gets in a day")
        NORMAL = "normal", _("normal: not in quiet hours, and it counts for what a reader gets in a day")

    article = models.ForeignKey(Article, models.CASCADE, related_name="alerts", verbose_name=_("article"))
    editions = models.ManyToManyField(Edition, related_name="+", verbose_name=_("editions"))
    topics = models.ManyToManyField(Topic, related_name="+", blank=True, verbose_name=_("topics"))
    text = models.CharField(_("text"), max_length=180)
    #: The same for texts that say the same (`alerts/words.py`): a story is told in the same words once.
    sameness = models.CharField(max_length=32, default="")
    urgency = models.CharField(_("urgency"), max_length=6, choices=Urgency.choices, default=Urgency.HIGH)
    #: The time on the clocks of each edition at which it goes out; without one, as soon as it is approved.
    day = models.DateField(_("day"), null=True, blank=True)
    clock = models.TimeField(_("time"), null=True, blank=True)
    #: The alert that this one sets right, in front of exactly those who got it.
    corrects = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    #: Grows with every change, so that nobody approves other words than those before their eyes.
    version = models.PositiveIntegerField(default=1)
    #: The story's published revision when these words were written.
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why_stopped = models.CharField(_("why it was stopped"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    started_at = models.DateTimeField(_("sent off"), null=True, blank=True)
    #: When its last copy was done, or when it was stopped.
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        permissions = [
            ("write_alerts", _("Can write alerts")),
            ("approve_alerts", _("Can approve alerts that somebody else wrote")),
            ("send_alerts", _("Can send and stop alerts, and set the breaking strip")),
        ]
        constraints = [models.UniqueConstraint(fields=["article", "sameness"], name="alert_once")]
        indexes = [
            models.Index(fields=["state"], name="alert_open", condition=Q(state__in=("approved", "sending")))
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def planned(self) -> str:
        """Day and time on each edition's own clocks, which is no instant: "2026-11-25 07:00"."""
        return f"{self.day} {self.clock:%H:%M}" if self.day is not None and self.clock is not None else ""


class AlertRound(models.Model):
    """An approved alert in one edition: when it goes out there, and the row that tells it, once."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="rounds")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    told = models.OneToOneField(Told, models.SET_NULL, null=True, blank=True, related_name="alert_round")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "edition"], name="alert_round_once")]
        indexes = [models.Index(fields=["due_at"], name="alert_due", condition=Q(started_at=None))]

    def __str__(self) -> str:
        return f"{self.alert_id} in {self.edition_id}"
