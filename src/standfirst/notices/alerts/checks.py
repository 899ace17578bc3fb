"""What keeps an alert from going out, in words for the editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from standfirst.editions.models import Edition
from standfirst.kit.clocks import instant_of
from standfirst.newsroom.stories.below import divided
from standfirst.newsroom.stories.models import Article

from ..models import Alert, Dispatch
from . import times
from .spoiling import repeated
from .words import LONGEST_TEXT, cleaned


class CannotAlert(ValueError):
    """Why not, in words for the editor."""


class LookAgain(CannotAlert):
    """It is not any more what was before the editor's eyes."""

    def __init__(self) -> None:
        super().__init__(_("It has changed since you looked at it. Please look at it again."))


def check_words(text: str) -> str:
    """The text as it may go out."""
    line = cleaned(text[: 20 * LONGEST_TEXT])
    if not line:
        raise CannotAlert(_("An alert needs a text and at least one edition."))
    if len(line) > LONGEST_TEXT:
        raise CannotAlert(_("The text is longer than %(most)s characters.") % {"most": LONGEST_TEXT})
    return line


def check_story(article: Article, editions: Iterable[Edition]) -> None:
    """Readers must be able to open it: published, and in each of these editions."""
    if not Article.objects.filter(pk=article.pk, live=True).exists():
        raise CannotAlert(_("The story is not published, so nobody could open it."))
    own = set(Article.editions.through.objects.filter(article=article).values_list("edition", flat=True))
    for edition in editions:
        if own and edition.pk not in own:
            raise CannotAlert(_("The story is not in the edition %(name)s.") % {"name": edition.name})


def due_times(alert: Alert, editions: Iterable[Edition], now: datetime) -> dict[Edition, datetime]:
    """When it goes out in each edition: now, or when its clocks show the time.

    Raises CannotAlert for a time that went by, or lies too far ahead.
    """
    if alert.day is None or alert.clock is None:
        return dict.fromkeys(editions, now)
    found = {edition: instant_of(alert.day, alert.clock, edition.zone) for edition in editions}
    for edition, instant in found.items():
        said = {"time": f"{alert.clock:%H:%M}", "name": edition.name}
        if times.is_past(instant, now):
            raise CannotAlert(_("%(time)s has gone by in the edition %(name)s.") % said)
        if times.is_too_far(instant, now):
            raise CannotAlert(_("That is more than 30 days ahead."))
    return found


def check_corrected(first: Alert) -> None:
    """Only what is over can be corrected, and only in front of those who are on record as having got it."""
    if first.state not in (Alert.State.SENT, Alert.State.STOPPED):
        raise CannotAlert(_("It is still on its way. Stop it first."))
    if not Dispatch.objects.filter(told__alert_round__alert=first, state=Dispatch.State.SENT).exists():
        raise CannotAlert(_("Nobody is on record as having got it."))


def is_settled(first: Alert) -> bool:
    """Is it known of every copy whether it was sent? After a stop some are still in a worker's hands."""
    claimed = Dispatch.objects.filter(told__alert_round__alert=first, state=Dispatch.State.CLAIMED)
    return not claimed.exists()


def spoilers(article: Article, text: str, editions: Iterable[Edition]) -> Mapping[Edition, list[str]]:
    """What the text gives away of what stands below the cut, for those at home in each of these editions."""
    found = {}
    for edition in editions:
        above, below = divided(article, edition)
        open_words = [article.headline, article.standfirst, *(piece.text for piece in above)]
        if said := repeated(text, above=open_words, below=[piece.text for piece in below]):
            found[edition] = said
    return found
