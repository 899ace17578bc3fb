"""Things with a name, whose slug is made from it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .addresses import slug_for

SLUG_HELP = _("Part of the address. Left empty, it is made from the name.")


class Named(models.Model):
    """Something with a name and a slug of its own."""

    name: Any
    slug = models.SlugField(_("slug"), max_length=140, unique=True, blank=True, help_text=SLUG_HELP)

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        if not self.slug:
            self.slug = unused_slug(type(self), slug_for(self.name or ""))
        super().clean_fields(exclude=exclude)


def unused_slug(model: type[models.Model], slug: str) -> str:
    """The slug, or where another has it, the slug with a number."""
    candidate, number = slug, 1
    while model._default_manager.filter(slug=candidate).exists():  # noqa: SLF001 - Django documents it
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
