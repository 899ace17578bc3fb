"""The forum's addresses: threads stand below their stories, a reader's own pages among the personal ones."""

from __future__ import annotations

from django.urls import path, re_path

from standfirst.forum.addresses import COMPOSE, DECISIONS, LEGAL_NOTICE, MINE, REPORTS
from standfirst.forum.machines.api import api
from standfirst.forum.machines.thread_feed import thread_feed
from standfirst.forum.views import counts

from .views import (
    claiming,
    comments,
    composing,
    decisions,
    editing,
    followed_thread,
    following,
    legal_notices,
    threads,
)
from .views.thread_door import behind_the_door

#: The number decides; a view sends any other spelling to the right one.
_THREAD = r"^[a-z][a-z0-9-]*/[^/]*?-?(?P<number>\d{1,18})/comments"
_COMMENT = _THREAD + r"/(?P<pk>\d{1,18})"

#: Machines have a door of their own: forum/machines/reading.py.
FOR_MACHINES = [
    path("api/forum/", api.urls),
    re_path(_THREAD + r"\.atom$", thread_feed, name="thread_feed"),
]

urlpatterns = [
    path("_/counts", counts, name="counts"),
    path("following", following.following, name="following"),
    path("following/threads/<int:number>", followed_thread.followed_thread, name="followed_thread"),
    path("following/read", following.have_read, name="have_read"),
    path(MINE.lstrip("/"), following.own_comments, name="own_comments"),
    path(MINE.lstrip("/") + "<int:pk>/edit", editing.edit, name="edit_comment"),
    path(claiming.BEFORE.lstrip("/"), claiming.before, name="claim_comments"),
    path(COMPOSE.lstrip("/"), composing.compose, name="compose_comment"),
    path(DECISIONS.lstrip("/"), decisions.decisions, name="decisions"),
    path(DECISIONS.lstrip("/") + "<int:number>/", decisions.decision, name="decision"),
    path(REPORTS.lstrip("/"), decisions.reports, name="own_reports"),
    path(LEGAL_NOTICE.lstrip("/"), legal_notices.legal_notice, name="legal_notice"),
    path(LEGAL_NOTICE.lstrip("/") + "/received", legal_notices.received, name="legal_notice_received"),
    re_path(_THREAD + "$", threads.thread, name="thread"),
    re_path(_COMMENT + "$", threads.permalink, name="comment"),
    re_path(_COMMENT + "/replies$", threads.conversation, name="conversation"),
    re_path(_COMMENT + "/reply$", comments.reply, name="reply"),
    re_path(_COMMENT + "/report$", comments.report, name="report"),
    re_path(_COMMENT + "/reported$", comments.reported, name="reported"),
    re_path(_COMMENT + "/recommend$", comments.recommend, name="recommend"),
    re_path(_COMMENT + "/unrecommend$", comments.unrecommend, name="unrecommend"),
    re_path(_COMMENT + "/delete$", comments.delete, name="delete_comment"),
]

for _pattern in urlpatterns:
    if str(_pattern.pattern).startswith(_THREAD):
        _pattern.callback = behind_the_door(_pattern.callback)
