"""What the newsroom puts at the top of each front."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article


class Front(ClusterableModel):
    """The front of one edition: a few stories in the newsroom's order; the latest follow by themselves."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="front", verbose_name=_("edition"))

    class Meta:
        ordering = ["edition__order"]
        verbose_name = _("front")
        verbose_name_plural = _("fronts")

    def __str__(self) -> str:
        return str(self.edition)


class Placement(Orderable):
    """That a story leads a front, and in which place."""

    front = ParentalKey(Front, on_delete=models.CASCADE, related_name="placements")
    story = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("story"))

    class Meta(Orderable.Meta):
        verbose_name = _("place")

    def __str__(self) -> str:
        return str(self.story)
