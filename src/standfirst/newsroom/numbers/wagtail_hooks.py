"""Numbers in the newsroom: addresses, the report in its menu, the button on a story, who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from standfirst.newsroom.stories.models import Article

from . import views


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("reports/stories/", views.report, name="story_report"),
        path("reports/stories/export/", views.export, name="story_report_export"),
        path("stories/<int:number>/numbers/", views.story, name="story_numbers"),
    ]


class NumbersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(views.MAY_SEE))


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    address = reverse("story_report")
    return NumbersMenuItem(
        _("How stories are read"), address, name="story-numbers", icon_name="glasses", order=10
    )


@hooks.register("register_page_header_buttons")
def button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a story's own pages: “Numbers”."""
    del view_name, next_url
    if isinstance(page, Article) and page.first_published_at and page.permissions_for_user(user).can_edit():
        yield Button(_("Numbers"), reverse("story_numbers", args=[page.pk]), icon_name="glasses", priority=36)


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="numbers", codename="see_numbers")


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("numbers/newsroom.css"))
