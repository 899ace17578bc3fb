"""What a section is called in an edition, where that is not its own title: World in one, Welt in another."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from standfirst.editions.models import Edition


class SectionName(models.Model):
    """The name of a section in one edition."""

    section = ParentalKey("stories.Section", on_delete=models.CASCADE, related_name="names")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["edition__order", "edition__slug"]
        verbose_name = _("name in an edition")
        verbose_name_plural = _("names in editions")
        constraints = [models.UniqueConstraint(fields=["section", "edition"], name="section_name_once")]

    def __str__(self) -> str:
        return self.name


class NamedByEdition:
    """A section, which has a title and maybe other names."""

    title: str
    names: Any

    def name_in(self, edition: Edition | None) -> str:
        """Its name in this edition, else its title. The names are read once for each instance."""
        known: dict[int, str] | None = getattr(self, "_names", None)
        if known is None:
            known = {said.edition_id: said.name for said in self.names.all()}
            self.know_names(known)
        return (edition and known.get(edition.pk)) or str(self.title)

    def know_names(self, names: dict[int, str]) -> None:
        """Its names by the keys of the editions, from one who has read those of many sections."""
        self._names = names


def names_of_all() -> dict[int, dict[int, str]]:
    """The names of every section, by its key and the edition's: one query, and few rows."""
    found: dict[int, dict[int, str]] = {}
    for section, edition, name in SectionName.objects.values_list("section", "edition", "name").order_by():
        found.setdefault(section, {})[edition] = name
    return found
