"""Where the newsroom finds threads and their rules, and what the record calls what is done there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from standfirst.newsroom.stories.models import Article, Section

from ..policy import actions as ruling
from ..policy import words as policy_words
from . import threads as thread_desk


@hooks.register("register_log_actions")
def name_acts_on_threads(actions: Any) -> None:
    actions.register_action(ruling.POLICY_SET)(policy_words.PolicyChanged)
    actions.register_action(ruling.CLOSED)(policy_words.ThreadClosed)
    actions.register_action(ruling.OPENED)(policy_words.ThreadOpened)


@hooks.register("register_admin_urls")
def pages_of_threads() -> list[Any]:
    return [
        path("threads/rules/", thread_desk.rules, name="forum_rules"),
        path("threads/rules/<slug:kind>/<int:pk>/", thread_desk.rules_of, name="forum_rules_of"),
        path("threads/<int:number>/", thread_desk.thread, name="forum_thread"),
        path("threads/<int:number>/answer/", thread_desk.answer, name="forum_answer"),
        path("threads/<int:number>/<slug:act>/", thread_desk.move, name="forum_move"),
    ]


@hooks.register("register_page_header_buttons")
def comments_of(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a story's own pages: its comments; on a section's: the rules for them."""
    del view_name, next_url
    if (
        isinstance(page, Article)
        and page.pk
        and (thread_desk.may_answer(user, page) or thread_desk.may_close(user))
    ):
        yield Button(_("Comments"), reverse("forum_thread", args=[page.pk]), icon_name="comment", priority=36)
    if isinstance(page, Section) and page.pk and user.has_perm(thread_desk.MAY_SET):
        address = reverse("forum_rules_of", args=["section", page.pk])
        yield Button(_("Rules for comments"), address, icon_name="comment", priority=36)


class RulesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(thread_desk.MAY_SET))


@hooks.register("register_settings_menu_item")
def rules_in_the_menu() -> MenuItem:
    return RulesMenuItem(
        _("Rules for comments"), reverse("forum_rules"), name="comment-rules", icon_name="comment", order=95
    )
