"""What readers hear of comments: names, a headline, an address. Never a word of a comment or of a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.notices.notice import Hearer, Notice, Reference, Words
from standfirst.readers.models import Reader
from standfirst.readers.queries import hearing, shown

from .addresses import permalink
from .models import Comment, Sanction
from .policy.holding import holding_of


@dataclass(frozen=True, slots=True)
class _CommentNotice(Notice):
    """A notice about one comment that everybody sees."""

    comment: int

    def reference(self) -> Reference:
        return {"comment": self.comment}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        """None when the comment is off the page, the story not live or its thread hidden, or the author banned."""
        found = _comments().filter(pk=int(reference["comment"])).first()
        if found is None or not found.is_shown or not found.thread.article.live or found.author_id is None:
            return None
        if holding_of(found.thread.article).is_hidden:
            return None
        return cls(found.pk) if _not_banned().filter(pk=found.author_id).exists() else None

    @property
    def row(self) -> Comment:
        return _comments().get(pk=self.comment)

    def is_shown_in(self, edition: Edition) -> bool:
        """Not where the edition hides the thread."""
        return not holding_of(self.row.thread.article).in_edition(edition).is_hidden


@dataclass(frozen=True, slots=True)
class ReplyNotice(_CommentNotice):
    """Somebody replied: the author of what was replied to hears of it."""

    kind: ClassVar[str] = "reply"
    label: ClassVar[str | Promise] = gettext_lazy("Replies to you")

    def hearers(self) -> Iterator[Hearer]:
        row = self.row
        if row.parent is None or row.parent.author_id in {None, row.author_id}:
            return
        may = _may_hear(row).filter(_hearing(row), pk=row.parent.author_id)
        for reader in may.values_list("pk", flat=True):
            yield Hearer(reader=reader)

    def words(self, edition: Edition) -> Words:
        row = self.row
        with translation.override(edition.language):
            title = _("%(name)s replied to you") % {"name": row.author}
        return _words(row, title)


@dataclass(frozen=True, slots=True)
class FollowedCommentNotice(_CommentNotice):
    """Somebody you follow wrote, or was replied to."""

    kind: ClassVar[str] = "followed_comment"
    label: ClassVar[str | Promise] = gettext_lazy("Comments of readers you follow, and replies to them")

    def hearers(self) -> Iterator[Hearer]:
        row = self.row
        answered = row.parent.author_id if row.parent else None
        spoken = [pk for pk in (row.author_id, answered) if pk is not None]
        # Who follows somebody and has muted them hears of neither what they say nor what is said to them.
        heard = [
            Q(following__followed=reader) & hearing(reader)
            for reader in Reader.objects.filter(shown(), pk__in=spoken).values_list("pk", flat=True)
        ]
        if not heard:
            return
        # Whom the reply itself is for hears of it by ReplyNotice.
        may = _may_hear(row).filter(_hearing(row)).exclude(pk__in=spoken)
        followers = may.filter(reduce(or_, heard)).distinct().order_by("pk")
        for reader in followers.values_list("pk", flat=True).iterator():
            yield Hearer(reader=reader)

    def words(self, edition: Edition) -> Words:
        row = self.row
        with translation.override(edition.language):
            if row.parent is not None and row.parent.author is not None:
                said = _("%(name)s replied to %(other)s") % {"name": row.author, "other": row.parent.author}
            else:
                said = _("%(name)s commented") % {"name": row.author}
        return _words(row, said)


def _words(comment: Comment, title: str) -> Words:
    return Words(
        title=title,
        body=comment.thread.article.headline,
        address=permalink(comment),
        tag=f"comment/{comment.pk}",
        about=f"thread/{comment.thread.article.pk}",
    )


def _comments() -> QuerySet[Comment]:
    return Comment.objects.select_related("author", "thread__article", "parent__author")


def _hearing(comment: Comment) -> Q:
    return Q() if comment.author_id is None else hearing(comment.author_id)


def _may_hear(comment: Comment) -> QuerySet[Reader]:
    """Who is here, and has not chosen an edition that hides the thread."""
    holding = holding_of(comment.thread.article)
    hidden = [edition.pk for edition in all_editions() if holding.in_edition(edition).is_hidden]
    return _not_banned().exclude(edition__in=hidden)


def _not_banned() -> QuerySet[Reader]:
    banned = Sanction.objects.filter(Sanction.in_force(timezone.now()), kind=Sanction.Kind.BAN)
    here = Reader.objects.filter(is_active=True, leaves_at=None)
    return here.exclude(pk__in=banned.values("reader"))
