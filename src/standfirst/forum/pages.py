"""The pages of a thread: which comments stand on one, each in its place, and on which page a comment is found.

Every page costs the same few questions, however long the thread and however deep the conversation: a page begins
after a mark (`sorts`), replies are ranges of their numbers (`places`), and nothing follows parents up or down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Follow, Reader
from standfirst.readers.queries import not_heard_by, shown

from .badges import Badge, badges_of
from .curation import MOST_PINNED
from .models import SHOWN, Comment
from .queries import with_people
from .sorts import Mark, Sort, just_before, ordering, stretches

#: A page ends with the top-level comment at which so many comments stand on it, replies among them.
FULL = 50
#: Replies shown at once below a comment of the first level, and of the second. Below the third nothing is shown: the
#: conversation goes on on a page of its own.
BELOW = (8, 4)
#: Replies to one comment on each page of its own.
MORE = 25


@dataclass(slots=True, eq=False)
class Node:
    """A comment in its place. `answers` is set where the page does not show it by the place."""

    comment: Comment
    replies: list[Node] = field(default_factory=list)
    answers: Comment | None = None
    #: The last place shown, where there are more replies than that: 0 where none is.
    more_after: int | None = None
    is_pinned: bool = False
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """One page of a thread; `after` begins the next one."""

    nodes: list[Node]
    after: Mark | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One comment and a page of the replies to it; `after` is the last place shown, where there are more."""

    node: Node
    after: int | None = None


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """Every comment of a page: three levels, whatever the conversation has."""
    for node in nodes:
        yield node
        yield from walk(node.replies)


def award(nodes: Iterable[Node], story: Article) -> dict[int, Reader]:
    """Set the badges under a story; answers with the readers whose names stand on the page, by their numbers."""
    nodes = list(walk(nodes))
    said = [comment for node in nodes for comment in (node.comment, node.answers)]
    people = {comment.author.pk: comment.author for comment in said if comment and comment.author}
    badges = badges_of(people, story)
    for node in nodes:
        node.badge = badges.get(node.comment.author_id or 0)
    return people


def discussion(number: int, *, sort: Sort = Sort.NEWEST, after: Mark | None = None) -> Discussion:
    """A page of the thread under article `number`. What is pinned stands first on the first page, and nowhere else."""
    if sort is Sort.PICKS:
        return _picks(number, after)
    pinned = list(_tops(number).filter(_is_pinned()).order_by("pinned_at")[:MOST_PINNED])
    others = _tops(number).exclude(pk__in=[comment.pk for comment in pinned])
    found = _range(others, sort, after, FULL + 1)
    tops = _promised(found)
    grown = _grow(tops, BELOW)
    nodes = _filled(grown)
    last = nodes[-1].comment if len(nodes) < len(found) else None
    if after is None:
        above = _grow(pinned, BELOW)
        for node in above:
            node.is_pinned = True
        nodes = above + nodes
    mark = None if last is None else Mark(last.pk, last.recommended)
    return Discussion(_pruned(nodes), mark)


def _picks(number: int, after: Mark | None) -> Discussion:
    """The paper's picks, each by itself: the page of its replies is one step away."""
    lifted = Comment.objects.filter(thread=number, featured_at__isnull=False, status=SHOWN)
    found = _range(with_people(lifted), Sort.PICKS, after, FULL + 1)
    return alone(found)


def said_by_followed(reader: Reader, number: int, after: Mark | None = None) -> Discussion:
    """What the readers whom a reader follows say under article `number`, newest first, each by itself."""
    followed = Follow.objects.filter(shown("followed__"), follower=reader).values("followed")
    said = Comment.objects.filter(thread=number, status=SHOWN, author__in=followed)
    said = said.exclude(author__in=not_heard_by(reader))
    return alone(_range(with_people(said), Sort.NEWEST, after, FULL + 1))


def alone(found: Sequence[Comment]) -> Discussion:
    """Comments that stand by themselves, and say whom they answer. One more than a page holds begins the next."""
    on_page = found[:FULL]
    nodes = [
        Node(comment, answers=comment.parent, more_after=0 if comment.replies else None)
        for comment in on_page
    ]
    return Discussion(nodes, Mark(on_page[-1].pk) if len(found) > FULL else None)


