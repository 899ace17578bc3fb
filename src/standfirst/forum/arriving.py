"""Comments that come from another house, with what had become of them there. Nobody is told of them: what they say was
said long ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from standfirst.delivery.bus import announce, forget, withdraw
from standfirst.newsroom.stories.actions import record_interest
from standfirst.readers.models import Reader

from .keys import reader_key, thread_key
from .models import Comment, Decision, Note, Sanction, Thread
from .passages import Reference
from .phases import Status
from .places import below, take_place
from .text import clean, fingerprint, to_html

#: Keys in one line of the bus.
MANY = 200


@dataclass(frozen=True, slots=True)
class Arriving:
    """What is known of it. `once` is its name for ever; `holds_replies` keeps a tombstone in its place."""

    author: int | None
    text: str
    status: Status
    at: datetime
    once: str
    reasons: tuple[str, ...] = ()
    holds_replies: bool = False
    quote: Reference | None = None
    #: Instants by the column that holds them: when it was edited, made a pick, pinned.
    marks: Mapping[str, datetime] = field(default_factory=dict)


def bring_in(arriving: Arriving, *, thread: Thread, parent: Comment | None) -> Comment:
    """Keep it as it was. To be called in a transaction, with `settled` at its end."""
    was_shown = arriving.status is Status.APPROVED or arriving.holds_replies
    return Comment.objects.create(
        thread=thread,
        author_id=arriving.author,
        text=clean(arriving.text),
        html=to_html(arriving.text),
        status=arriving.status,
        reasons=list(arriving.reasons),
        once=arriving.once,
        fingerprint=fingerprint(arriving.text) if arriving.text else "",
        created_at=arriving.at,
        shown_at=arriving.at if was_shown else None,
        place=take_place(parent.pk if parent else None) if was_shown else 0,
        quote=arriving.quote.as_json() if arriving.quote else None,
        **arriving.marks,
        **below(parent),
    )


def settled(thread: Thread, *, shown: int, authors: set[int]) -> None:
    """So many more are on the page: the count, the pages, the open streams. Once for many, in their transaction."""
    Thread.objects.filter(pk=thread.pk).update(comments=F("comments") + shown)
    count = Thread.objects.values_list("comments", flat=True).get(pk=thread.pk)
    record_interest(thread.pk, discussed=count)
    forget({thread_key(thread.pk), *(reader_key(author) for author in authors)})
    announce(thread_key(thread.pk), count)


def hand_over(*, before: Reader, to: Reader) -> int:
    """What stood for an account that only held a name stands for a reader: comments, and what moderators decided and
    noted about them. To be called in a transaction. Says how many comments."""
    written = Comment.objects.filter(author=before)
    threads = sorted(set(written.values_list("thread_id", flat=True)))
    moved = written.update(author=to)
    Comment.objects.filter(addressee=before).update(addressee=to)
    for model in (Sanction, Decision, Note):
        model._base_manager.filter(reader=before).update(reader=to)  # noqa: SLF001 - Django documents it
    withdraw({reader_key(before.pk), reader_key(to.pk)})
    for start in range(0, len(threads), MANY):
        withdraw(thread_key(number) for number in threads[start : start + MANY])
    return moved
