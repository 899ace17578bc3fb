"""What an editor has scheduled: stories go live, and expire, within a second of their time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

log = logging.getLogger("standfirst.worker")


def publish_scheduled() -> bool:
    """Do what is due. One that fails is logged and keeps no other from going live."""
    now = timezone.now()
    for model in _expiring():
        for page in list(model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            _try(f"{page} expires", partial(_expire, page))
    for revision in list(
        Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    ):
        publish = partial(revision.publish, log_action="wagtail.publish.scheduled")
        _try(f"{revision.object_str} goes live", publish)
    return False


def _expire(page: Any) -> None:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _try(what: str, do: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            do()
    except Exception:
        log.exception("scheduled: “%s” failed", what)


def _expiring() -> list[Any]:
    """Pages, and every other model with drafts."""
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]
