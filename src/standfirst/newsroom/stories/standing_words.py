"""A standing page in the words of an edition, at the one address it has for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from standfirst.editions.models import Edition


class StandingWords(models.Model):
    """Title and text of a standing page in one edition."""

    page = ParentalKey("stories.StandingPage", on_delete=models.CASCADE, related_name="words")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), help_text=_("Markdown. [[…]] marks a gap to be filled."))

    class Meta:
        ordering = ["edition__order", "edition__slug"]
        verbose_name = _("words in an edition")
        verbose_name_plural = _("words in editions")
        constraints = [models.UniqueConstraint(fields=["page", "edition"], name="standing_words_once")]

    def __str__(self) -> str:
        return self.title


class WordedByEdition:
    """A standing page, which has words of its own and maybe others in some editions."""

    title: str
    text: str
    words: Any

    def words_in(self, edition: Edition | None) -> tuple[str, str]:
        """Its title and text in this edition, else its own."""
        for said in self.words.all():
            if edition is not None and said.edition_id == edition.pk:
                return said.title, said.text
        return str(self.title), str(self.text)

    @property
    def texts(self) -> Iterator[str]:
        """Its own text, and that of each edition which has one."""
        yield str(self.text)
        yield from (str(said.text) for said in self.words.all())
