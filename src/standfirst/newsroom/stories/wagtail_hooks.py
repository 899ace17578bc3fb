"""Authors and topics in the newsroom's menu; changes of walls on record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.access.rules import wall_or_shut
from standfirst.editions.models import CodeDue

from .models import Author, Topic
from .record import WALL_CHANGED
from .wall_words import in_words


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "role"]
    search_fields = ["name", "role"]
    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("about", widget=forms.Textarea(attrs={"rows": 4})),
        FieldPanel("portrait"),
        FieldPanel("account", permission="stories.link_account"),
        FieldPanel("slug"),
    ]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


register_snippet(AuthorViewSet)
register_snippet(TopicViewSet)


class WallChanged(LogFormatter):
    """“Wall: open to everybody → a wall after 3 paragraphs; the registered read on”."""

    label = _("Change a wall")

    def format_message(self, log_entry: Any) -> str:
        said = log_entry.data
        return gettext("%(what)s: %(before)s → %(after)s") % {
            "what": _WHAT.get(said.get("what"), said.get("what")),
            "before": _said(said.get("what"), said.get("before")),
            "after": _said(said.get("what"), said.get("after")),
        }


#: What can be changed, as the record calls it.
_WHAT = {
    "wall": _("Wall"),
    "gifts": _("Gifts"),
    "crawlers": _("Verified crawlers"),
    "alerts_by_two": _("Alerts need two people"),
    "code_due": _("The code is asked for"),
    "offer_headline": _("Headline of the offer"),
    "offer_sentence": _("Sentence of the offer"),
    "offer_button": _("Button of the offer"),
    "offer_thanks": _("Thanks after registering"),
}


def _said(what: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if what == "code_due" and value in CodeDue.values:
        return str(CodeDue(value).label)
    if what != "wall":
        return f"“{value}”" if what.startswith("offer_") else str(value)
    return in_words(wall_or_shut(value)) if value else gettext("as others say")


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    actions.register_action(WALL_CHANGED)(WallChanged)


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="stories", codename="change_walls")


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("stories/newsroom.css"))
