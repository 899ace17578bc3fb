"""What the Front has counted is handed to the newsroom: the Front knows names and variants, the newsroom stories."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from django.db import DatabaseError, transaction
from django.http import HttpRequest

from standfirst.delivery.responses import Response, counted
from standfirst.delivery.tally import Line
from standfirst.newsroom.numbers.actions import Shown, at, record_registration, record_shown
from standfirst.newsroom.stories.addresses import number_at
from standfirst.newsroom.stories.reading import ArticleView

log = logging.getLogger("standfirst.front")


def counted_as(response: Response, view: ArticleView) -> Response:
    """Let this answer be counted as what its view shows of the story."""
    return counted(response, f"{view.number}/{view.decision.extent.value}")


def save_counts(lines: list[Line]) -> None:
    """Called in one of Django's threads. What it raises means that nothing was kept."""
    record_shown(filter(None, map(_shown, lines)))


def _shown(line: Line) -> Shown | None:
    number, _, extent = line.name.partition("/")
    if not number.isdecimal():
        return None
    visitor_class = line.variant.visitor.partition("+")[0]
    return Shown(int(number), line.variant.edition, visitor_class, extent, at(line.since), line.times)


def reader_joined(request: HttpRequest, target: str, **_others: Any) -> None:
    """A new account is counted at the story it came from: where the reader goes on to, or what was on the screen.

    The count must keep nobody from being signed in: what goes wrong here is said in the log.
    """
    came_from = request.headers.get("Referer", "")
    is_ours = urlsplit(came_from).netloc == request.get_host()
    number = number_at(target or (came_from if is_ours else ""))
    if number is None:
        return
    try:
        with transaction.atomic():
            record_registration(article=number, edition=request.visit.edition)  # type: ignore[attr-defined]
    except DatabaseError:
        log.exception("a registration was not counted")
