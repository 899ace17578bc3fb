"""What is remembered of reading: which articles were read on where a meter counts, and which were given away.

`article` is always its number: stories stand above readers.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReadOn(models.Model):
    """That a reader read on past the cut of an article, and on which day (UTC) that was last counted."""

    reader = models.ForeignKey("readers.Reader", models.CASCADE, related_name="read_on")
    article = models.PositiveBigIntegerField()
    day = models.DateField()

    class Meta:
        verbose_name = _("article read on")
        verbose_name_plural = _("articles read on")
        constraints = [models.UniqueConstraint(fields=["reader", "article"], name="read_on_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} read on in {self.article}"


class Gift(models.Model):
    """An article that a reader gives away: a link that a few people may take, for a while."""

    giver = models.ForeignKey("readers.Reader", models.CASCADE, related_name="gifts")
    article = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        indexes = [models.Index(fields=["giver", "made_at"], name="gifts_by_giver")]

    def __str__(self) -> str:
        return f"{self.article}, given by {self.giver_id}"


class TakenGift(models.Model):
    """That somebody took a gift: a reader, or a stranger who is known by the tag of a pass alone."""

    gift = models.ForeignKey(Gift, models.CASCADE, related_name="taken")
    tag = models.CharField(max_length=32, null=True, blank=True, db_index=True)
    reader = models.ForeignKey("readers.Reader", models.CASCADE, null=True, blank=True, related_name="+")
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gift taken")
        verbose_name_plural = _("gifts taken")
        constraints = [
            models.UniqueConstraint(fields=["gift", "tag"], name="gift_once_a_tag"),
            models.UniqueConstraint(fields=["gift", "reader"], name="gift_once_a_reader"),
        ]

    def __str__(self) -> str:
        return f"gift {self.gift_id}, taken"
