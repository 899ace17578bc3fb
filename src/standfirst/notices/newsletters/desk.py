"""What the newsroom offers on newsletters: the list in the menu, addresses, acts by name. Read by
notices/wagtail_hooks.py."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Newsletter
from . import admin_views
from .actions import PERMISSION, SENT, SKIPPED, TOOK_BACK, WROTE


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("newsletters/", admin_views.newsletters, name="newsletters_desk"),
        path("newsletters/<int:number>/", admin_views.newsletter, name="newsletter_desk"),
        path("newsletters/<int:number>/leave-out/", admin_views.leave_out, name="leave_out_issue"),
        path("newsletters/<int:number>/send/", admin_views.send, name="send_newsletter"),
    ]


class NewslettersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return NewslettersMenuItem(
        _("Newsletters"), reverse("newsletters_desk"), name="newsletters", icon_name="mail", order=310
    )


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="notices", codename="send_newsletters")


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    actions.register_action(WROTE, _("Write on an issue"), _("Words were put on top of an issue"))
    actions.register_action(SKIPPED, _("Leave an issue out"), _("An issue was left out"))
    actions.register_action(TOOK_BACK, _("Take an issue back in"), _("An issue goes out after all"))
    actions.register_action(SENT, _("Send an issue now"), _("An issue was sent off by hand"))


class WeekdaysInput(forms.CheckboxSelectMultiple):
    """Days of the week, kept as a JSON list of numbers from 0, Monday."""

    def __init__(self) -> None:
        super().__init__(choices=list(WEEKDAYS.items()))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        chosen = super().value_from_datadict(data, files, name) or []
        return json.dumps([int(day) for day in chosen if day.isascii() and day.isdigit()])

    def format_value(self, value: Any) -> list[str]:
        return [str(day) for day in (json.loads(value) if isinstance(value, str) else value or [])]


class NewsletterViewSet(SnippetViewSet):
    """When a newsletter goes out, and what it is called."""

    model = Newsletter
    icon = "mail"
    menu_label = _("Newsletter plans")
    list_display: ClassVar[list[str]] = ["name", "edition", "hour", "is_open"]
    panels: ClassVar[list[Any]] = [
        *(FieldPanel(name) for name in ("name", "edition", "slug", "about", "hour")),
        FieldPanel("weekdays", widget=WeekdaysInput),
        *(FieldPanel(name) for name in ("stories", "is_open")),
    ]


register_snippet(NewsletterViewSet)
