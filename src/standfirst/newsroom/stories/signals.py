"""What follows when something of the newsroom's changes, through whichever door. Connected in web/wiring.py.

What could show words or a wall that no longer hold is withdrawn; lists, which only grow old, are forgotten.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from standfirst.delivery.bus import forget, withdraw

from . import keys
from .models import Article, Author, Section, StandingPage, Topic
from .section_names import SectionName
from .standing_words import StandingWords

#: What saving a draft touches of a live page: nothing that readers see.
_OF_DRAFTS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "go_live_at"}
    | {"expire_at", "locked", "locked_at", "locked_by", "scheduled_revision", "live_revision"}
)


def article_changed(instance: Article, **_others: Any) -> None:
    """Published, unpublished or deleted."""
    withdraw({keys.article_key(instance.pk)})
    forget(keys.lists_changed_by(instance))


def article_moved(instance: Page, parent_page_before: Page, **_others: Any) -> None:
    """The section it left has one story less. Wagtail hands over bare pages here."""
    article_changed(Article.objects.get(pk=instance.pk))
    left = Section.objects.filter(pk=parent_page_before.pk).first()
    if left is not None:
        forget({keys.list_key(keys.section_key(left))})


def section_changed(instance: Section, **_others: Any) -> None:
    """Its name stands in every menu, its wall before every story in it."""
    withdraw({keys.section_key(instance)})
    forget({keys.FURNITURE})


def words_changed(instance: SectionName | StandingWords, **_others: Any) -> None:
    """They stand in the menu or the footer, which every page has, and so the page itself."""
    del instance
    forget({keys.FURNITURE})


def standing_page_changed(instance: StandingPage, **_others: Any) -> None:
    withdraw({keys.standing_key(instance)})
    forget({keys.FURNITURE})


def saved_while_live(instance: Page, update_fields: frozenset[str] | None = None, **_others: Any) -> None:
    """Saved by a program, without “Publish”. Drafts touch nothing that readers see."""
    if not instance.live or (update_fields is not None and update_fields <= _OF_DRAFTS):
        return
    match instance:
        case Article():
            article_changed(instance)
        case Section():
            section_changed(instance)
        case StandingPage():
            standing_page_changed(instance)


def author_changed(instance: Author, **_others: Any) -> None:
    forget({keys.author_key(instance)})


def topic_changed(instance: Topic, **_others: Any) -> None:
    forget({keys.topic_key(instance)})
