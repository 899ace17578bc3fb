"""What the moderators' pages print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import ngettext

from ..reasons import in_words

register = template.Library()


@register.filter
def count_of(counts: Mapping[str, int], name: str) -> int:
    """How much waits in a queue; 0 for a list that is none."""
    return counts.get(name, 0)


@register.filter
def finding_in_words(finding: Mapping[str, Any]) -> str:
    """What a phase saw, as its reason says it."""
    return " ".join(in_words([str(finding.get("reason", ""))]))


@register.filter
def is_a_count(finding: Mapping[str, Any]) -> bool:
    """Is what it saw a number, held against one of the guide's, and nothing that somebody wrote?"""
    return str(finding.get("match", "")).isdecimal() and ": " in str(finding.get("rule", ""))


@register.filter
def minutes_in_words(minutes: int | None) -> str:
    """A length of time, to the minute; in hours and days where it is longer. A dash for none."""
    if minutes is None:
        return "–"
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
