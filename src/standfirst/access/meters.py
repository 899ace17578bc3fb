"""Meters: so many articles in so many days. Pure: no Django, no clock, no database.

Days are whole days of UTC since 1970, and a window of d days is today and the d - 1 days before. What an article was
spent on counts once, however often it is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

MOST_ARTICLES = 50
MOST_DAYS = 90
#: As many articles left are told one by one; of more, the page says only how many there are in all. So a walled
#: article is stored as a few leads, however large its meter is.
FEW = 5
DAY = 24 * 60 * 60

#: Which articles were read on, by number, and on which day.
Marks = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Meter:
    """So many articles in so many days."""

    articles: int
    days: int

    def __str__(self) -> str:
        return f"{self.articles}/{self.days}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a meter shows: articles left, of how many, in how many days."""

    left: int
    of: int
    days: int

    @property
    def is_out(self) -> bool:
        return self.left == 0

    @property
    def is_told(self) -> bool:
        """Are so few left that their number is told?"""
        return self.left <= FEW


@dataclass(frozen=True, slots=True)
class Spent:
    """What a visitor has read on, as far as one article's page may depend on it: days gone by.

    `own` is the article's own (None: it was not read on), `ages` those of all that count; `who` is the visitor class
    for which they count.
    """

    own: int | None = None
    ages: tuple[int, ...] = ()
    who: str = "anonymous"

    def __bool__(self) -> bool:
        """Is there anything?"""
        return self.own is not None or bool(self.ages)

    def opens(self, meter: Meter | None) -> bool:
        """Was this very article read on within the meter's days?"""
        return meter is not None and self.own is not None and self.own < meter.days

    def reading(self, meter: Meter) -> Reading:
        used = sum(age < meter.days for age in self.ages)
        return Reading(max(0, meter.articles - used), meter.articles, meter.days)

    def state(self, asked: str) -> int:
        """What a stored page may depend on, and nothing else. `asked` is who is metered and how: `question`.

        -1 when this article was read on, else how many are left, and one number for more than a few.
        """
        who, meter = _read_question(asked)
        if who != self.who:
            return 0
        return -1 if self.opens(meter) else min(self.reading(meter).left, FEW + 1)


NOTHING_SPENT = Spent()


def parse_meter(text: str) -> Meter:
    """Read `5/30`: five articles in thirty days. Raises ValueError, in words fit for an operator."""
    articles, slash, days = text.partition("/")
    known = [part.isascii() and part.isdigit() and len(part) <= 4 for part in (articles, days)]
    if not slash or not all(known):
        raise ValueError(f"“{text}” is no meter: say how many articles in how many days, as 5/30")
    meter = Meter(int(articles), int(days))
    if meter.articles > MOST_ARTICLES or not 1 <= meter.days <= MOST_DAYS:
        raise ValueError(f"“{text}”: a meter has 0 to {MOST_ARTICLES} articles in 1 to {MOST_DAYS} days")
    return meter


def question(who: str, meter: Meter) -> str:
    """What a page behind this meter asks of whoever visits: "anonymous/5/30"."""
    return f"{who}/{meter}"


@lru_cache(maxsize=1000)
def _read_question(asked: str) -> tuple[str, Meter]:
    who, _, meter = asked.partition("/")
    return who, parse_meter(meter)


def today(now: float) -> int:
    """The day of an instant in seconds since 1970."""
    return int(now // DAY)


def spent_on(
    article: int | None, day: int, *, counting: Marks, besides: Marks, who: str = "anonymous"
) -> Spent:
    """What counts on `day` for a page of `article`: all of `counting`; `besides` opens and does not count.

    A day that is still to come (a clock was put back) counts as today.
    """
    days = [marks[article] for marks in (counting, besides) if article is not None and article in marks]
    own = max(0, day - max(days)) if days else None
    return Spent(own, tuple(sorted(max(0, day - spent) for spent in counting.values())), who)


def with_mark(marks: Marks, article: int, day: int) -> dict[int, int]:
    """The marks with one more, without those no meter asks about any more: the newest, and not too many."""
    return newest({**marks, article: day}, day)


def newest(marks: Marks, day: int) -> dict[int, int]:
    """As many marks as any meter may count, the newest ones, none older than any window."""
    held = [(spent, article) for article, spent in marks.items() if day - spent < MOST_DAYS]
    return {article: spent for spent, article in sorted(held, reverse=True)[:MOST_ARTICLES]}
