"""Alerts in the newsroom: addresses, menu, the button on a story, permission, record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter

from standfirst.newsroom.stories.models import Article

from .alerts import actions as alert_actions
from .alerts import acts, permissions, running
from .alerts import views as alert_views
from .newsletters import desk as desk  # hooks of its own
from .strips import actions as strip_actions
from .strips import newsroom as strip_views

ACTS = {
    alert_actions.WROTE: _("An alert was written"),
    alert_actions.CHANGED: _("An alert was changed"),
    alert_actions.SENT: _("An alert was approved and sent"),
    alert_actions.STOPPED: _("An alert was stopped"),
    running.STOPPED_ITSELF: _("An alert stopped by itself"),
    alert_actions.DISCARDED: _("The draft of an alert was discarded"),
    strip_actions.SET: _("The breaking strip was set"),
    strip_actions.ENDED: _("The breaking strip was ended"),
}


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("alerts/", alert_views.alerts, name="alerts"),
        path("alerts/write/<int:article>/", alert_views.write, name="write_alert"),
        path("alerts/<int:number>/", alert_views.alert, name="alert"),
        path("alerts/<int:number>/change/", alert_views.change, name="change_alert"),
        path("alerts/<int:number>/correct/", alert_views.correct, name="correct_alert"),
        path("alerts/<int:number>/progress/", acts.progress, name="alert_progress"),
        path("alerts/<int:number>/send/", acts.send, name="send_alert"),
        path("alerts/<int:number>/stop/", acts.stop, name="stop_alert"),
        path("alerts/<int:number>/discard/", acts.discard, name="discard_alert"),
        path("breaking/", strip_views.strips, name="strips"),
        path("breaking/set/<int:article>/", strip_views.set_, name="set_strip"),
        path("breaking/<int:number>/end/", strip_views.end, name="end_strip"),
    ]


class AlertsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_any(request.user)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return AlertsMenuItem(_("Alerts"), reverse("alerts"), name="alerts", icon_name="warning", order=300)


@hooks.register("register_page_header_buttons")
def button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a published story's own pages: “Send an alert” and “Breaking strip”."""
    del view_name, next_url
    if not isinstance(page, Article) or not page.live:
        return
    if permissions.may_write(user):
        where = reverse("write_alert", args=[page.pk])
        yield Button(_("Send an alert"), where, icon_name="warning", priority=35)
    if user.has_perm(permissions.SEND):
        where = reverse("set_strip", args=[page.pk])
        yield Button(_("Breaking strip"), where, icon_name="warning", priority=36)


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    names = [name.partition(".")[2] for name in permissions.ALL]
    return Permission.objects.filter(content_type__app_label="notices", codename__in=names)


class AlertAct(LogFormatter):
    """“An alert was stopped: “The bridge is open” (uk, us): the harbour master denies it”."""

    def __init__(self, label: Any) -> None:
        self.label = label

    def format_message(self, log_entry: Any) -> str:
        said = log_entry.data
        line = f"{self.label}: “{said.get('text', '')}”"
        if said.get("editions"):
            line += f" ({', '.join(said['editions'])})"
        return f"{line}: {said['why']}" if said.get("why") else line


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    for name, label in ACTS.items():
        actions.register_action(name)(partial(AlertAct, label))
