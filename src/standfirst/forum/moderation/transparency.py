"""The transparency report on moderation: what the EU's Digital Services Act asks to be counted (articles 15 and 24).

Numbers of a span of days, nobody's name. What a paper alone knows (disputes before out-of-court bodies, 24(1)(a);
active recipients, 24(2)) is empty, to be filled in by hand.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from ..models import Appeal, Comment, Decision, Ground, LegalNotice, Report
from .numbers import held, within

Number = int | float | None


@dataclass(frozen=True, slots=True)
class TransparencyReport:
    """Sections of named numbers. The names are for programs: the same in every language, and for ever."""

    paper: str
    first: date
    last: date
    sections: dict[str, dict[str, Number]]

    def as_dict(self) -> dict[str, Any]:
        return {
            "format": "standfirst/transparency",
            "version": 1,
            "paper": self.paper,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            **self.sections,
        }


def report(first: date, last: date) -> TransparencyReport:
    """The report for the days from `first` to `last`, both of them, by the default edition's calendar."""
    sections: dict[str, dict[str, Number]] = {
        "comments": _comments(first, last),
        "notices": _notices(first, last),
        "reports": _reports(first, last),
        "decisions": _decisions(first, last),
        "appeals": _appeals(first, last),
        "by_hand": {"out_of_court_disputes": None, "average_monthly_recipients": None},
    }
    return TransparencyReport(settings.PAPER_NAME, first, last, sections)


def as_csv(found: TransparencyReport) -> str:
    """A line for each number (RFC 4180): section, what, number."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("section", "what", "number"))
    writer.writerow(("span", "from", found.first))
    writer.writerow(("span", "to", found.last))
    for section, numbers in found.sections.items():
        writer.writerows((section, name, "" if n is None else n) for name, n in numbers.items())
    return out.getvalue()


def _comments(first: date, last: date) -> dict[str, Number]:
    rows = within(Comment, "created_at", first, last)
    return {"written": rows.count(), "held": held(rows).count()}


def _notices(first: date, last: date) -> dict[str, Number]:
    """Article 15(1)(b): notices by kind of illegal content, what was done, and the median time."""
    rows = within(LegalNotice, "at", first, last)
    decided = rows.filter(decided_at__isnull=False)
    return {
        "received": rows.count(),
        **_by(rows, "category", LegalNotice.Category.values),
        "decided": decided.count(),
        "led_to_removal": decided.filter(removed=True).count(),
        "of_trusted_flaggers": 0,
        "median_hours": _hours((row.decided_at - row.at).total_seconds() for row in decided),
    }


def _reports(first: date, last: date) -> dict[str, Number]:
    rows = within(Report, "at", first, last)
    return {"received": rows.count(), **_by(rows, "reason", Report.Reason.values)}


def _decisions(first: date, last: date) -> dict[str, Number]:
    """Article 15(1)(c) and (e): by kind of restriction, by ground, by how it was found, and by machine or person."""
    rows = within(Decision, "at", first, last)
    restricting = rows.exclude(act=Decision.Act.KEEP)
    timed = rows.filter(automated=False, opened_at__isnull=False).values_list("at", "opened_at")
    return {
        "all": rows.count(),
        "restricting": restricting.count(),
        **_by(restricting, "act", [act for act in Decision.Act.values if act != Decision.Act.KEEP]),
        **_by(restricting, "ground", Ground.values),
        "on_the_law": restricting.filter(ground="illegal").count(),
        "on_rules_of_the_house": restricting.exclude(ground="illegal").count(),
        **_by(restricting, "source", Decision.Source.values),
        "automated": restricting.filter(automated=True).count(),
        "automated_taken_back": restricting.filter(automated=True, appeal__granted=True).count(),
        "median_hours": _hours((at - opened).total_seconds() for at, opened in timed),
    }


def _appeals(first: date, last: date) -> dict[str, Number]:
    """Article 15(1)(d): how many, on what, how decided, and the median time."""
    rows = within(Appeal, "at", first, last)
    decided = rows.filter(decided_at__isnull=False)
    return {
        "received": rows.count(),
        **{
            f"about_{act}": rows.filter(decision__act=act).count()
            for act in Decision.Act.values
            if act != "keep"
        },
        "decided": decided.count(),
        "granted": decided.filter(granted=True).count(),
        "dismissed": decided.filter(granted=False).count(),
        "median_hours": _hours((row.decided_at - row.at).total_seconds() for row in decided),
    }


def _by(rows: QuerySet[Any], column: str, values: Iterable[str]) -> dict[str, Number]:
    found = dict(rows.order_by().values_list(column).annotate(Count("pk")))
    return {f"{column}_{value}": found.get(value, 0) for value in values}


def _hours(seconds: Iterable[float]) -> float | None:
    known = list(seconds)
    return round(median(known) / 3600, 1) if known else None
