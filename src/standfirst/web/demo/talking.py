"""What the demo's people say under the stories, and what the desk does about it, through the forum's own verbs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from standfirst.editions.queries import default_edition
from standfirst.forum.actions import open_thread, post_comment, recommend, report
from standfirst.forum.addresses import permalink
from standfirst.forum.curation import feature, pin
from standfirst.forum.models import Comment
from standfirst.forum.moderation import actions as moderation
from standfirst.forum.moderation.appeals import appeal
from standfirst.forum.moderation.legal import Notifier, receive
from standfirst.forum.passages import Reference
from standfirst.forum.phases import Status
from standfirst.forum.policy.actions import close_thread, set_policy
from standfirst.forum.quotes import keep_quote, newsroom_view, paragraphs_of, quotable
from standfirst.forum.words.watching import take_list
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from .people import People


@dataclass(frozen=True, slots=True)
class Line:
    """One comment as the content has it, where and when it is said; `once` names it, `above` what it answers."""

    said: dict[str, Any]
    story: Article
    at: datetime
    once: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who talks, and who looks after it."""

    people: People
    moderator: Reader
    editor: Reader


def watch_words(lists: list[dict[str, Any]], *, cast: Cast) -> None:
    for one in lists:
        take_list(lines=one["words"], kind=one["kind"], by=cast.moderator)


def talk(comments: list[dict[str, Any]], *, cast: Cast, stories: Mapping[str, Article]) -> None:
    """Everything that is said, in the order of the clock, so that it stands everywhere as if it had been said then."""
    lines = [line for said in comments for line in _lines(said, stories[said["under"]])]
    made: dict[str, Comment] = {}
    for line in sorted(lines, key=lambda line: line.at):
        made[line.once] = _say(line, cast=cast, parent=made.get(line.above))


def _lines(
    said: dict[str, Any], story: Article, since: datetime | None = None, above: str = ""
) -> Iterator[Line]:
    begun = since or story.first_published_at
    if begun is None:
        return
    at = begun + timedelta(minutes=said["after"])
    once = "demo/" + sha256(f"{story.uri}\n{said['by']}\n{said['text']}".encode()).hexdigest()[:40]
    yield Line(said, story, at, once, above)
    for reply in said.get("reply", []):
        yield from _lines(reply, story, at, once)


@transaction.atomic
def _say(line: Line, *, cast: Cast, parent: Comment | None) -> Comment:
    """One comment and all that became of it; nothing, when it is there already."""
    said, author = line.said, cast.people[line.said["by"]]
    known = Comment.objects.filter(author=author, once=line.once).first()
    if known is not None:
        return known
    comment = post_comment(
        thread=open_thread(line.story), author=author, text=said["text"], parent=parent, once=line.once
    )
    if "quote" in said:
        _quote(comment, said["quote"])
    if comment.status == Status.PENDING and not said.get("waits"):
        moderation.approve(comment=comment, by=cast.moderator)
        comment.refresh_from_db()
    # Written some time ago, so that a thread has hours and a reader's limits are not spent.
    shown = line.at if comment.is_shown else None
    Comment.objects.filter(pk=comment.pk).update(created_at=line.at, shown_at=shown)
    comment.refresh_from_db()
    _lift(comment, said, cast)
    _accuse(comment, said, cast)
    return comment


def _quote(comment: Comment, words: str) -> None:
    """Refer to a passage of the story. Raises ValueError for words that do not stand there."""
    view = newsroom_view(comment)
    for number, paragraph in enumerate(paragraphs_of(view)):
        start = paragraph.find(words)
        reference = quotable(Reference(number, start, start + len(words)), view) if start >= 0 else None
        if reference is not None:
            keep_quote(comment=comment, quote=reference)
            return
    raise ValueError(f"“{words}” does not stand in {comment.thread.article}")


def _lift(comment: Comment, said: dict[str, Any], cast: Cast) -> None:
    for name in said.get("recommended", []):
        recommend(comment=comment, reader=cast.people[name])
    if said.get("featured"):
        feature(comment=comment, by=cast.editor)
    if said.get("pinned"):
        pin(comment=comment, by=cast.editor)


def _accuse(comment: Comment, said: dict[str, Any], cast: Cast) -> None:
    """Reports, a notice of illegal content, a rejection, and the appeal against it."""
    for one in said.get("reported", []):
        who = cast.people[one["by"]]
        report(comment=comment, reader=who, reason=one["reason"], note=one.get("note", ""))
    if "notice" in said:
        told = said["notice"]
        notifier = Notifier(name=told["name"], email=told["email"], edition=default_edition())
        receive(
            category=told["category"],
            address=permalink(comment),
            explanation=told["explanation"],
            notifier=notifier,
        )
    if "rejected" in said:
        why = moderation.Why(said["rejected"]["words"], said["rejected"]["ground"])
        made = moderation.reject(comment=comment, by=cast.moderator, reason=why)
        if made is not None and "appeal" in said and comment.author is not None:
            appeal(decision=made, reader=comment.author, text=said["appeal"])


def set_rules(threads: list[dict[str, Any]], *, cast: Cast, stories: Mapping[str, Article]) -> None:
    """Rules of their own for some threads; some are closed. Whatever was said there has been said."""
    for thread in threads:
        story = stories[thread["under"]]
        if "policy" in thread:
            set_policy(scope=story, by=cast.editor, said=thread["policy"])
        if "closed" in thread:
            close_thread(story=story, by=cast.editor, reason=thread["closed"])
