"""What stands between readers beside following: asking to follow, muting, blocking.

Whom one mutes or blocks is known to oneself and to nobody else.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FollowRequest(models.Model):
    """One reader asks to follow another, who lets followers in one by one.

    Who is declined is not told, and goes on waiting as far as they can see.
    """

    follower = models.ForeignKey("readers.Reader", models.CASCADE, related_name="+")
    followed = models.ForeignKey("readers.Reader", models.CASCADE, related_name="follow_requests")
    since = models.DateTimeField(default=timezone.now, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request to follow")
        verbose_name_plural = _("requests to follow")
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_asked_once"),
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="ask_another"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} asks to follow {self.followed_id}"


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
