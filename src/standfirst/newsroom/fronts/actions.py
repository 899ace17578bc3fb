"""Verbs that change fronts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from .models import Front, Placement


def make_fronts() -> None:
    """A front for every edition that has none."""
    for edition in Edition.objects.filter(front=None):
        Front.objects.create(edition=edition)


@transaction.atomic
def lead_front(edition: Edition, stories: Iterable[Article]) -> Front:
    """Put these stories, in this order, at the top of an edition's front, in place of those that were there."""
    front, _made = Front.objects.get_or_create(edition=edition)
    front.placements.all().delete()
    for place, story in enumerate(stories):
        Placement.objects.create(front=front, story=story, sort_order=place)
    return front
