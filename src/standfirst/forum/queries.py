"""Questions about comments. All of them are for readers: what is not on the page is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from .models import SHOWN, Comment, Thread

ROOTS = 30  # top-level comments on one page
REPLIES = 10  # replies shown below each of them at once
MORE_REPLIES = 100  # on each further page of a conversation
DEEPEST = 3  # levels shown; deeper replies stand on the third and say whom they answer
IN_A_LIST = 30


@dataclass(slots=True, eq=False)
class Node:
    """A comment in its place. `answers` is said when the page does not show it by the place."""

    comment: Comment
    level: int = 1
    holder: Node | None = None
    answers: Comment | None = None
    replies: list[Node] = field(default_factory=list)
    #: The last place shown, where there are more replies than that.
    more_after: int | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """One page of a thread, or of one conversation in it; `after` begins the next page."""

    nodes: list[Node]
    count: int
    after: int | None = None

    @property
    def authors(self) -> set[int]:
        """The readers whose names stand on the page."""
        said = [comment for node in walk(self.nodes) for comment in (node.comment, node.answers) if comment]
        return {comment.author_id for comment in said if comment.author_id is not None}


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from walk(node.replies)


def discussion(number: int, *, after: int | None = None) -> Discussion:
    """The thread under article `number`, newest first; `after` is the last comment of the page before."""
    roots = _with_people(Comment.objects.filter(_stands(), thread=number, parent=None)).order_by("-pk")
    if after is not None:
        roots = roots.filter(pk__lt=after)
    found = list(roots[: ROOTS + 1])
    shown = found[:ROOTS]
    below: dict[int, list[Comment]] = {}
    with_replies = [root.pk for root in shown if root.replies]
    for reply in _replies(with_replies).filter(place__lte=REPLIES):
        below.setdefault(reply.root_id or 0, []).append(reply)
    nodes = [_tree(root, below.get(root.pk, [])) for root in shown]
    for node in nodes:
        if node.comment.replies > REPLIES:
            node.more_after = REPLIES
    return Discussion(_pruned(nodes), count_of(number), shown[-1].pk if len(found) > ROOTS else None)


def conversation(root: Comment, *, after: int = 0) -> Discussion:
    """One top-level comment and the replies below it from place `after` on, in the order of their coming."""
    replies = list(_replies([root.pk]).filter(place__gt=after, place__lte=after + MORE_REPLIES))
    node = _tree(root, replies)
    more = after + MORE_REPLIES if root.replies > after + MORE_REPLIES else None
    return Discussion([node], count_of(root.thread_id), more)


def find_comment(number: int, pk: int) -> Comment | None:
    """A comment that everybody sees, in the thread under article `number`."""
    shown = Comment.objects.filter(thread=number, status=SHOWN)
    return _with_people(shown).select_related("thread__article").filter(pk=pk).first()


def find_root(number: int, pk: int) -> Comment | None:
    """A top-level comment with replies: on the page, or a tombstone that holds them."""
    found = Comment.objects.filter(_stands(), thread=number, pk=pk, parent=None)
    return _with_people(found).first()


def page_of(comment: Comment) -> str:
    """Where a comment stands now, below the thread's address: `?after=41#comment-40`, `/40/replies?after=10#…`."""
    root = comment.root_id or comment.pk
    if comment.place > REPLIES:
        start = (comment.place - REPLIES - 1) // MORE_REPLIES * MORE_REPLIES + REPLIES
        return f"/{root}/replies?after={start}#{comment.anchor}"
    newer = Comment.objects.filter(_stands(), thread=comment.thread_id, parent=None, pk__gt=root)
    is_far = newer[:ROOTS].count() == ROOTS
    return f"?after={root + 1}#{comment.anchor}" if is_far else f"#{comment.anchor}"


def count_of(number: int) -> int:
    return Thread.objects.filter(pk=number).values_list("comments", flat=True).first() or 0


def counts_of(numbers: Sequence[int]) -> dict[int, int]:
    """How many comments everybody sees, for those threads that have any."""
    return dict(Thread.objects.filter(pk__in=numbers, comments__gt=0).values_list("pk", "comments"))


def comments_by(reader: Reader, *, after: int | None = None) -> list[Comment]:
    """What a reader said under live stories, newest first; one more than a page holds, when there is one."""
    return _page(in_lists().filter(author=reader), after)


def own_comments(reader: Reader, *, after: int | None = None) -> list[Comment]:
    """All that a reader wrote, whatever became of it; only for the reader."""
    mine = Comment.objects.filter(author=reader).exclude(status="deleted").select_related("thread__article")
    return _page(mine, after)


def is_under_live_story(comment: Comment) -> bool:
    return Article.objects.filter(pk=comment.thread_id, live=True).exists()


def _stands() -> Q:
    """On the page, or a tombstone that may hold replies."""
    return Q(status=SHOWN) | Q(replies__gt=0, shown_at__isnull=False)


def _with_people(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("author", "parent__author")


def _replies(roots: list[int]) -> QuerySet[Comment]:
    return _with_people(Comment.objects.filter(root__in=roots, shown_at__isnull=False)).order_by("place")


def in_lists() -> QuerySet[Comment]:
    """What may stand in a list beside comments under other stories."""
    return _with_people(Comment.objects.filter(status=SHOWN, thread__article__live=True)).select_related(
        "thread__article"
    )


def _page(comments: QuerySet[Comment], after: int | None) -> list[Comment]:
    if after is not None:
        comments = comments.filter(pk__lt=after)
    return list(comments.order_by("-pk")[: IN_A_LIST + 1])


def _tree(root: Comment, replies: Iterable[Comment]) -> Node:
    top = Node(root)
    nodes = {root.pk: top}
    for reply in replies:  # a parent has the lower place, so it is there already or on an earlier page
        above = nodes.get(reply.parent_id or 0)
        holder = above or top
        if holder.level >= DEEPEST and holder.holder is not None:
            holder = holder.holder
        node = Node(reply, holder.level + 1, holder, None if above is holder else reply.parent)
        holder.replies.append(node)
        nodes[reply.pk] = node
    return top


def _pruned(nodes: list[Node]) -> list[Node]:
    """Without tombstones that hold nothing."""
    for node in nodes:
        node.replies = _pruned(node.replies)
    return [node for node in nodes if node.comment.is_shown or node.replies or node.more_after]
