"""Editions as data."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.access.meters import MOST_ARTICLES, MOST_DAYS
from standfirst.access.rules import MOST_PARAGRAPHS, Wall, parse_wall, wall_or_shut
from standfirst.kit.zones import locale_for

from .offer_words import OfferWords
from .previews import PreviewedEdition
from .rules import Face

#: Each says, in words, why an edition may not have a slug (or ""). Filled in web/wiring.py by floors with addresses.
TAKEN: list[Callable[[str], str]] = []


def check_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is no IANA time zone."), params={"name": name})


def check_wall(text: str) -> None:
    try:
        parse_wall(text)
    except ValueError as error:
        numbers = {"paragraphs": MOST_PARAGRAPHS, "articles": MOST_ARTICLES, "days": MOST_DAYS}
        raise ValidationError(
            _(
                "This is no wall: paragraphs are a number from 0 to %(paragraphs)s, articles from 1 to %(articles)s, "
                "days from 1 to %(days)s."
            ),
            params=numbers,
        ) from error


def check_countries(codes: object) -> None:
    good = isinstance(codes, list) and all(
        isinstance(code, str) and len(code) == 2 and code.isascii() and code.isupper() for code in codes
    )
    if not good:
        raise ValidationError(_("Countries are two-letter codes (ISO 3166), such as GB."))


class CodeDue(models.TextChoices):
    """When somebody who gives an address at this edition's wall must prove it."""

    NOW = "now", _("before reading on")
    LATER = "later", _("before the second visit: read first, prove later")


class Edition(PreviewedEdition, OfferWords):
    """One regional face of the paper."""

    slug = models.CharField(
        _("slug"), max_length=12, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9-]*$")]
    )
    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=16, default="en-GB", help_text=_("Such as en-GB."))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/London", validators=[check_zone]
    )
    countries = models.JSONField(
        _("countries"),
        default=list,
        blank=True,
        validators=[check_countries],
        help_text=_('Visitors from these countries have this edition as their home. Such as ["GB", "IE"].'),
    )
    wall = models.CharField(
        _("wall"),
        max_length=32,
        default="open",
        validators=[check_wall],
        help_text=_(
            "What visitors meet whose home edition this is, unless a section or a story has a wall of its own."
        ),
    )
    code_due = models.CharField(
        _("the code is asked for"),
        max_length=8,
        choices=CodeDue.choices,
        default=CodeDue.NOW,
        help_text=_("Commenting, following and settings always need it."),
    )
    crawlers = models.BooleanField(
        _("verified crawlers read whole stories"),
        default=False,
        help_text=_(
            "Search engines that prove themselves, by their network or by the edge; a name proves nothing."
        ),
    )
    gifts = models.PositiveSmallIntegerField(
        _("gifts"),
        default=10,
        help_text=_(
            "How many articles each registered reader may give away in 30 days. 0: nobody gives, and no gift is read."
        ),
    )
    alerts_by_two = models.BooleanField(
        _("alerts need two people"),
        default=False,
        help_text=_("Who wrote an alert that goes to this edition may not approve it; somebody else must."),
    )
    asks_to_notify = models.BooleanField(
        _("asks whether to notify"),
        default=True,
        help_text=_(
            "A quiet line above whole stories offers notifications. Without it they are found in the preferences."
        ),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The first is the default."))

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for reason in TAKEN:
            if said := reason(self.slug):
                raise ValidationError({"slug": said})

    @property
    def parsed_wall(self) -> Wall | None:
        return wall_or_shut(self.wall)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def direction(self) -> str:
        return locale_for(self.language).text_direction

    @property
    def face(self) -> Face:
        return Face(slug=self.slug, countries=frozenset(self.countries))
