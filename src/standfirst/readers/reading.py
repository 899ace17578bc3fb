"""What a reader's account remembers of reading: which articles were read on where a meter counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadOn(models.Model):
    """That a reader read on past the cut of an article, and on which day (UTC) that was last counted.

    `article` is its number: stories stand above readers.
    """

    reader = models.ForeignKey("readers.Reader", models.CASCADE, related_name="read_on")
    article = models.PositiveBigIntegerField()
    day = models.DateField()

    class Meta:
        verbose_name = _("article read on")
        verbose_name_plural = _("articles read on")
        constraints = [models.UniqueConstraint(fields=["reader", "article"], name="read_on_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} read on in {self.article}"
