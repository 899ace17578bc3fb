"""Alerts in the newsroom: addresses, menu, the button on a story, permission, record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry

from standfirst.newsroom.stories.models import Article

from .alerts import views as alert_views
from .alerts.actions import PERMISSION, SENT_ACTION


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("alerts/", alert_views.alerts, name="alerts"),
        path("alerts/write/<int:article>/", alert_views.write, name="write_alert"),
        path("alerts/<int:number>/", alert_views.alert, name="alert"),
        path("alerts/<int:number>/send/", alert_views.send, name="send_alert"),
        path("alerts/<int:number>/discard/", alert_views.discard, name="discard_alert"),
    ]


class AlertsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return AlertsMenuItem(_("Alerts"), reverse("alerts"), name="alerts", icon_name="warning", order=300)


@hooks.register("register_page_header_buttons")
def button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a published story's own pages: “Send an alert”."""
    del view_name, next_url
    if isinstance(page, Article) and page.live and user.has_perm(PERMISSION):
        yield Button(
            _("Send an alert"), reverse("write_alert", args=[page.pk]), icon_name="warning", priority=35
        )


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="notices", codename="send_alerts")


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    actions.register_action(SENT_ACTION, _("Send an alert"), _("An alert was sent"))
