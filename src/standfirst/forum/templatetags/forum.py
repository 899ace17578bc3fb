"""What the forum offers to whole pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from wagtail.models import BaseLogEntry

from standfirst.newsroom.stories.reading import ArticleView

from ..addresses import edit_address, permalink, thread_address
from ..editing import is_editable
from ..models import Comment
from ..reasons import in_words

register = template.Library()


@register.inclusion_tag("forum/part_invitation.html", takes_context=True)
def thread_invitation(context: Context, view: ArticleView) -> dict[str, Any]:
    """The invitation below a story, whole or cut: it says where the thread is, and how many talk."""
    return {
        "paper": context["paper"],
        "edition": context["edition"],
        "number": view.number,
        "address": thread_address(view.address),
    }


@register.filter
def link_to(comment: Comment) -> str:
    """A comment's permalink; its thread and article must be loaded."""
    return permalink(comment)


@register.filter
def link_to_edit(comment: Comment) -> str:
    """Where its author may change a comment for now; empty when its minutes are over."""
    return edit_address(comment) if is_editable(comment, at=timezone.now()) else ""


@register.filter
def reasons_in_words(comment: Comment) -> list[str]:
    return in_words(comment.reasons)


@register.filter
def why(entry: BaseLogEntry) -> str:
    """Why an act was done, as its log entry keeps it: codes, or a moderator's words."""
    said = entry.data.get("why", "")
    return " · ".join(in_words(said if isinstance(said, list) else [said]))
