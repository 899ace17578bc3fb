"""What moderation leaves: sanctions, decisions with their reasons, appeals, notices by law, notes, barred addresses.

The words in parentheses are articles of the EU's Digital Services Act, Regulation (EU) 2022/2065.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition

READER = settings.AUTH_USER_MODEL
#: At least six months (20(1)); 184 days are never less than six calendar months.
APPEAL_WITHIN = timedelta(days=184)


class Ground(models.TextChoices):
    """On what a decision stands: a rule of the house, or the law."""

    ABUSE = "abuse", _("Abuse or harassment")
    HATE = "hate", _("Hatred")
    SPAM = "spam", _("Spam or advertising")
    FALSE = "false", _("False or misleading")
    OFF_TOPIC = "off_topic", _("Not about the story")
    PRIVATE = "private", _("Somebody's private matters")
    WORDS = "words", _("Words that are not used here")
    OTHER = "other", _("Another rule of the house")
    ILLEGAL = "illegal", _("Against the law")


class Sanction(models.Model):
    """That a reader may not speak here, and why: a suspension ends, a ban may."""

    class Kind(models.TextChoices):
        BAN = "ban", _("Ban")
        SUSPENSION = "suspend", _("Suspension")

    reader = models.ForeignKey(READER, models.CASCADE, related_name="sanctions")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(READER, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="ban") | models.Q(kind="suspend", until__isnull=False),
                name="a_suspension_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reader_id}"

    @classmethod
    def in_force(cls, at: datetime) -> models.Q:
        """The condition under which a sanction holds at an instant."""
        return models.Q(lifted_at=None) & (models.Q(until=None) | models.Q(until__gt=at))


class Decision(models.Model):
    """One decision about a comment or a reader; where it restricts, the statement of reasons for it (17)."""

    class Act(models.TextChoices):
        KEEP = "keep", _("Stays on the page")
        REJECT = "reject", _("Not on the page")
        WARN = "warn", _("A warning")
        SUSPEND = "suspend", _("A suspension")
        BAN = "ban", _("A ban")

    class Source(models.TextChoices):
        """How the matter came up (17(3)(b) and (c))."""

        REPORT = "report", _("Somebody reported it.")
        NOTICE = "notice", _("Somebody sent a notice of illegal content.")
        HELD = "held", _("A rule held it until a moderator had read it.")
        RULE = "rule", _("A rule that works by itself found it.")
        OWN = "own", _("A moderator came across it.")

    comment = models.ForeignKey(
        "forum.Comment", models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    sanction = models.ForeignKey(
        "forum.Sanction", models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    #: Whom it concerns; None for a former reader.
    reader = models.ForeignKey(READER, models.SET_NULL, null=True, blank=True, related_name="+")
    act = models.CharField(max_length=8, choices=Act.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices, default=Ground.OTHER)
    #: Facts and circumstances in the moderator's words.
    words = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.OWN)
    #: Decided by a phase, without a person.
    automated = models.BooleanField(default=False)
    by = models.ForeignKey(READER, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    #: Since when somebody had waited for it; None where nobody had.
    opened_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["comment", "-id"], name="decision_about"),
            models.Index(fields=["reader", "-id"], name="decision_concerns"),
            models.Index(fields=["at"], name="decision_at"),
        ]

    def __str__(self) -> str:
        return f"decision/{self.pk}"

    @property
    def restricts(self) -> bool:
        """Does it take anything from anybody? Then there is a statement, and an appeal."""
        return bool(self.act != self.Act.KEEP)

    @property
    def appeal_until(self) -> datetime:
        return self.at + APPEAL_WITHIN


class Appeal(models.Model):
    """That somebody asks for a decision to be looked at again, and what became of it (20)."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    reader = models.ForeignKey(READER, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("why"), max_length=3000)
    at = models.DateTimeField(default=timezone.now)
    #: By somebody else than the decision's.
    by = models.ForeignKey(READER, models.SET_NULL, null=True, blank=True, related_name="+")
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, granted=None)
                | Q(decided_at__isnull=False, granted__isnull=False),
                name="an_appeal_is_open_or_decided",
            )
        ]
        indexes = [models.Index(fields=["id"], name="appeal_open", condition=Q(decided_at=None))]

    def __str__(self) -> str:
        return f"appeal/{self.pk}"


class LegalNotice(models.Model):
    """A notice that something here is illegal (16), from anybody."""

    class Category(models.TextChoices):
        HATE = "hate", _("Hatred or a call to violence")
        THREAT = "threat", _("A threat")
        DEFAMATION = "defame", _("Insult or defamation")
        PRIVACY = "privacy", _("Private matters or personal data")
        COPYRIGHT = "rights", _("Copyright or a trade mark")
        FRAUD = "fraud", _("Fraud")
        TERROR = "terror", _("Terrorism")
        CHILDREN = "child", _("Sexual abuse of children")
        OTHER = "other", _("Another law")

    category = models.CharField(_("kind"), max_length=8, choices=Category.choices)
    #: The exact address, as typed; and what was found there.
    address = models.CharField(_("address"), max_length=500)
    comment = models.ForeignKey(
        "forum.Comment", models.SET_NULL, null=True, blank=True, related_name="legal_notices"
    )
    explanation = models.TextField(_("explanation"), max_length=5000)
    #: May be empty for crimes against children (16(2)(c)); forgotten a while after the decision.
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    reader = models.ForeignKey(READER, models.SET_NULL, null=True, blank=True, related_name="+")
    #: In whose words the notifier is answered.
    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="legal_notices"
    )
    by = models.ForeignKey(READER, models.SET_NULL, null=True, blank=True, related_name="+")
    removed = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice of illegal content")
        verbose_name_plural = _("notices of illegal content")
        indexes = [models.Index(fields=["id"], name="legal_notice_open", condition=Q(decided_at=None))]

    def __str__(self) -> str:
        return f"legal-notice/{self.pk}"


class Note(models.Model):
    """What moderators tell each other about a reader. The reader may ask for it, as for all that we keep."""

    reader = models.ForeignKey(READER, models.CASCADE, related_name="+")
    by = models.ForeignKey(READER, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note about a reader")
        verbose_name_plural = _("notes about readers")

    def __str__(self) -> str:
        return f"note/{self.pk}"


class BarredAddress(models.Model):
    """The keyed fingerprint of a sanctioned reader's e-mail address: a new account with it is sanctioned, too.

    From the fingerprint nobody reads the address. It goes when the sanction ends or is lifted, and two years
    after the account has gone at the latest.
    """

    STAYS = timedelta(days=2 * 365)

    fingerprint = models.CharField(max_length=64, db_index=True)
    sanction = models.ForeignKey("forum.Sanction", models.SET_NULL, null=True, related_name="addresses")
    kind = models.CharField(max_length=7)
    reason = models.CharField(max_length=300)
    until = models.DateTimeField(null=True, blank=True)
    #: When the row itself goes; None while the account is there and the sanction has no end.
    goes_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"barred/{self.pk}"

    @staticmethod
    def fingerprint_of(email: str) -> str:
        """Without case, and without what stands after a "+": both lead to the same box."""
        local, _at, domain = email.strip().lower().rpartition("@")
        plain = f"{local.partition('+')[0]}@{domain}"
        return salted_hmac("standfirst.forum.barred", plain, algorithm="sha256").hexdigest()
