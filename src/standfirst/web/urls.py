"""Every address there is."""

from __future__ import annotations

from allauth.headless.constants import Client
from django.urls import include, path, re_path
from wagtail.admin import urls as newsroom_urls
from wagtail.admin.auth import require_admin_access

from standfirst.newsroom.desk.account import OwnSettingsView

from . import forum_urls, me
from .views import (
    articles,
    errors,
    first_comment,
    fronts,
    giving,
    mailbox,
    passes,
    readers,
    reading_on,
    relations,
    search,
    seeing,
    standing,
)
from .views.account import joining

urlpatterns = [
    # Access is ours alone: Wagtail's own page privacy would promise what nobody keeps.
    path("newsroom/pages/<int:number>/privacy/", errors.not_there),
    # Nor do its bulk actions know who is staff, or that roles and bans want a fresh proof.
    path("newsroom/bulk/readers/<path:act>", errors.not_there),
    path("newsroom/login/", joining.newsroom_sign_in),
    path("newsroom/account/", require_admin_access(OwnSettingsView.as_view())),
    path("newsroom/stories/<int:number>/as/", seeing.see_as, name="see_as"),
    path("newsroom/stories/<int:number>/as/page/", seeing.page, name="see_as_page"),
    path("newsroom/", include(newsroom_urls)),
    *forum_urls.FOR_MACHINES,
    *forum_urls.urlpatterns,
    path("account/", include("standfirst.web.account_urls")),
    path("_/join", joining.JoinAPI.as_api_view(client=Client.BROWSER), name="join_api"),
    path(
        "_allauth/browser/v1/auth/code/confirm",
        joining.CodeAPI.as_api_view(client=Client.BROWSER),
        name="code_api",
    ),
    path("_/me", me.me, name="me"),
    path("_/pass", passes.renew, name="renew_pass"),
    path("gifts/<str:link>", giving.gift, name="gift"),
    path("_/read-on/<int:number>", reading_on.read_on, name="read_on"),
    path("_/mailbox", mailbox.mailbox, name="mailbox"),
    path("notices/first-comment", first_comment.first_comment, name="first_comment"),
    path("", include("standfirst.notices.urls")),
    path("_/follows/<str:handle>", relations.state, name="follow_state"),
    path("readers/<str:handle>", readers.reader),
    path("readers/<str:handle>/", readers.reader, name="reader"),
    path("readers/<str:handle>/following", readers.following, name="reader_following"),
    path("readers/<str:handle>/followers", readers.followers, name="reader_followers"),
    *(
        path(f"readers/<str:handle>/{verb}", relations.act, {"verb": verb}, name=verb)
        for verb in relations.ACTS
    ),
    path("edition", fronts.choose_edition, name="choose_edition"),
    path("", fronts.home, name="home"),
    path("", include("standfirst.syndication.urls")),
    path("search", search.search, name="search"),
    path("authors/<slug:slug>/", fronts.author, name="author"),
    path("topics/<slug:slug>/", fronts.topic, name="topic"),
    re_path(r"^(?P<slug>[a-z][a-z0-9-]*)/$", fronts.front_or_section, name="front_or_section"),
    re_path(r"^(?P<section>[a-z][a-z0-9-]*)/(?P<name>[^/]+)$", articles.article, name="article"),
    re_path(r"^(?P<slug>[a-z][a-z0-9-]*)$", standing.standing_page, name="standing_page"),
]

handler404 = "standfirst.web.views.errors.not_found"
handler500 = "standfirst.web.views.errors.server_error"
handler400 = "standfirst.web.views.errors.bad_request"
handler429 = "standfirst.web.views.errors.too_many"
handler403 = "standfirst.web.views.errors.forbidden"
