"""The breaking strip."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article


class Strip(models.Model):
    """A line of breaking news on every page of an edition, until it ends. One an edition at a time."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("edition"))
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    text = models.CharField(_("text"), max_length=120)
    set_at = models.DateTimeField(_("set"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    #: When it ends by itself.
    ends_at = models.DateTimeField(_("until"))
    #: When somebody, another strip, or its story's end ended it before.
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("breaking strip"), _("breaking strips")
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], name="one_strip_an_edition", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def until(self) -> int:
        """When it ends by itself, in seconds since 1970, for the script."""
        return int(self.ends_at.timestamp())
