"""Partners: other papers and services that get our stories by a key of their own."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.access.rules import Extent, Visitor, VisitorClass
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Section

MOST_PER_MINUTE, MOST_PER_DAY = 600, 100_000


class Partner(models.Model):
    """One partner, what the agreement is for, and the hash of the key."""

    class Format(models.TextChoices):
        ATOM = "atom", _("Atom feed")
        RSS = "rss", _("RSS feed")
        JSON = "json", _("JSON feed")
        ARTICLE = "article", _("single stories as JSON")

    class Gets(models.TextChoices):
        WHOLE = "whole", _("whole stories")
        LEAD = "lead", _("leads alone")

    name = models.CharField(_("name"), max_length=60, unique=True)
    key_name = models.CharField(max_length=16, unique=True, editable=False)
    key_digest = models.CharField(max_length=64, editable=False)
    editions = models.ManyToManyField(
        Edition,
        related_name="partners",
        verbose_name=_("editions"),
        help_text=_("The first one is the usual one."),
    )
    sections = models.ManyToManyField(
        Section,
        blank=True,
        related_name="partners",
        verbose_name=_("sections"),
        help_text=_("None means all."),
    )
    formats = models.JSONField(_("formats"), default=list)
    gets = models.CharField(_("gets"), max_length=8, choices=Gets, default=Gets.WHOLE)
    with_agencies = models.BooleanField(
        _("also stories that came from an agency"),
        default=False,
        help_text=_("Their rights are the agency's: ask before you pass them on."),
    )
    per_minute = models.PositiveIntegerField(
        _("requests a minute"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_MINUTE)],
    )
    per_day = models.PositiveIntegerField(
        _("requests a day"), default=2000, validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_DAY)]
    )
    last_day = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Until the end of this day (UTC); empty means for good."),
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    #: When the key was seen where it must not be: in a query, and so in logs.
    seen_in_query_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    def is_over(self, today: date) -> bool:
        """Has the agreement come to its end? `today` is the day in UTC."""
        return self.last_day is not None and today > self.last_day

    @property
    def visitor(self) -> Visitor:
        """What the decision is asked about."""
        most = Extent.WHOLE if self.gets == self.Gets.WHOLE else Extent.LEAD
        return Visitor(VisitorClass.PARTNER, most=most)


class PartnerUse(models.Model):
    """One request of a partner's. Kept for ninety days, then swept."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="uses")
    at = models.DateTimeField(default=timezone.now)
    #: What was asked for, without the key.
    asked = models.CharField(max_length=200)
    status = models.PositiveSmallIntegerField(default=200)
    network = models.CharField(max_length=45, blank=True)

    class Meta:
        indexes = [models.Index(fields=["partner", "at"], name="partner_use_by_time")]

    def __str__(self) -> str:
        return f"{self.partner} {self.at:%Y-%m-%d %H:%M} {self.asked}"
