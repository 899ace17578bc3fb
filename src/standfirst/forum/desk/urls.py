"""The desk's addresses, behind the newsroom's own."""

from __future__ import annotations

from typing import Any

from django.urls import path

from . import appeals, comment, figures, lists
from .word_lists import take


def addresses() -> list[Any]:
    return [
        path("comments/words/list/", take, name="forum_word_list"),
        path("comments/search/", lists.search, name="forum_search"),
        path("comments/bulk/", lists.bulk, name="forum_bulk"),
        path("comments/appeals/", appeals.open_appeals, name="forum_appeals"),
        path("comments/appeals/<int:pk>/", appeals.decide, name="forum_decide_appeal"),
        path("comments/notices/", appeals.open_notices, name="forum_notices"),
        path("comments/notices/<int:pk>/", appeals.answer, name="forum_answer_notice"),
        path("comments/numbers/", figures.numbers, name="forum_numbers"),
        path("comments/transparency/", figures.transparency, name="forum_transparency"),
        path("comments/transparency/<slug:kind>/", figures.download, name="forum_transparency_file"),
        path("comments/<slug:name>/", lists.queue, name="forum_queue"),
        path("comments/<int:pk>/look/", comment.comment, name="forum_comment"),
        path("comments/<int:pk>/<slug:act>/", comment.act, name="forum_act"),
    ]
