"""Verbs of readers: comment, delete, recommend, report. Each is one transaction; each act is on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from standfirst.delivery.bus import forget, forget_and_announce
from standfirst.kit.statements import ask, insert, prepared
from standfirst.newsroom.stories.actions import record_interest
from standfirst.newsroom.stories.models import Article
from standfirst.notices.actions import tell
from standfirst.readers.models import Reader
from standfirst.readers.queries import blocked_between, is_followed

from .facts import POLICY, Where, gather, may_take_part, past_of
from .keys import reader_key, thread_key
from .machines.webhooks import Event, hook
from .models import SHOWN, Comment, Recommendation, Report, Thread
from .moderation.deciding import decided_by_rule
from .notices import FollowedCommentNotice, ReplyNotice
from .phases import Draft, Reason, Status, moderate
from .places import below, take_place
from .policy.sights import topic_in, topic_of
from .queries import rows_under
from .reasons import in_words
from .record import record
from .scorers.scorer import Said, risk_of
from .text import clean, fingerprint, to_html

_COUNT = "UPDATE forum_thread SET comments = comments + %s WHERE article_id = %s RETURNING comments"


class Refused(Exception):
    """Nothing was kept. `sentences` say why; whoever asked shows the text again."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(self.reasons))

    @property
    def sentences(self) -> list[str]:
        return in_words(self.reasons)


def open_thread(article: Article) -> Thread:
    """The thread under an article; the row is made by the first comment."""
    for thread in rows_under(article.pk):
        return thread
    return Thread.objects.get_or_create(article=article)[0]


def post_comment(
    *, thread: Thread, author: Reader, text: str, parent: Comment | None = None, once: str = ""
) -> Comment:
    """Keep a comment, and tell everybody whom it concerns, in one transaction.

    `once` is the client's idempotency key; without one, the same words at the same place are the same
    comment. The same key again answers with the same comment. Raises Refused, with reasons in words, when
    nothing was kept.
    """
    if len(text) > POLICY.longest:
        raise Refused([Reason.TOO_LONG])  # before anybody reads a megabyte of it
    once = once[:64] or _key_of(thread, parent, text)
    known = _sent_as(author.pk, once)
    if known:
        return known[0]
    # Before the transaction: whoever is asked may take a while.
    words = clean(text)
    risk = None if author.is_staff else risk_of(Said(words, thread.pk, parent is not None))
    try:
        with transaction.atomic():
            return _post(Draft(words, parent is not None, risk), thread, author, parent, once)
    except (IntegrityError, Refused):
        # Somebody (a second click, a retry) may have been faster with the same key.
        faster = _sent_as(author.pk, once)
        if not faster:
            raise
        return faster[0]


@prepared
def _sent_as(author: int, once: str) -> QuerySet[Comment]:
    return Comment.objects.filter(author=author, once=once)


def _key_of(thread: Thread, parent: Comment | None, text: str) -> str:
    place = f"{thread.pk}/{parent.pk if parent else ''}\n"
    return sha256((place + clean(text)).encode()).hexdigest()


def _post(draft: Draft, thread: Thread, author: Reader, parent: Comment | None, once: str) -> Comment:
    text = draft.text
    where = Where.held(thread.pk)
    past = past_of(author)
    facts = gather(where=where, author=author, text=text, parent=parent, past=past)
    verdict = moderate(draft, facts)
    if verdict.status is Status.REFUSED:
        raise Refused(verdict.reasons)
    now, is_shown = timezone.now(), verdict.status is Status.APPROVED
    comment = Comment(
        thread=where.thread,
        author=author,
        text=text,
        html=to_html(text),
        status=verdict.status,
        reasons=list(verdict.reasons),
        findings=[asdict(finding) for finding in verdict.findings],
        once=once,
        fingerprint=fingerprint(text),
        created_at=now,
        shown_at=now if is_shown else None,
        place=take_place(parent.pk if parent else None) if is_shown else 0,
        **below(parent),
    )
    insert(comment)
    comment.is_first = not past.rows
    record(
        comment,
        "forum.comment",
        by=author,
        data={"verdict": verdict.status, "why": list(verdict.reasons)},
    )
    hook(Event.NEW, comment)
    if is_shown:
        _tell(comment)
        changed(comment, by=1, topic=topic_in(thread.pk, where.holding))
    elif verdict.status is Status.REJECTED:
        decided_by_rule(comment)
    return comment


