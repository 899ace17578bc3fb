"""The demo's breaking news, through the alerts' own verbs: one that was sent, one that waits for approval, a strip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.notices.alerts.actions import Plan, send_alert, write_alert
from standfirst.notices.models import Alert, Strip
from standfirst.notices.strips.actions import set_strip

from .people import People


def make_alerts(said: list[dict[str, Any]], *, staff: People, stories: Mapping[str, Article]) -> None:
    """Each once: a demo that is made again leaves them as they are."""
    for one in said:
        story = stories[one["story"]]
        if Alert.objects.filter(article=story).exists():
            continue
        plan = Plan(list(Edition.objects.filter(slug__in=one["editions"])))
        alert = write_alert(article=story, text=one["text"], plan=plan, by=staff[one["by"]])
        if "approved" in one:
            send_alert(alert=alert, by=staff[one["approved"]])


def make_strips(said: list[dict[str, Any]], *, staff: People, stories: Mapping[str, Article]) -> None:
    for one in said:
        story = stories[one["story"]]
        editions = list(Edition.objects.filter(slug__in=one["editions"]))
        if editions and not Strip.objects.filter(article=story).exists():
            by = staff[one["by"]]
            set_strip(article=story, text=one["text"], editions=editions, hours=one["hours"], by=by)
