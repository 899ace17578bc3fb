"""The forum inside the newsroom: acts on record, and who may moderate."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTS = {
    "forum.comment": _("Comment written"),
    "forum.delete_own": _("Comment deleted by its author"),
    "forum.report": _("Comment reported"),
    "forum.approve": _("Comment approved"),
    "forum.reject": _("Comment rejected"),
    "forum.ban": _("Reader sanctioned"),
    "forum.lift": _("Sanction lifted"),
}


@hooks.register("register_log_actions")
def name_acts(actions: Any) -> None:
    for name, label in ACTS.items():
        actions.register_action(name, label, label)


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="forum", codename="moderate_comments")
