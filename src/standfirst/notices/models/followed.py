"""Whose new stories a reader wants to hear of, and the stories that wait to be told."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from standfirst.newsroom.stories.models import Article, Author, Section, Topic


class Followed(models.Model):
    """That a reader follows an author, a section or a topic: one of the three.

    Known to the reader alone; when what is followed goes, so does the row.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_subjects")
    author = models.ForeignKey(Author, models.CASCADE, null=True, blank=True, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    SUBJECTS: ClassVar[tuple[str, ...]] = ("author", "section", "topic")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "author"], name="author_followed_once"),
            models.UniqueConstraint(fields=["reader", "section"], name="section_followed_once"),
            models.UniqueConstraint(fields=["reader", "topic"], name="topic_followed_once"),
            models.CheckConstraint(
                condition=Q(author__isnull=False, section=None, topic=None)
                | Q(author=None, section__isnull=False, topic=None)
                | Q(author=None, section=None, topic__isnull=False),
                name="one_subject_followed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.subject}"

    @property
    def subject(self) -> Author | Section | Topic:
        return self.author or self.section or self.topic  # type: ignore[return-value]  # one of them is there


class NewStory(models.Model):
    """That a story was published for the first time, and whether its followers have been told: once for ever."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)
    #: Did anybody follow what it is by, in or about?
    heard = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="new_stories_waiting", condition=Q(told_at=None)),
            models.Index(fields=["told_at"], name="new_stories_heard", condition=Q(heard=True)),
        ]

    def __str__(self) -> str:
        return f"new: {self.article_id}"
