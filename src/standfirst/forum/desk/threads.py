"""Threads inside the newsroom: what holds there and who says so; closing, opening, and answers of the paper's own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required, require_admin_access
from wagtail.log_actions import registry

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.kit.numbers import whole_number
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.queries import sections
from standfirst.readers.actions import give_handle
from standfirst.readers.models import Reader

from ..actions import Refused, open_thread, post_comment
from ..models import SHOWN, Comment, StatedPolicy, Thread
from ..policy.actions import (
    CLOSED,
    LONGEST_REASON,
    OPENED,
    POLICY_SET,
    Scope,
    close_thread,
    reopen_thread,
    set_policy,
    stated_by,
)
from ..policy.holding import holding_of, standing_of
from ..policy.policies import shut
from ..policy.words import shut_in_words
from ..quotes import newsroom_view, show_quotes
from .policy_form import PolicyForm, in_words, title_of

MAY_SET, MAY_MODERATE = "forum.set_policies", "forum.moderate_comments"
PAGE = 30
_KINDS: dict[str, type[Model]] = {"edition": Edition, "section": Section, "article": Article}


def may_answer(user: Any, story: Article) -> bool:
    """Who may edit the story, and moderators."""
    return bool(story.permissions_for_user(user).can_edit() or user.has_perm(MAY_MODERATE))


def may_close(user: Any) -> bool:
    return bool(user.has_perm(MAY_SET) or user.has_perm(MAY_MODERATE))


@require_safe
@require_admin_access
def thread(request: HttpRequest, number: int) -> HttpResponse:
    """What is said under a story, what holds there, and what was done about it."""
    return _page(request, _story(request, number))


def _story(request: HttpRequest, number: int) -> Article:
    story = get_object_or_404(Article, pk=number)
    if not (may_answer(request.user, story) or may_close(request.user)):
        raise PermissionDenied
    return story


def _page(
    request: HttpRequest, story: Article, *, typed: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    found = Thread.objects.filter(pk=story.pk).first()
    held, standing, now = holding_of(story), standing_of(story, found), timezone.now()
    rows = Comment.objects.filter(thread=story.pk, status=SHOWN).select_related("author", "parent__author")
    after = whole_number(request.GET.get("after", ""))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    listed = list(rows.order_by("-pk")[: PAGE + 1])
    show_quotes(listed, newsroom_view)
    editions = []
    for edition in all_editions():
        policy = held.in_edition(edition)
        why = shut(policy, standing, now)
        said = None if why is None else shut_in_words(why, policy, standing)
        editions.append({"edition": edition, "shut": said, "lines": in_words(policy)})
    acts = registry.get_logs_for_instance(story).filter(action__in=[POLICY_SET, CLOSED, OPENED])
    context = {
        "story": story, "thread": found, "editions": editions, "comments": listed[:PAGE], "typed": typed or {},
        "after": listed[PAGE - 1].pk if len(listed) > PAGE else None, "once": uuid4().hex,
        "acts": acts.select_related("user").order_by("-timestamp")[:20],
        "may_answer": may_answer(request.user, story), "may_close": may_close(request.user),
        "may_set": request.user.has_perm(MAY_SET), "may_moderate": request.user.has_perm(MAY_MODERATE),
        "longest_reason": LONGEST_REASON, "page_title": _("Comments"), "page_subtitle": story.headline,
        "header_icon": "comment",
    }  # fmt: skip
    return render(request, "forum/desk/thread.html", context, status=status)


@require_POST
@require_admin_access
def answer(request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer a comment, or say something under the story, under one's own name and with the badge of the paper."""
    story = _story(request, number)
    by: Reader = request.user  # type: ignore[assignment]
    if not may_answer(by, story):
        raise PermissionDenied
    text, parent = request.POST.get("text", ""), _parent(request.POST.get("parent", ""), story)
    typed = {"text": text, "parent": request.POST.get("parent", "")}
    give_handle(reader=by)
    if not by.name:
        messages.error(
            request,
            _("Your name is missing: give it in your account’s settings. It stands beside your words."),
        )
        return _page(request, story, typed=typed, status=422)
    if request.POST.get("parent") and parent is None:
        messages.error(request, _("The comment you answer is not on the page any more."))
        return _page(request, story, typed=typed, status=422)
    try:
        thread = open_thread(story)
        post_comment(thread=thread, author=by, text=text, parent=parent, once=request.POST.get("once", ""))
    except Refused as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
        return _page(request, story, typed=typed, status=422)
    messages.success(request, _("Your answer stands under the story."))
    return redirect("forum_thread", number=number)


def _parent(text: str, story: Article) -> Comment | None:
    number = whole_number(text)
    return Comment.objects.filter(pk=number, thread=story.pk, status=SHOWN).first() if number else None


@require_POST
@require_admin_access
def move(request: HttpRequest, number: int, act: str) -> HttpResponseBase:
    """Close a thread by hand, or open it again; with a reason."""
    story = _story(request, number)
    if not may_close(request.user):
        raise PermissionDenied
    verb = {"close": close_thread, "open": reopen_thread}.get(act)
    if verb is None:
        raise Http404
    try:
        verb(story=story, by=request.user, reason=request.POST.get("reason", ""))  # type: ignore[arg-type]
    except ValueError:
        messages.error(request, _("This needs a reason: it is kept on record."))
    else:
        messages.success(request, _("Closed.") if act == "close" else _("Open again."))
    return redirect("forum_thread", number=number)


@require_safe
@permission_required(MAY_SET)
def rules(request: HttpRequest) -> HttpResponse:
    """All editions and sections, and who of them says anything."""
    said = StatedPolicy.objects.values_list("edition", "section")
    speak = {("edition", edition) for edition, _section in said} | {
        ("section", section) for _edition, section in said
    }
    rows = [("edition", edition) for edition in all_editions()] + [("section", one) for one in sections()]
    context = {
        "rows": [
            {
                "title": title_of(one),
                "kind": kind,
                "address": _rules_of(kind, one),
                "speaks": (kind, one.pk) in speak,
            }
            for kind, one in rows
        ],
        "page_title": _("Rules for comments"),
        "header_icon": "comment",
    }
    return render(request, "forum/desk/rules.html", context)


def _rules_of(kind: str, scope: Scope) -> str:
    return reverse("forum_rules_of", args=[kind, scope.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_SET)
def rules_of(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """What one of them says itself. What is wrong is said beside it, and nothing typed is lost."""
    if kind not in _KINDS:
        raise Http404
    scope: Any = get_object_or_404(_KINDS[kind], pk=pk)
    form = PolicyForm(request.POST or None, instance=stated_by(scope), scope=scope)
    if request.method == "POST" and form.is_valid():
        try:
            set_policy(scope=scope, by=request.user, said=form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            if isinstance(scope, Article):
                return redirect("forum_thread", number=pk)
            return redirect("forum_rules_of", kind=kind, pk=pk)
    acts = registry.get_logs_for_instance(scope).filter(action=POLICY_SET).select_related("user")
    context = {
        "form": form, "scope": scope, "kind": kind, "acts": acts.order_by("-timestamp")[:20],
        "page_title": _("Rules for comments"), "page_subtitle": title_of(scope), "header_icon": "comment",
    }  # fmt: skip
    return render(request, "forum/desk/rules_of.html", context, status=422 if form.errors else 200)
