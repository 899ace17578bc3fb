"""Which stories stand on a front."""

from __future__ import annotations

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import live_articles

from .models import Placement


def front_stories(edition: Edition, size: int) -> list[Article]:
    """The stories placed by hand, then the latest: each once, two queries.

    A story placed by hand that is not live, or not in the edition, leaves its place to the next.
    """
    order = {
        number: place
        for place, number in enumerate(
            Placement.objects.filter(front__edition=edition)
            .order_by("sort_order")
            .values_list("story", flat=True)
        )
    }
    stories = live_articles(edition)
    placed = sorted(stories.filter(pk__in=order), key=lambda story: order[story.pk])[:size] if order else []
    latest = stories.exclude(pk__in=order)[: size - len(placed)]
    return placed + list(latest)


def most_discussed(edition: Edition, size: int = 5) -> list[Article]:
    """The stories of an edition that readers talk about most; none without a comment."""
    talked_about = live_articles(edition).filter(interest__discussed__gt=0)
    return list(talked_about.order_by("-interest__discussed", "-first_published_at")[:size])
