"""Verbs that bring a thread from another house: what is here already stays as it is, what is missing comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.forum.actions import open_thread
from standfirst.forum.arriving import Arriving, bring_in, settled
from standfirst.forum.models import Comment, Thread
from standfirst.forum.passages import Reference
from standfirst.forum.phases import Status
from standfirst.newsroom.stories.models import Article

from ..models import Arrival
from .markdown import markdown_of
from .order import parents_first
from .people import People
from .records import LeftOut, OldComment, OldThread, State
from .report import Report
from .spool import Spool

#: Comments in one transaction: a paper that runs meanwhile is kept waiting for as long as these take.
BATCH = 200
LONGEST = 20_000
#: How the idempotency keys of what came begin.
CAME = "came/"
#: Comments of one story that may bear the same instant.
MOST_AT_ONCE = 20
STATUSES = {
    State.SHOWN: Status.APPROVED,
    State.WAITING: Status.PENDING,
    State.SPAM: Status.REJECTED,
    State.REJECTED: Status.REJECTED,
    State.DELETED: Status.DELETED,
}


def name_for_ever(key: str) -> str:
    """A key of another house as a column holds it."""
    return key if len(key) <= 64 else sha256(key.encode()).hexdigest()


@dataclass(slots=True)
class Move:
    """One file's way into the paper."""

    source: str
    spool: Spool
    people: People
    report: Report
    dry_run: bool = False
    #: The file left this very paper: what still stands here under the same instant is that comment.
    is_ours: bool = False

    def take_in(self, old: OldThread, story: int) -> None:
        """Bring a thread's comments to the story of this number, in transactions of a few hundred."""
        order, circular = parents_first(self.spool.skeleton(old.key))
        self.report.threads += 1
        if circular:
            self.report.notes["replies that went round in a circle: it is opened"] += len(circular)
        came = sum(self.report.taken.values())
        batch = _Batch(self, {parent for _key, parent in order if parent})
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            here = self._here([key for row in rows for key in row if key])
            if self.is_ours:
                here |= self._never_left([key for key, _parent in rows if key not in here], story)
            batch.known.update(here)
            missing = [row for row in rows if row[0] not in here]
            self.report.here_before += len(rows) - len(missing)
            if self.dry_run:
                batch.look_at(missing)
            elif missing:
                with transaction.atomic():
                    batch.keep(missing, _thread(old, story))
        spoken = Comment.objects.filter(thread=story).exclude(once__startswith=CAME)
        if sum(self.report.taken.values()) > came and spoken.exists():
            self.report.notes[
                "stories under which readers had spoken: what came stands after it, as newer"
            ] += 1

    def _here(self, keys: list[str]) -> dict[str, Comment]:
        """Which of these have come before."""
        names = {name_for_ever(key): key for key in keys}
        rows = Arrival.objects.filter(source=self.source, key__in=names).select_related("comment")
        rows = rows.defer("comment__text", "comment__html")
        return {names[row.key]: row.comment for row in rows}

    def _never_left(self, keys: list[str], story: int) -> dict[str, Comment]:
        """Which of these were written here and stand under this story."""
        found: dict[str, Comment] = {}
        for key in keys:
            old = self.spool.comment(key)
            if old.at is None:
                continue
            rows = Comment.objects.filter(thread=story, created_at=old.at).defer("html")[:MOST_AT_ONCE]
            same = [row for row in rows if row.text == old.text] or list(rows)
            if len(same) == 1:
                found[key] = same[0]
        return found


def _place_of(comment: Comment) -> Comment:
    return Comment(
        pk=comment.pk,
        root_id=comment.root_id,
        level=comment.level,
        thread_id=comment.thread_id,
        author_id=comment.author_id,
    )


def _thread(old: OldThread, story: int) -> Thread:
    """The thread, held; a new one is closed where it was closed."""
    made = not Thread.objects.filter(pk=story).exists()
    open_thread(Article.objects.get(pk=story))
    thread = Thread.objects.select_for_update().get(pk=story)
    if made and old.is_closed:
        thread.closed_at = timezone.now()
        thread.save(update_fields=["closed_at"])
    return thread


@dataclass(slots=True)
class _Batch:
    """Keeps the comments of one thread, batch by batch."""

    move: Move
    #: Comments that others answer: of these a tombstone stays, whatever became of them.
    answered: set[str]
    known: dict[str, Comment] = field(default_factory=dict)

    def look_at(self, rows: list[tuple[str, str]]) -> None:
        """What `keep` would do, without doing it."""
        for key, _parent in rows:
            found = self._as_it_comes(self.move.spool.comment(key))
            self._count(found)

    def keep(self, rows: list[tuple[str, str]], thread: Thread) -> None:
        """Called in a transaction."""
        shown, authors, came = 0, set(), 0
        for key, parent in rows:
            old = self.move.spool.comment(key)
            found = self._as_it_comes(old)
            self._count(found)
            if isinstance(found, LeftOut):
                continue
            author = self._author(old, found.status)
            comment = bring_in(
                self._arriving(old, found, author), thread=thread, parent=self._parent(parent, thread)
            )
            Arrival.objects.create(source=self.move.source, key=name_for_ever(key), comment=comment)
            # Of a comment that is kept only its place is asked for again.
            self.known[key] = _place_of(comment)
            shown += comment.is_shown
            came += 1
            authors |= {author} - {None}
        if came:
            log(
                instance=thread, action="transfer.comments", data={"from": self.move.source, "comments": came}
            )
            settled(thread, shown=shown, authors={number for number in authors if number is not None})

    def _as_it_comes(self, old: OldComment) -> _Coming | LeftOut:
        text = "" if old.state is State.DELETED else old.text or markdown_of(old.html)
        if len(text) > LONGEST:
            return LeftOut("a comment longer than any that is kept")
        if not text and old.key not in self.answered and old.state is not State.DELETED:
            return LeftOut("a comment without words")
        return _Coming(text, STATUSES[old.state] if text else Status.DELETED, old.state)

    def _count(self, found: _Coming | LeftOut) -> None:
        report = self.move.report
        if isinstance(found, LeftOut):
            report.left_out[found.why] += 1
        else:
            report.taken[found.state] += 1

    def _author(self, old: OldComment, status: Status) -> int | None:
        """Spam and what its author deleted belong to nobody."""
        if status in {Status.REJECTED, Status.DELETED}:
            return None
        return self.move.people.author_of(old)

    def _arriving(self, old: OldComment, found: _Coming, author: int | None) -> Arriving:
        now = timezone.now()
        if old.at is None or old.at > now:
            self.move.report.notes["comments without a date, or with one to come: they bear today's"] += 1
        spam = (_("Marked as spam where it was written."),)
        return Arriving(
            author=author,
            text=found.text,
            status=found.status,
            at=min(old.at or now, now),
            once=f"{CAME}{sha256(f'{self.move.source}/{old.key}'.encode()).hexdigest()[:50]}",
            reasons=spam if old.state is State.SPAM else tuple(old.reasons),
            holds_replies=old.key in self.answered,
            quote=Reference.stored(old.quote),
            marks={column: datetime.fromisoformat(at) for column, at in old.marks.items()},
        )

    def _parent(self, key: str, thread: Thread) -> Comment | None:
        found = self.known.get(key)
        if key and (found is None or found.thread_id != thread.pk):
            self.move.report.notes[
                "replies to something that is not in this thread: they stand by themselves"
            ] += 1
            return None
        return found


@dataclass(frozen=True, slots=True)
class _Coming:
    text: str
    status: Status
    state: State
