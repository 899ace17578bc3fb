"""Which terms a reader has accepted, and when."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Acceptance(models.Model):
    """That a reader accepted one version of the paper's terms."""

    reader = models.ForeignKey("readers.Reader", models.CASCADE, related_name="acceptances")
    version = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("acceptance of the terms")
        verbose_name_plural = _("acceptances of the terms")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "version"], name="accepted_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} accepted {self.version}"
