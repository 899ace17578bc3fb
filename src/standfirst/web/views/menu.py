"""A story and the menu above it."""

from __future__ import annotations

from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import sections


def in_menu(story: Article) -> Article:
    """A story that knows its section from the menu (`story.menu`), which the page shows anyway: two queries less."""
    story.menu = sections()
    above = story.path[: -story.steplen]
    for section in story.menu:
        if section.path == above:
            story.section = section
    return story
