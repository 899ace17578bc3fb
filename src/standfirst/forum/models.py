"""Threads, comments, and what readers and moderators do with them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.newsroom.stories.models import Article

from .machines.webhook_rows import Webhook as Webhook
from .moderation.models import Appeal as Appeal
from .moderation.models import BarredAddress as BarredAddress
from .moderation.models import Decision as Decision
from .moderation.models import Ground as Ground
from .moderation.models import LegalNotice as LegalNotice
from .moderation.models import Note as Note
from .moderation.models import Sanction as Sanction
from .phases import Status
from .policy.models import StatedPolicy as StatedPolicy

READER = settings.AUTH_USER_MODEL
#: "Is on the page": what everybody sees.
SHOWN = Status.APPROVED.value
#: Letters of a watched word or phrase.
LONGEST_WATCHED = 80
STATUSES = [
    (Status.PENDING.value, _("waits for a moderator")),
    (Status.APPROVED.value, _("on the page")),
    (Status.REJECTED.value, _("rejected")),
    (Status.DELETED.value, _("deleted by its author")),
]


#: Of its own, and seen by everybody once: what never was on the page is in no reader's way.
TOP = models.Q(parent=None, shown_at__isnull=False)
REPLY = models.Q(parent__isnull=False)


class Thread(models.Model):
    """The discussion under one article; its number is the article's, so its key is `thread/81`."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="+")
    #: Comments that everybody sees.
    comments = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")

    def __str__(self) -> str:
        return f"thread/{self.pk}"


class Comment(models.Model):
    """One contribution. A reply has a parent; `root` is the top-level comment above it. See `places`.

    A comment is never removed from the table alone: taken down, it stays as a tombstone that holds its replies.
    With its thread all rows go at once: to follow parents down would be to recurse as deep as a conversation is.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey(
        READER, models.SET_NULL, null=True, related_name="comments", db_index=False, verbose_name=_("author")
    )
    parent = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="answers", db_index=False
    )
    #: Without a constraint: it follows from `parent`, and to check it would need an index of its own.
    root = models.ForeignKey(
        "self",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    #: Whom it answers: the parent's author, kept here so that the replies to a reader are one walk of an index.
    addressee = models.ForeignKey(
        READER, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False, editable=False
    )
    #: 1 for a top-level comment, 2 for a reply to it, and so on, however deep.
    level = models.PositiveIntegerField(default=1)
    #: Among the replies to the same comment, in the order in which they were first seen: 1, 2, 3 …; else 0.
    place = models.PositiveIntegerField(default=0)
    #: How many such places have been given out below this comment.
    replies = models.PositiveIntegerField(default=0)
    #: As typed (Markdown); what readers see is `html`.
    text = models.TextField(_("text"))
    html = models.TextField(editable=False)
    status = models.CharField(_("status"), max_length=8, choices=STATUSES)
    #: Codes of `phases.Reason` and, after a moderator's act, the words given.
    reasons = models.JSONField(default=list, blank=True)
    #: What the phases saw, for moderators: [{"phase", "reason", "match", "rule"}]. `match` may hold the author's words.
    findings = models.JSONField(default=list, blank=True, editable=False)
    #: The client's idempotency key, or one made from what was said and where.
    once = models.CharField(max_length=64)
    #: Of the text without case and spaces: the same words again are found by it.
    fingerprint = models.CharField(max_length=32)
    recommended = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    #: The passage of the story that it quotes: a reference and never the words; see `quotes`.
    quote = models.JSONField(null=True, blank=True, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)  #: when everybody first saw it, and it was told
    #: Since when it is one of the paper's picks; see `curation`.
    featured_at = models.DateTimeField(null=True, blank=True)
    #: Since when it stands above all others of its thread. Top-level comments only.
    pinned_at = models.DateTimeField(null=True, blank=True)

    #: What one visitor may see of `quote`, a `quotes.Passage`; nothing until `quotes.show_quotes` has put it there.
    passage: Any = None
    #: Is it all that its author wrote so far? Known to whoever has just kept it, and None to all others.
    is_first: bool | None = None

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comments", _("May moderate comments"))]
        constraints = [models.UniqueConstraint(fields=["author", "once"], name="comment_once")]
        indexes = [
            models.Index(fields=["thread", "-id"], name="comment_top", condition=TOP),
            models.Index(fields=["thread", "-recommended", "-id"], name="comment_best", condition=TOP),
            models.Index(fields=["thread", "-id", "author"], name="comment_in_thread"),
            models.Index(fields=["parent", "place"], name="comment_below", condition=REPLY),
            models.Index(fields=["author", "-id", "status"], name="comment_by"),
            models.Index(
                fields=["addressee", "-id", "author", "status"],
                name="comment_to",
                condition=models.Q(addressee__isnull=False),
            ),
            models.Index(fields=["-id"], name="comment_waiting", condition=models.Q(status="pending")),
            models.Index(fields=["created_at"], name="comment_written"),
            models.Index(
                fields=["thread", "-id"],
                name="comment_featured",
                condition=models.Q(featured_at__isnull=False),
            ),
            models.Index(
                fields=["thread"], name="comment_pinned", condition=models.Q(pinned_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return _("comment %(number)s") % {"number": self.pk}

    def save(self, **kwargs: Any) -> None:
        if self._state.adding and self.parent is not None:
            self.addressee_id = self.parent.author_id
        super().save(**kwargs)

    @property
    def is_shown(self) -> bool:
        return bool(self.status == SHOWN)

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"


class FeedVisit(models.Model):
    """Up to when a reader has read "Following": what everybody first saw later is unread."""

    reader = models.OneToOneField(READER, models.CASCADE, primary_key=True, related_name="+")
    read_to = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.reader_id} read to {self.read_to:%Y-%m-%d %H:%M}"


class EarlierText(models.Model):
    """What a comment said before its author changed it: for moderators, so that nobody is reported for other words."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="earlier")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"earlier {self.comment_id}"


class Recommendation(models.Model):
    """That a reader recommends a comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="recommendations")
    reader = models.ForeignKey(READER, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "comment"], name="recommended_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} recommends {self.comment_id}"


class Report(models.Model):
    """That somebody says a comment breaks the rules. Open until a moderator has dealt with it."""

    class Reason(models.TextChoices):
        ABUSE = "abuse", _("Abuse or harassment")
        HATE = "hate", _("Hatred")
        SPAM = "spam", _("Spam or advertising")
        FALSE = "false", _("False or misleading")
        ILLEGAL = "illegal", _("Against the law")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    #: None for a stranger, who may report too.
    reader = models.ForeignKey(READER, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    #: What was decided; the reader who reported it is told.
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reader"], name="reported_once", condition=models.Q(resolved_at=None)
            )
        ]
        indexes = [
            models.Index(fields=["comment"], name="report_open", condition=models.Q(resolved_at=None)),
            models.Index(fields=["at"], name="report_at"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.comment_id}"


class WatchedWord(models.Model):
    """A word or phrase that moderators watch. `spam*` watches every word that begins so."""

    class Kind(models.TextChoices):
        BANNED = "banned", _("Banned: the comment is rejected")
        SUSPECT = "suspect", _("Suspect: a moderator looks first")

    words = models.CharField(
        _("word or phrase"),
        max_length=LONGEST_WATCHED,
        unique=True,
        help_text=_("End with * to watch all that begins so."),
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.SUSPECT)

    panels: ClassVar[list[str]] = ["words", "kind"]

    class Meta:
        ordering = ["words"]
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")

    def __str__(self) -> str:
        return self.words
