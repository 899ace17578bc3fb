"""Which section stands at a place in the tree: every comment asks, so the statement is written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from standfirst.kit.statements import prepared

if TYPE_CHECKING:
    from .models import Section


def section_at(path: str) -> Section:
    """Raises ObjectDoesNotExist."""
    for section in _sections_at(path):
        return section
    raise ObjectDoesNotExist(f"there is no section at {path}")


@prepared
def _sections_at(path: str) -> QuerySet[Section]:
    from .models import Section

    # What an address, a wall and a policy ask for; all else is read when it is looked at.
    return Section.objects.filter(path=path).only("title", "slug", "path", "live", "wall")
