"""Walls and decisions in words, for whoever sets them and whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.access.meters import Meter
from standfirst.access.rules import Reason, Wall, WallKind, wall_or_shut
from standfirst.editions.models import Edition

if TYPE_CHECKING:
    from .models import Article

#: Why a visitor gets what the visitor gets.
REASONS = {
    Reason.OPEN: gettext_lazy("The wall is open."),
    Reason.HOLDS_PASS: gettext_lazy("The visitor is registered."),
    Reason.GRANTED: gettext_lazy("This article was given to the visitor."),
    Reason.MUST_REGISTER: gettext_lazy("The wall asks for registration."),
    Reason.VERIFIED_CRAWLER: gettext_lazy("The visitor is a verified crawler, which this edition lets read."),
    Reason.ENTITLED: gettext_lazy("The partner’s agreement is for whole stories."),
    Reason.LEADS_ONLY: gettext_lazy("The agreement is for leads alone."),
    Reason.METER_RUNS: gettext_lazy("The visitor may read on, and it counts."),
    Reason.METER_OUT: gettext_lazy("The visitor has read on as often as the meter allows."),
    Reason.READ_ON: gettext_lazy("The visitor has read on here, and it counted."),
    Reason.UNKNOWN_WALL: gettext_lazy("The wall cannot be understood, so it stays shut."),
    Reason.UNKNOWN_VISITOR: gettext_lazy(
        "The visitor’s class cannot be understood, so it counts as a stranger."
    ),
}


def in_words(wall: Wall | None) -> str:
    """What a wall does, in a few words without a full stop."""
    if wall is None:
        return _("shut, because it cannot be read")
    if wall.kind is WallKind.OPEN:
        return _("open to everybody")
    lead = ngettext("a wall after one paragraph", "a wall after %(number)s paragraphs", wall.paragraphs) % {
        "number": wall.paragraphs
    }
    if wall.kind is WallKind.REGISTERED:
        return _("%(lead)s; the registered read on") % {"lead": lead}
    strangers = _("strangers read on in %(meter)s") % {"meter": _meter(wall.strangers)}
    registered = (
        _("the registered in %(meter)s") % {"meter": _meter(wall.registered)}
        if wall.registered
        else _("the registered read on")
    )
    return f"{lead}; {strangers}, {registered}"


def _meter(meter: Meter | None) -> str:
    if meter is None:
        return _("nothing")
    articles = ngettext("one article", "%(number)s articles", meter.articles) % {"number": meter.articles}
    days = ngettext("one day", "%(number)s days", meter.days) % {"number": meter.days}
    return _("%(articles)s in %(days)s") % {"articles": articles, "days": days}


def said_by_editions(editions: Iterable[Edition]) -> str:
    """What each edition says: “United Kingdom: a wall after 3 paragraphs … · United States: open to everybody”."""
    return " · ".join(f"{edition.name}: {in_words(edition.parsed_wall)}" for edition in editions)


def wall_in_words(article: Article, home: Edition) -> str:
    """Whose wall stands before an article for visitors with this home edition, and what it does."""
    said = (
        (_("The story’s own"), article.wall),
        (article.section.title, article.section.wall),
        (home.name, home.wall),
    )
    return next((f"{whose}: {in_words(wall_or_shut(wall))}" for whose, wall in said if wall), in_words(None))


def said_by_others(section: str, section_wall: str, editions: Iterable[Edition]) -> str:
    """What stands where an article has no wall of its own."""
    if section_wall:
        return f"{section}: {in_words(wall_or_shut(section_wall))}"
    return said_by_editions(editions)
