"""Breaking news."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from .told import Told


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
