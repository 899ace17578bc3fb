"""What readers keep from one another: whom one does not want to hear, and whom one wants nothing to do with.

Both are known to the one who said so and to nobody else.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mute(models.Model):
    """One reader does not want to hear another: not in the feed, not in notices. The other never learns of it."""

    reader = models.ForeignKey("readers.Reader", models.CASCADE, related_name="mutes")
    muted = models.ForeignKey("readers.Reader", models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("muted reader")
        verbose_name_plural = _("muted readers")
        constraints = [
            models.UniqueConstraint(fields=["reader", "muted"], name="mute_once"),
            models.CheckConstraint(condition=~models.Q(reader=models.F("muted")), name="mute_another"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} mutes {self.muted_id}"


class Block(models.Model):
    """One reader wants nothing to do with another: neither follows, answers or recommends the other, or hears of
    the other."""

    reader = models.ForeignKey("readers.Reader", models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey("readers.Reader", models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("blocked reader")
        verbose_name_plural = _("blocked readers")
        constraints = [
            models.UniqueConstraint(fields=["reader", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~models.Q(reader=models.F("blocked")), name="block_another"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} blocks {self.blocked_id}"
