"""What an edition, a section or an article says about threads: kept, and read as a `Wish`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, Section

from .policies import MOST_DAYS, Hours, Premoderation, Schedule, Strangers, Visibility, Wish

VISIBILITIES = [
    (Visibility.OPEN.value, _("open: readers write")),
    (Visibility.READABLE.value, _("readable: what was said stays, nobody adds to it")),
    (Visibility.HIDDEN.value, _("hidden: no comments at all; what was said is kept")),
]
PREMODERATIONS = [
    (Premoderation.NEVER.value, _("nobody")),
    (Premoderation.NEWCOMERS.value, _("newcomers, with their first comments")),
    (Premoderation.RISKY.value, _("newcomers, and whatever seems risky")),
    (Premoderation.ALL.value, _("everybody")),
]
STRANGERS = [
    (Strangers.ALL.value, _("all of it")),
    (Strangers.COUNT.value, _("how many comments there are")),
    (Strangers.NOTHING.value, _("nothing, but an offer to register")),
]


class StatedPolicy(models.Model):
    """What one of them says itself; whatever is empty is said by the next: article, section, edition, the usual."""

    edition = models.OneToOneField(Edition, models.CASCADE, null=True, blank=True, related_name="+")
    section = models.OneToOneField(Section, models.CASCADE, null=True, blank=True, related_name="+")
    article = models.OneToOneField(Article, models.CASCADE, null=True, blank=True, related_name="+")

    visibility = models.CharField(_("comments are"), max_length=8, blank=True, choices=VISIBILITIES)
    premoderation = models.CharField(
        _("a moderator reads first"), max_length=9, blank=True, choices=PREMODERATIONS
    )
    sometimes = models.CharField(
        _("at certain times"), max_length=9, blank=True, choices=PREMODERATIONS,
        help_text=_("Whom a moderator reads first in the hours and on the days named here."),
    )  # fmt: skip
    hours_from = models.TimeField(_("every day from"), null=True, blank=True)
    hours_to = models.TimeField(
        _("to"), null=True, blank=True, help_text=_("By the edition’s own clock; over midnight where it is earlier.")
    )  # fmt: skip
    weekends = models.BooleanField(_("on Saturdays and Sundays"), default=False)
    closes_after = models.PositiveSmallIntegerField(
        _("closed after so many days"), null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("Counted from the story’s first publication. 0: never."),
    )  # fmt: skip
    lock = models.TextField(
        _("locked for legal reasons"), blank=True, max_length=500, validators=[MaxLengthValidator(500)],
        help_text=_("What readers are told, in the edition’s language. While words stand here nobody writes or edits."),
    )  # fmt: skip
    strangers = models.CharField(
        _("behind a wall strangers see"), max_length=7, blank=True, choices=STRANGERS,
        help_text=_("Of the comments under a story that a wall cuts for them."),
    )  # fmt: skip

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rules for comments")
        verbose_name_plural = _("rules for comments")
        default_permissions = ()
        permissions = [("set_policies", _("May set the rules for comments"))]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(edition__isnull=False, section=None, article=None)
                    | models.Q(edition=None, section__isnull=False, article=None)
                    | models.Q(edition=None, section=None, article__isnull=False)
                ),
                name="policy_is_said_by_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.scope)

    @property
    def scope(self) -> Edition | Section | Article:
        """Who says it."""
        said: Any = self.article or self.section or self.edition
        return said

    def clean(self) -> None:
        super().clean()
        self.lock = self.lock.strip()
        wrong: dict[str, Any] = {}
        has_hours = self.hours_from is not None and self.hours_to is not None
        if (self.hours_from is None) != (self.hours_to is None):
            wrong["hours_to"] = _("Say both: from when, and to when.")
        elif has_hours and self.hours_from == self.hours_to:
            wrong["hours_to"] = _("From and to are the same: that is no time at all.")
        if self.sometimes and not self.premoderation:
            wrong["premoderation"] = _("Say also what holds the rest of the time.")
        if self.sometimes and not (has_hours or self.weekends) and "hours_to" not in wrong:
            wrong["sometimes"] = _("Say at which times: from when to when, or at weekends.")
        if not self.sometimes and (self.hours_from or self.hours_to or self.weekends):
            wrong["sometimes"] = _("Say whom a moderator reads first at these times.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def wish(self) -> Wish:
        return Wish(
            visibility=Visibility(self.visibility) if self.visibility else None,
            premoderation=self._schedule(),
            closes_after=self.closes_after,
            lock=self.lock,
            strangers=Strangers(self.strangers) if self.strangers else None,
        )

    def _schedule(self) -> Schedule | None:
        if not self.premoderation:
            return None
        usual = Premoderation(self.premoderation)
        if not self.sometimes:
            return Schedule(usual, usual)
        is_daily = self.hours_from is not None and self.hours_to is not None
        hours = Hours(self.hours_from, self.hours_to) if is_daily else None  # type: ignore[arg-type]
        return Schedule(usual, Premoderation(self.sometimes), hours, self.weekends)
