"""Sums by day. There is no row for a person, an address, a cookie or a single visit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article


class StoryDay(models.Model):
    """What one class of visitors did with one story on one day of an edition's calendar."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    #: The edition on show.
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("edition"))
    #: In the edition's own zone.
    day = models.DateField(_("day"), db_index=True)
    #: As a pass proves it: `access.rules.VisitorClass`.
    visitor_class = models.CharField(_("visitors"), max_length=20)
    reads = models.PositiveIntegerField(_("reads"), default=0)
    walls = models.PositiveIntegerField(_("walls met"), default=0)
    registrations = models.PositiveIntegerField(_("registrations"), default=0)

    class Meta:
        verbose_name = _("numbers of a story on a day")
        verbose_name_plural = _("numbers of stories by day")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["article", "edition", "day", "visitor_class"], name="story_day_once"
            )
        ]
        #: Who may see the numbers of every story. Whoever may edit a story sees that story's.
        permissions = [("see_numbers", _("Can see how stories are read"))]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.article_id} on {self.day:%Y-%m-%d}: {self.reads}"
