"""The forum inside the newsroom: pages for moderators, acts on record, and who may moderate."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import desk
from .desk import thread_hooks  # noqa: F401 - it registers what belongs to threads
from .desk.figures import MAY_SEE
from .desk.urls import addresses
from .desk.word_lists import WatchedWordViewSet

ACTS = {
    "forum.comment": _("Comment written"),
    "forum.edit": _("Comment edited by its author"),
    "forum.delete_own": _("Comment deleted by its author"),
    "forum.report": _("Comment reported"),
    "forum.approve": _("Comment approved"),
    "forum.reject": _("Comment rejected"),
    "forum.feature": _("Comment featured"),
    "forum.unfeature": _("Comment no longer featured"),
    "forum.pin": _("Comment pinned"),
    "forum.unpin": _("Comment no longer pinned"),
    "forum.watch_list": _("Watched words taken from a list"),
    "forum.ban": _("Reader sanctioned"),
    "forum.warn": _("Reader warned"),
    "forum.lift": _("Sanction lifted"),
    "forum.carry_over": _("Sanction followed the address to a new account"),
    "forum.note": _("Note about a reader written"),
    "forum.appeal": _("Appeal made"),
    "forum.appeal_decided": _("Appeal decided"),
    "forum.legal_notice": _("Notice of illegal content received"),
    "forum.legal_notice_decided": _("Notice of illegal content decided"),
}


@hooks.register("register_log_actions")
def name_acts(actions: Any) -> None:
    for name, label in ACTS.items():
        actions.register_action(name, label, label)


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="forum", codename__in=["moderate_comments", "set_policies"]
    )


@hooks.register("register_admin_urls")
def pages() -> list[Any]:
    return addresses()


class CommentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(desk.MAY))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    address = reverse("forum_queue", args=["waiting"])
    return CommentsMenuItem(_("Comments"), address, name="comments", icon_name="comment", order=250)


class NumbersMenuItem(MenuItem):
    """For editors, who see no queues; moderators have it beside theirs, too."""

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(name) for name in MAY_SEE)


@hooks.register("register_reports_menu_item")
def numbers_item() -> MenuItem:
    address = reverse("forum_numbers")
    return NumbersMenuItem(_("Moderation"), address, name="moderation", icon_name="comment", order=950)


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("forum/desk.css"))


register_snippet(WatchedWordViewSet)
