"""Newsletters: what goes out at which hour, to whom, and each issue of it."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition

from .mail import QueuedMail

#: Addresses below /newsletters/ that are no newsletter.
TAKEN = frozenset({"asked", "confirm", "confirmed"})
MOST_STORIES = 20


def check_slug(slug: str) -> None:
    if slug in TAKEN:
        raise ValidationError(_("The paper needs the address “%(slug)s” itself."), params={"slug": slug})


def check_weekdays(days: object) -> None:
    """Numbers from 0, Monday, to 6."""
    if not (isinstance(days, list) and days and all(type(day) is int and 0 <= day <= 6 for day in days)):
        raise ValidationError(_("Choose at least one day."))


def working_days() -> list[int]:
    return [0, 1, 2, 3, 4]


class Newsletter(models.Model):
    """An edition's briefing: the stories of its front, by e-mail, at an hour of the edition's own clock."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="newsletters", verbose_name=_("edition")
    )
    slug = models.CharField(
        _("slug"), max_length=40, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9-]*$"), check_slug],
        help_text=_("Its address: /newsletters/ and this."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=80, help_text=_("Such as “Morning briefing”."))
    about = models.CharField(_("what it is, in a sentence"), max_length=200, blank=True)
    hour = models.TimeField(_("goes out at"), default=time(7), help_text=_("On the edition's own clock."))
    weekdays = models.JSONField(_("on these days"), default=working_days, validators=[check_weekdays])
    stories = models.PositiveSmallIntegerField(
        _("stories"), default=8, validators=[MinValueValidator(1), MaxValueValidator(MOST_STORIES)]
    )
    is_open = models.BooleanField(
        _("goes out"), default=True, help_text=_("Switched off, nothing is sent and nobody can subscribe.")
    )

    class Meta:
        ordering = ["edition__order", "name"]
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        permissions = [("send_newsletters", _("Can write, skip and send issues of newsletters"))]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"/newsletters/{self.slug}"


class Issue(models.Model):
    """A newsletter on one day. Unique, so that a day has one, whoever sends it off."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        SKIPPED = "skipped", _("left out")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")

    newsletter = models.ForeignKey(
        Newsletter, models.CASCADE, related_name="issues", verbose_name=_("newsletter")
    )
    #: On the edition's calendar.
    day = models.DateField(_("day"))
    words = models.TextField(
        _("your own words on top"), max_length=2000, blank=True,
        help_text=_("Plain words; an empty line begins a new paragraph."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    #: The numbers of its stories, in order; fixed when it is sent off.
    stories = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    started_at = models.DateTimeField(_("sent off"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    #: The last subscriber whose copy is queued.
    cursor = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        constraints = [models.UniqueConstraint(fields=["newsletter", "day"], name="issue_of_a_day")]

    def __str__(self) -> str:
        return f"{self.newsletter} {self.day}"

    @property
    def address(self) -> str:
        return f"{self.newsletter.address}/{self.day.isoformat()}"


class Subscriber(models.Model):
    """Somebody who gets a newsletter: a reader, at the address of the account, or a stranger at a confirmed one.

    Until it is confirmed nothing is sent there but the letter that asks. Who leaves is deleted.
    """

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="subscribers")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="newsletters"
    )
    #: A stranger's; a reader's is with the account.
    address = models.EmailField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "reader"], name="subscribed_once"),
            models.UniqueConstraint(
                fields=["newsletter", "address"], condition=~Q(address=""), name="address_subscribed_once"
            ),
            models.CheckConstraint(condition=Q(reader=None) ^ Q(address=""), name="reader_or_address"),
        ]
        indexes = [
            models.Index(
                fields=["newsletter", "id"],
                name="confirmed_subscribers",
                condition=Q(confirmed_at__isnull=False),
            ),
            models.Index(fields=["asked_at"], name="unconfirmed", condition=Q(confirmed_at=None)),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class Copy(models.Model):
    """An issue for one subscriber. Unique, so that nobody gets it twice; written with the mail it is."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="copies")
    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, related_name="+")
    #: The mail while it waits, and when it was given up; sent, it is gone.
    mail = models.ForeignKey(QueuedMail, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "subscriber"], name="copy_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} → {self.subscriber_id}"
