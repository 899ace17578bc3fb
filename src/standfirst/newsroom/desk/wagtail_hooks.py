"""The newsroom's menus, its editions, and what is put on record beside Wagtail's own log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, PaperRoot

from .actions import KEYS_RESET, STAFF_MADE
from .edition_form import EDITION
from .signals import KEY_ADDED, KEY_REMOVED

#: Wagtail's menu items that a paper has no use for.
_NO_USE = {"documents", "help", "snippets"}
_NO_USE_IN_SETTINGS = {"sites", "locales", "collections", "redirects", "workflow-tasks"}
_REPORTS = {"site-history", "locked-pages", "workflows", "story-numbers"}


class EditionViewSet(SnippetViewSet):
    model = Edition
    icon = "globe"
    menu_label = _("Editions")
    menu_order = 90
    add_to_settings_menu = True
    list_display = ["name", "slug", "language", "time_zone", "wall"]
    edit_handler = EDITION


register_snippet(EditionViewSet)


class StoriesMenuItem(MenuItem):
    """Straight to the paper's sections, for everybody: nobody needs the tree's bare root."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("wagtailadmin.access_admin"))

    def render_component(self, request: HttpRequest) -> Any:
        root = PaperRoot.objects.only("pk").first()
        if root is not None:
            self.url = reverse("wagtailadmin_explore", args=[root.pk])
        return super().render_component(request)


@hooks.register("register_page_header_buttons")
def see_it_as(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a story's own pages: “See it as …”."""
    del view_name, next_url
    if isinstance(page, Article) and page.pk and page.permissions_for_user(user).can_edit():
        yield Button(_("See it as …"), reverse("see_as", args=[page.pk]), icon_name="view", priority=34)


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    stories = StoriesMenuItem(
        _("Stories"), reverse("wagtailadmin_explore_root"), name="stories", icon_name="doc-full", order=100
    )
    pages = [item for item in menu_items if item.name == "explorer"]
    menu_items[:] = [item for item in menu_items if item.name not in _NO_USE | {"explorer"}]
    if pages and pages[0].is_shown(request):
        menu_items.append(stories)
    for item in menu_items:
        if item.name == "images":
            item.label = _("Pictures")


@hooks.register("construct_settings_menu")
def tidy_settings(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    del request
    menu_items[:] = [item for item in menu_items if item.name not in _NO_USE_IN_SETTINGS]


@hooks.register("construct_reports_menu")
def tidy_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """What remains is the record: who did what, what is locked, what waits for an editor."""
    del request
    menu_items[:] = [item for item in menu_items if item.name in _REPORTS]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, summary_items: list[Any]) -> None:
    """Counts of pages and documents tell a newsroom nothing."""
    del request
    summary_items.clear()


class DemoPanel(Component):
    """Says on the newsroom's first page what the demo leaves out."""

    order = 1
    template_name = "desk/demo.html"


@hooks.register("construct_homepage_panels")
def say_that_it_is_the_demo(request: HttpRequest, panels: list[Any]) -> None:
    del request
    if settings.CONFIGURATION.demo:
        panels.insert(0, DemoPanel())


@hooks.register("register_log_actions")
def name_what_is_on_record(actions: LogActionRegistry) -> None:
    actions.register_action(STAFF_MADE, _("Give a role"), _("Was given a role in the newsroom"))
    actions.register_action(
        KEYS_RESET, _("Reset keys"), _("Passkeys and second proofs were reset by an operator")
    )
    actions.register_action(KEY_ADDED, _("Add a key"), _("Set up a passkey, an app or recovery codes"))
    actions.register_action(
        KEY_REMOVED, _("Remove a key"), _("Took away a passkey, an app or recovery codes")
    )