def conversation(comment: Comment, *, after: int = 0) -> Conversation:
    """One comment, whatever its level, and the replies to it from place `after` on, in the order of their coming."""
    top = Node(comment, answers=comment.parent)
    _grow_below([top], [(after, after + MORE), *((0, most) for most in BELOW[1:])])
    top.replies = _pruned(top.replies)
    more, top.more_after = top.more_after, None
    return Conversation(top, more)


def find_standing(number: int, pk: int) -> Comment | None:
    """A comment on the page, or a tombstone that holds replies."""
    found = Comment.objects.filter(_stands(), thread=number, pk=pk, shown_at__isnull=False)
    return with_people(found).first()


def page_of(comment: Comment, sort: Sort = Sort.NEWEST) -> str:
    """Where a comment stands now, below the thread's address: `?after=41#comment-40`, `/40/replies#comment-99`."""
    if sort is Sort.PICKS:
        sort = Sort.PICKS if comment.featured_at else Sort.NEWEST
    elif not _stands_with_its_root(comment):
        start = (comment.place - 1) // MORE * MORE
        return f"/{comment.parent_id}/replies{f'?after={start}' if start else ''}#{comment.anchor}"
    top = comment if sort is Sort.PICKS or comment.root is None else comment.root
    asked = [] if sort is Sort.NEWEST else [f"sort={sort}"]
    first = discussion(comment.thread_id, sort=sort)
    if top.pk not in {node.comment.pk for node in first.nodes}:
        asked.append(f"after={just_before(Mark(top.pk, top.recommended), sort).to_text(sort)}")
    return f"{'?' if asked else ''}{'&'.join(asked)}#{comment.anchor}"


def _stands_with_its_root(comment: Comment) -> bool:
    """Is it shown where the thread shows its top-level comment?"""
    match comment.level:
        case 1:
            return True
        case 2:
            return comment.place <= BELOW[0]
        case 3 if comment.parent is not None:
            return comment.place <= BELOW[1] and comment.parent.place <= BELOW[0]
        case _:
            return False


def _stands() -> Q:
    """On the page, or a tombstone that may hold replies."""
    return Q(status=SHOWN) | Q(replies__gt=0)


def _is_pinned() -> Q:
    return Q(pinned_at__isnull=False, status=SHOWN)


def _tops(number: int) -> QuerySet[Comment]:
    found = Comment.objects.filter(_stands(), thread=number, parent=None, shown_at__isnull=False)
    return found.select_related("author")


def _range(comments: QuerySet[Comment], sort: Sort, after: Mark | None, most: int) -> list[Comment]:
    found: list[Comment] = []
    for stretch in stretches(after, sort):
        if len(found) < most:
            found += comments.filter(stretch).order_by(*ordering(sort))[: most - len(found)]
    return found


def _promised(tops: Sequence[Comment]) -> list[Comment]:
    """So many that their replies alone may fill a page: nothing is read that surely stands on the next one."""
    promised, taken = 0, []
    for top in tops[:FULL]:
        taken.append(top)
        promised += 1 + min(top.replies, BELOW[0])
        if promised >= FULL:
            break
    return taken


def _filled(nodes: Sequence[Node]) -> list[Node]:
    """Up to the one at which the page is full."""
    there, taken = 0, []
    for node in nodes:
        taken.append(node)
        there += sum(1 for _each in walk([node]))
        if there >= FULL:
            break
    return taken


def _grow(tops: Iterable[Comment], below: Sequence[int]) -> list[Node]:
    nodes = [Node(comment) for comment in tops]
    _grow_below(nodes, [(0, most) for most in below])
    return nodes


def _grow_below(nodes: Sequence[Node], ranges: Sequence[tuple[int, int]]) -> None:
    """Hang replies below nodes, level by level: one question for each range of places, whatever stands there."""
    level = list(nodes)
    for first, last in ranges:
        holders = {node.comment.pk: node for node in level if node.comment.replies > first}
        level = []
        replies = Comment.objects.filter(parent__in=list(holders), place__gt=first, place__lte=last)
        for reply in replies.select_related("author").order_by("place") if holders else ():
            node = Node(reply)
            holders[reply.parent_id or 0].replies.append(node)
            level.append(node)
        for holder in holders.values():
            holder.more_after = last if holder.comment.replies > last else None
    for node in level:
        node.more_after = 0 if node.comment.replies else None


def _pruned(nodes: Iterable[Node]) -> list[Node]:
    """Without tombstones that hold nothing."""
    kept = []
    for node in nodes:
        node.replies = _pruned(node.replies)
        if node.comment.is_shown or node.replies or node.more_after is not None:
            kept.append(node)
    return kept
