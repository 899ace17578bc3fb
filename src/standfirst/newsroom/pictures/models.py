"""Pictures and their renditions. Alternative text, caption and credit are three fields."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """A picture with its words and its rights.

    `alt` is for those who do not see it, `caption` for all, `credit` names whom to thank. An empty
    `alt` means: the caption says it all, and a screen reader is not told twice.
    """

    alt = models.CharField(_("alternative text"), max_length=500, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    creator = models.CharField(_("creator"), max_length=255, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=255, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    uri = models.CharField(_("agency's identifier"), max_length=512, blank=True, db_index=True)

    admin_form_fields = (
        "title", "file", "alt", "caption", "credit", "creator", "source", "copyright_notice", "usage_terms",
        "collection", "tags", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return str(self.alt)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Picture:
        picture: Picture = super().from_db(db, field_names, values)
        if not picture.get_deferred_fields():
            picture._rendered = picture._what_renditions_hold()
        return picture

    def renditions_are_old(self) -> bool:
        """Whether what the renditions hold (the file and whom to thank for it) has changed since."""
        now = self._what_renditions_hold()
        old, self._rendered = getattr(self, "_rendered", None), now
        return old != now

    def _what_renditions_hold(self) -> tuple[str, ...]:
        words = (self.creator, self.credit, self.source, self.copyright_notice, self.usage_terms)
        return (str(self.file.name), *words)


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
