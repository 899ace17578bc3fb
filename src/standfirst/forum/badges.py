"""Who speaks for the paper under a story. Facts about accounts; what somebody types as a name is none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.newsroom.stories.models import Article, Author
from standfirst.readers.models import Reader


class Badge(StrEnum):
    """What stands beside a name: the nearest to the story that is true."""

    AUTHOR = "author"
    MODERATOR = "moderator"
    STAFF = "staff"

    @property
    def label(self) -> str | Promise:
        return _LABELS[self]


_LABELS: dict[Badge, str | Promise] = {
    Badge.AUTHOR: _("Author of this story"),
    Badge.MODERATOR: _("Moderator"),
    Badge.STAFF: _("Staff"),
}


def badges_of(people: Mapping[int, Reader], story: Article) -> dict[int, Badge]:
    """The badges of these readers under a story, by the reader's number.

    Only staff have any: their accounts are guarded. One query, and none where no staff are on the page.
    """
    staff = [number for number, reader in people.items() if reader.is_staff and reader.is_active]
    if not staff:
        return {}
    wrote = Author.objects.filter(account=OuterRef("pk"), bylines__article=story)
    asked = Reader.objects.filter(pk__in=staff).annotate(wrote=Exists(wrote), moderates=Exists(_moderator()))
    return {number: _badge(*facts) for number, *facts in asked.values_list("pk", "wrote", "moderates")}


def _badge(wrote: bool, moderates: bool) -> Badge:
    if wrote:
        return Badge.AUTHOR
    return Badge.MODERATOR if moderates else Badge.STAFF


def _moderator() -> QuerySet[Permission]:
    """Of whose role it is, or own right; somebody who may do everything is not a moderator by that."""
    has = Q(group__user=OuterRef("pk")) | Q(user=OuterRef("pk"))
    return Permission.objects.filter(has, codename="moderate_comments", content_type__app_label="forum")
