"""Webhooks: whether they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from standfirst.web.configuration import Configuration

from .findings import Finding, broken, look, well

#: A webhook that has waited longer than this is late.
LATE = timedelta(minutes=10)


def check_webhooks(configuration: Configuration) -> Iterator[Finding]:
    """What failed within a day, and what is late, for each address."""
    from django.utils import timezone

    from standfirst.forum.machines.webhook_targets import BadTarget, target_of
    from standfirst.forum.models import Webhook

    now = timezone.now()
    for url in configuration.webhooks:
        try:
            target_of(url, configuration.webhook_hosts)
        except BadTarget as error:
            yield broken("webhooks", str(error), "see docs/guides/webhooks.md")
            continue
        mine = Webhook.objects.filter(url=url)
        failed = mine.filter(state="failed", done_at__gt=now - timedelta(days=1))
        late = mine.filter(state="waiting", at__lt=now - LATE)
        last = failed.order_by("-pk").first() or late.order_by("-pk").first()
        if last is None:
            yield well("webhooks", f"{url} hears what it should")
        else:
            said = f"{url}: {failed.count()} given up within a day, {late.count()} late; last: {last.outcome}"
            yield look("webhooks", said, "see that it answers with 2xx within ten seconds")
