"""Which keys the pages of stories carry, and what a change of theirs forgets."""

from __future__ import annotations

from collections.abc import Iterable

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.newsroom.pictures.keys import picture_key

from .models import Article, Author, Section, StandingPage, Topic

#: Carried by every page that has the paper's furniture: header, sections menu, footer.
FURNITURE = "furniture"
#: Carried by every page that lists the newest stories of the whole paper: feeds, sitemaps, search.
LATEST = "latest"


def article_key(number: int) -> str:
    return f"article/{number}"


def section_key(section: Section) -> str:
    return f"section/{section.pk}"


def author_key(author: Author) -> str:
    return f"author/{author.pk}"


def topic_key(topic: Topic) -> str:
    return f"topic/{topic.pk}"


def standing_key(page: StandingPage) -> str:
    return f"standing/{page.pk}"


def list_key(key: str) -> str:
    """Carried by the pages that list the stories of a section, author or topic, and by them alone: a new story
    must drop the list, not every other story of the same section."""
    return f"{key}/list"


def edition_key(edition: Edition) -> str:
    return f"edition/{edition.slug}"


def front_key(edition: Edition) -> str:
    return f"front/{edition.slug}"


def keys_of_article_page(article: Article, edition: Edition, *, pictures: Iterable[int] = ()) -> set[str]:
    """The keys of an article's page that shows these pictures."""
    return {
        FURNITURE,
        article_key(article.number),
        section_key(article.section),
        edition_key(edition),
        *map(author_key, article.authors),
        *map(picture_key, pictures),
    }


def keys_of_list(stories: Iterable[Article]) -> set[str]:
    """The keys of a page that shows these stories as cards."""
    shown = list(stories)
    pictures = {picture_key(story.lead_picture_id) for story in shown if story.lead_picture_id}
    return {article_key(story.number) for story in shown} | pictures


def keys_of_stories_by(key: str) -> set[str]:
    """The keys of a page that lists the stories of one section, author or topic, whose own key this is."""
    return {FURNITURE, key, list_key(key)}


def lists_changed_by(article: Article) -> set[str]:
    """The lists in which an article appears, or may appear now. Lists that already show it carry its own key."""
    whose = [author_key(byline.author) for byline in article.bylines.select_related("author")]
    whose += [topic_key(topic) for topic in article.topics.all()]
    section = Section.objects.filter(path=article.path[: -article.steplen]).first()
    if section is not None:
        whose.append(section_key(section))
    return {LATEST, *map(list_key, whose), *map(front_key, all_editions())}