def show(comment: Comment) -> None:
    """Called in a transaction when a moderator has put a comment onto the page: told once, however often."""
    if comment.shown_at is None:
        comment.shown_at, comment.place = timezone.now(), take_place(comment.parent_id)
        comment.save(update_fields=["shown_at", "place"])
        _tell(comment)
    changed(comment, by=1)


def _tell(comment: Comment) -> None:
    """Only what somebody will hear: who begins to follow later is told nothing of the past."""
    author, answered = comment.author_id or 0, comment.addressee_id or 0
    if answered not in {0, author}:
        tell(ReplyNotice(comment.pk))
    if is_followed(author, answered):
        tell(FollowedCommentNotice(comment.pk))


def changed(comment: Comment, *, by: int, topic: str = "") -> None:
    """Called in a transaction when a thread reads differently; `by` is how many more everybody sees.

    `topic` is what streams call the thread, where that is known.
    """
    number = comment.thread_id
    # Not the count that was read before: only this row, now locked, knows what others added meanwhile.
    ((count,),) = ask(_COUNT, by, number)
    if by:
        record_interest(number, discussed=count)
    keys = {thread_key(number), reader_key(comment.author_id)}
    # What was taken down comes back for no error.
    forget_and_announce(keys, topic or topic_of(number), count, for_good=by < 0)


@transaction.atomic
def delete_own(*, comment: Comment, author: Reader) -> None:
    """Take one's own comment down. A tombstone keeps the replies below it; the words are gone.

    Raises PermissionError for somebody else's comment.
    """
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.author_id != author.pk:
        raise PermissionError("only its author may delete a comment")
    if held.status == Status.DELETED:
        return
    was_shown = held.is_shown
    held.status, held.text, held.html, held.edited_at = Status.DELETED, "", "", timezone.now()
    held.earlier.all().delete()
    held.once = f"deleted/{held.pk}"  # the same words may be said again
    held.findings, held.quote = [], None  # they hold its words, and say what it was about
    held.save(update_fields=["status", "text", "html", "edited_at", "once", "findings", "quote"])
    record(held, "forum.delete_own", by=author)
    changed(held, by=-1 if was_shown else 0)


@transaction.atomic
def recommend(*, comment: Comment, reader: Reader) -> bool:
    """Recommend it; says whether that is new. Raises Refused for the sanctioned, those kept apart, and one's own."""
    if not may_take_part(reader):
        raise Refused([Reason.BANNED])
    if not comment.is_shown or comment.author_id == reader.pk:
        raise Refused([Reason.GONE])
    if blocked_between(comment.author_id, reader.pk) and not reader.is_staff:
        raise Refused([Reason.BLOCKED])
    _row, is_new = Recommendation.objects.get_or_create(comment=comment, reader=reader)
    if is_new:
        _count_recommendations(comment, 1)
    return is_new


@transaction.atomic
def unrecommend(*, comment: Comment, reader: Reader) -> bool:
    """Take a recommendation back; says whether there was one."""
    gone, _kinds = Recommendation.objects.filter(comment=comment, reader=reader).delete()
    if gone:
        _count_recommendations(comment, -1)
    return bool(gone)


def _count_recommendations(comment: Comment, by: int) -> None:
    Comment.objects.filter(pk=comment.pk).update(recommended=F("recommended") + by)
    forget({thread_key(comment.thread_id)})


@transaction.atomic
def report(*, comment: Comment, reader: Reader | None, reason: str, note: str = "") -> Report:
    """Say that a comment breaks the rules. A reader's second report of one replaces the first."""
    values = {"reason": reason, "note": clean(note)[:1000], "at": timezone.now()}
    if reader is None:
        made = Report.objects.create(comment=comment, reader=None, **values)
    else:
        made, _is_new = Report.objects.update_or_create(
            comment=comment, reader=reader, resolved_at=None, defaults=values
        )
    record(comment, "forum.report", by=reader, data={"why": reason})
    hook(Event.FLAGGED, comment, reason=reason)
    return made


__all__ = [
    "SHOWN", "Refused", "changed", "delete_own", "open_thread", "post_comment", "recommend", "report", "show",
    "unrecommend",
]  # fmt: skip
