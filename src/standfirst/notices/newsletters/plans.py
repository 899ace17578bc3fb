"""A newsletter's plan, and the issue that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..models import Issue, Newsletter
from .rules import Due, Plan, next_issue


def plan_of(newsletter: Newsletter) -> Plan:
    return Plan(newsletter.hour, newsletter.edition.zone, newsletter.weekdays)


@dataclass(frozen=True, slots=True)
class Coming:
    """The next issue: when it is due, and its row, which is not saved before somebody writes into it."""

    due: Due
    issue: Issue


def coming(newsletter: Newsletter, *, now: datetime) -> Coming:
    """The next issue that is not sent off yet; one that is left out counts, so that it can be taken back."""
    done = (Issue.State.SENDING, Issue.State.SENT)
    found = next_issue(plan_of(newsletter), now)
    while True:
        issue = Issue.objects.filter(newsletter=newsletter, day=found.day).first()
        if issue is None or issue.state not in done:
            return Coming(found, issue or Issue(newsletter=newsletter, day=found.day))
        found = next_issue(plan_of(newsletter), found.at)
