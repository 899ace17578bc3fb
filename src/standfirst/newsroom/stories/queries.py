"""Questions about stories. All of them are for readers: what is not live is not there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from standfirst.editions.models import Edition
from standfirst.kit.statements import prepared

from .addresses import RESERVED
from .models import Article, Author, Byline, Section, StandingPage, Topic
from .section_names import names_of_all
from .standing import Gap, gaps_in
from .standing_words import StandingWords


def live_articles(edition: Edition | None = None) -> QuerySet[Article]:
    """Live stories, newest first; those of one edition when it is given."""
    stories = Article.objects.live().select_related("lead_picture").order_by("-first_published_at", "-pk")
    if edition is not None:
        stories = stories.filter(Q(editions=edition) | Q(editions=None))
    return stories


def author_names() -> list[str]:
    """The names that stand in bylines."""
    return list(Author.objects.values_list("name", flat=True))


def sections() -> list[Section]:
    """The live sections in the menu's order, and what each edition calls them: two queries."""
    return _with_names(Section.objects.live().order_by("in_menu_order", "title"))


def _with_names(sections: QuerySet[Section]) -> list[Section]:
    found, names = list(sections), names_of_all()
    for section in found:
        section.know_names(names.get(section.pk, {}))
    return found


def standing_pages() -> list[StandingPage]:
    """About, Imprint and their like, in the tree's order."""
    return list(StandingPage.objects.live().order_by("path"))


def footer(edition: Edition | None) -> list[StandingPage]:
    """The standing pages, each with `shown_title`, what the edition calls it: one query, which reads no text."""
    words = StandingWords.objects.filter(page=OuterRef("pk"), edition=edition).order_by().values("title")
    pages = StandingPage.objects.live().order_by("path").defer("text")
    return list(pages.annotate(shown_title=Coalesce(Subquery(words[:1]), "title")))


def authors_of(stories: list[Article]) -> dict[int, tuple[Author, ...]]:
    """The authors of each story, by its number: one query, however many stories."""
    found: dict[int, tuple[Author, ...]] = {}
    numbers = [story.pk for story in stories]
    for byline in Byline.objects.filter(article__in=numbers).select_related("author").order_by("sort_order"):
        found[byline.article_id] = (*found.get(byline.article_id, ()), byline.author)
    return found


def with_sections(stories: list[Article]) -> list[Article]:
    """Give each story its section and that its names by two queries, however many there are."""
    by_path = {section.path: section for section in _with_names(Section.objects.all())}
    for story in stories:
        story.section = by_path[story.path[: -Article.steplen]]
    return stories


def with_authors(stories: list[Article]) -> list[Article]:
    """Give each story its authors by one query, however many there are."""
    found = authors_of(stories)
    for story in stories:
        story.authors = found.get(story.pk, ())
    return stories


@dataclass(frozen=True, slots=True)
class Found:
    """An article for an address, and whether it is there now."""

    article: Article
    is_live: bool


def find(number: int) -> Found | None:
    """The article with this number; None when there never was one that readers could see."""
    return _found(Article.objects.filter(pk=number).select_related("lead_picture").first())


def find_without_body(number: int) -> Found | None:
    """The same, for those who show nothing of the body and are in a hurry; it is read when it is looked at."""
    return _found(next(iter(_without_body(number)), None))


def find_for_a_comment(number: int) -> Found | None:
    """The same, with no more than it takes to find its thread; all else is read when it is looked at."""
    return _found(next(iter(_for_a_comment(number)), None))


@prepared
def _for_a_comment(number: int) -> QuerySet[Article]:
    needed = (
        "title",
        "slug",
        "path",
        "live",
        "first_published_at",
        "last_published_at",
        "wall",
        "comments_open",
    )
    return Article.objects.filter(pk=number).only(*needed)


@prepared
def _without_body(number: int) -> QuerySet[Article]:
    return Article.objects.filter(pk=number).defer("body")


def _found(article: Article | None) -> Found | None:
    # Not `first_published_at`: a story from an agency brings that along while it still waits for its embargo.
    if article is None or (not article.live and article.last_published_at is None):
        return None
    return Found(article, is_live=bool(article.live))


def story_behind(edition: Edition, section: Section | None = None) -> Article | None:
    """The newest live story that has the wall of this section, or of this edition; None where every story and every
    section has its own."""
    stories = live_articles().filter(wall="")
    if section is not None:
        return stories.filter(path__startswith=section.path, depth=section.depth + 1).first()
    if edition.pk is not None:
        stories = stories.filter(Q(editions=edition) | Q(editions=None))
    return next((story for story in with_sections(list(stories[:20])) if not story.section.wall), None)


def in_section(section: Section, edition: Edition) -> QuerySet[Article]:
    return live_articles(edition).filter(path__startswith=section.path, depth=section.depth + 1)


def by_author(author: Author) -> QuerySet[Article]:
    return live_articles().filter(bylines__author=author)


def on_topic(topic: Topic) -> QuerySet[Article]:
    return live_articles().filter(topics=topic)


def taken_slug(slug: str) -> str:
    """Why an edition may not be called so; empty when it may."""
    if slug in RESERVED:
        return _("The paper needs the address “/%(slug)s/” itself.") % {"slug": slug}
    if Section.objects.filter(slug=slug).exists():
        return _("“/%(slug)s/” is a section.") % {"slug": slug}
    return ""


def gaps() -> list[Gap]:
    """What the paper has still to fill in, page by page."""
    return [
        Gap(page.title, page.address, words)
        for page in standing_pages()
        for text in page.texts
        for words in gaps_in(text)
    ]
