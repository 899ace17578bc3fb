"""What the strip of an edition says now."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from standfirst.editions.models import Edition

from ..models import Strip


def strip_of(edition: Edition) -> Strip | None:
    """The strip that readers of the edition see now; none whose story they could not open."""
    there = Q(article__live=True) & (Q(article__editions=None) | Q(article__editions=edition))
    running = Strip.objects.filter(there, edition=edition, ended_at=None, ends_at__gt=timezone.now())
    return running.select_related("article").first()
