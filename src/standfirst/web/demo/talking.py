"""The demo's readers, whom they follow, and what they say under the stories, through the forum's own verbs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from standfirst.forum.actions import open_thread, post_comment, recommend
from standfirst.forum.models import Comment
from standfirst.forum.moderation import actions as moderation
from standfirst.newsroom.stories.models import Article
from standfirst.readers import handles
from standfirst.readers.actions import follow
from standfirst.readers.models import Reader

Readers = Mapping[str, Reader]


@transaction.atomic
def make_readers(people: list[dict[str, Any]], *, password: str) -> dict[str, Reader]:
    """Readers by first name, with a handle and a line about themselves; then whom each follows."""
    made = {person["name"].partition(" ")[0]: _reader(person, password) for person in people}
    for person in people:
        for followed in person.get("follows", []):
            follow(follower=made[person["name"].partition(" ")[0]], followed=made[followed])
    return made


def _reader(person: dict[str, Any], password: str) -> Reader:
    handle = person["handle"]
    email = f"{handle}@example.org"
    found = Reader.objects.filter(email=email).first()
    if found is not None:
        return found
    reader = Reader.objects.create_user(
        email,
        password if person.get("log_in") else None,
        name=person["name"],
        handle=handle,
        handle_key=handles.key(handle),
        about=person.get("about", ""),
    )
    EmailAddress.objects.create(user=reader, email=email, verified=True, primary=True)
    return reader


def say(said: dict[str, Any], *, readers: Readers, moderator: Reader, stories: Mapping[str, Article]) -> None:
    """One comment with all that is replied to it; the first of a newcomer waits, and the moderator lets it in."""
    article = stories[said["under"]]
    published = article.first_published_at
    if published is not None:
        _say(said, article=article, readers=readers, moderator=moderator, at=published)


def _say(
    said: dict[str, Any],
    *,
    article: Article,
    readers: Readers,
    moderator: Reader,
    at: datetime,
    parent: Comment | None = None,
) -> None:
    at += timedelta(minutes=said["after"])
    comment = post_comment(
        thread=open_thread(article), author=readers[said["by"]], text=said["text"], parent=parent
    )
    if not comment.is_shown and not said.get("waits"):
        moderation.approve(comment=comment, by=moderator)
    # Written some time ago, so that a thread has hours and a reader's limits are not spent.
    Comment.objects.filter(pk=comment.pk).update(created_at=at, shown_at=None if said.get("waits") else at)
    comment.refresh_from_db()
    for name in said.get("recommended", []):
        recommend(comment=comment, reader=readers[name])
    for reply in said.get("reply", []):
        _say(reply, article=article, readers=readers, moderator=moderator, at=at, parent=comment)
