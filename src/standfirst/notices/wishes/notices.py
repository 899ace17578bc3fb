"""New stories of what a reader follows: headlines and where they stand, never a word of a story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import with_authors, with_sections

from ..models import Dispatch
from ..notice import Hearer, Notice, Reference, Words
from .stories import Together

#: So many notices of new stories a reader gets in a day, each of one or several; more is no news but noise.
A_DAY = 6
_STEP = 500


@dataclass(frozen=True, slots=True)
class NewStoryNotice(Notice):
    """These stories are new: told to those who follow just these of all that are told `together`."""

    kind: ClassVar[str] = "new_story"
    label: ClassVar[str | Promise] = gettext_lazy("New stories of authors, sections and topics you follow")
    stories: tuple[int, ...]
    together: tuple[int, ...]

    def reference(self) -> Reference:
        return {"stories": list(self.stories), "together": list(self.together)}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        """None when none of them is live any more."""
        stories, together = (tuple(map(int, reference[name])) for name in ("stories", "together"))
        return cls(stories, together) if Article.objects.live().filter(pk__in=stories).exists() else None

    def hearers(self) -> Iterator[Hearer]:
        return self._hearers_after(0)

    def some_hearers(self, place: int, most: int) -> tuple[list[Hearer], int]:
        """Goes on by the readers' numbers."""
        found = list(islice(self._hearers_after(place), most))
        return found, (found[-1].reader or place) if found else place

    def _hearers_after(self, place: int) -> Iterator[Hearer]:
        heard = Together.of(list(self.together)).heard_by(after=place)
        readers = (reader for reader, stories in heard if stories == self.stories)
        while some := list(islice(readers, _STEP)):
            full = _had_enough(some)
            yield from (Hearer(reader=reader) for reader in some if reader not in full)

    def words(self, edition: Edition) -> Words:
        live = Article.objects.live().filter(pk__in=self.stories).order_by("-first_published_at", "-pk")
        stories = with_authors(with_sections(list(live)))
        tag = "stories/" + "-".join(map(str, self.stories))
        with translation.override(edition.language):
            if len(stories) == 1:
                return Words(stories[0].headline, _where(stories[0], edition), stories[0].address, tag[:200])
            title = ngettext(
                "%(count)s new story of what you follow",
                "%(count)s new stories of what you follow",
                len(stories),
            ) % {"count": len(stories)}
        headlines = " · ".join(story.headline for story in stories)
        return Words(title, headlines, reverse("followed_stories"), tag[:200])


def _where(story: Article, edition: Edition) -> str:
    """ "World · Ann Author, Bob Writer" """
    names = ", ".join(str(author) for author in story.authors)
    section = story.section.name_in(edition)
    return f"{section} · {names}" if names else section


def _had_enough(readers: list[int]) -> set[int]:
    """Which of these have had as many notices of new stories as anybody gets in a day."""
    since = timezone.now() - timedelta(days=1)
    told = Dispatch.objects.filter(reader__in=readers, told__kind=NewStoryNotice.kind, told__at__gt=since)
    counted = told.values_list("reader").annotate(notices=Count("told", distinct=True))
    return {reader for reader, notices in counted if reader is not None and notices >= A_DAY}
