"""A quote of the story in a comment is a reference, shown through the `ArticleView` of whoever looks.

A comment never holds a word of the story. Whatever prints a comment (page, feed, API, export, letter) asks
`words_for(comment, view)` with the view made for its own reader, which is already cut: there is nothing in it to leak.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from standfirst.access.rules import Visitor, VisitorClass, decide
from standfirst.delivery.bus import forget
from standfirst.editions.queries import default_edition
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.reading import ArticleView, read_article, wall_of

from .editing import is_editable
from .keys import reader_key, thread_key
from .models import Comment
from .passages import Reference, find, fixed, words_at

_BREAK = re.compile(r"<br\b[^>]*>")


class State(StrEnum):
    """What becomes of a quote before one visitor's eyes."""

    READABLE = "readable"
    WALLED = "walled"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage as one visitor gets it: its words, or the sentence that stands in their place."""

    state: State
    words: str = ""
    #: The story's own language tag, for the page's `lang`; empty when it is the edition's.
    language: str = ""

    @property
    def is_readable(self) -> bool:
        return self.state is State.READABLE

    @property
    def said(self) -> str:
        """What to print where there is no room for more: the words in quotation marks, or the sentence."""
        return _("“%(words)s”") % {"words": self.words} if self.is_readable else self.sentence

    @property
    def sentence(self) -> str:
        """What is said instead of the words."""
        if self.state is State.WALLED:
            return _("A passage for registered readers")
        return _("The passage quoted here is not in the story any more")


def words_for(comment: Comment, view: ArticleView) -> Passage | None:
    """What may be shown of a comment's quote to whom `view` was made for; None for a comment without one.

    A view of another story shows nothing.
    """
    if not comment.quote:
        return None
    reference = Reference.stored(comment.quote)
    if reference is None or view.number != comment.thread_id:
        return Passage(State.WALLED)
    return passage_at(reference, view)


def passage_at(reference: Reference, view: ArticleView) -> Passage:
    """The passage as this view has it. What is not in a cut view may stand below the cut: that is not told apart."""
    paragraphs = paragraphs_of(view)
    found = find(reference, paragraphs) if reference.print else fixed(reference, paragraphs)
    if found is not None:
        return Passage(State.READABLE, words_at(found, paragraphs), view.language)
    return Passage(State.GONE if view.is_whole else State.WALLED)


def paragraphs_of(view: ArticleView) -> list[str]:
    """The text of the paragraphs in view, as a browser has it: `textContent`, and a line's end for each `<br>`."""
    return [
        unescape(strip_tags(_BREAK.sub("\n", block.html)))
        for block in view.blocks
        if isinstance(block, Paragraph)
    ]


def show_quotes(comments: Iterable[Comment], view_of: Callable[[Comment], ArticleView]) -> None:
    """Give each comment with a quote its `passage`, through one view of each story.

    Until this is called a comment shows no quote at all.
    """
    views: dict[int, ArticleView] = {}
    for comment in comments:
        if comment.quote:
            if comment.thread_id not in views:
                views[comment.thread_id] = view_of(comment)
            comment.passage = words_for(comment, views[comment.thread_id])


def newsroom_view(comment: Comment) -> ArticleView:
    """Its story as the paper's own people read it, for the newsroom's pages alone: all of it."""
    story, edition = comment.thread.article, default_edition()
    colleague = Visitor(VisitorClass.REGISTERED, granted=frozenset({story.number}))
    decision = decide(wall_of(story, edition), colleague, article=story.number)
    return read_article(story, edition=edition, decision=decision)


def quotable(reference: Reference | None, view: ArticleView) -> Reference | None:
    """The reference as it may be kept, when its passage is in the author's own view; else None."""
    return fixed(reference, paragraphs_of(view)) if reference else None


@transaction.atomic
def keep_quote(*, comment: Comment, quote: Reference) -> None:
    """Keep what `quotable` gave, once. To be called in the transaction that posts the comment."""
    if comment.quote or not is_editable(comment, at=timezone.now()):
        return
    comment.quote = quote.as_json()
    comment.save(update_fields=["quote"])
    forget({thread_key(comment.thread_id), reader_key(comment.author_id)})
