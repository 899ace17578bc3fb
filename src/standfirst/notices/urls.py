"""Addresses of notices. All but the worker and the manifest are personal."""

from __future__ import annotations

from django.urls import path

from . import views
from .mail import views as mail_views
from .newsletters import views as newsletter_views
from .push import installed, pages
from .push import views as push_views
from .strips.views import breaking
from .wishes import views as wishes

urlpatterns = [
    path("notices", views.inbox_page, name="inbox"),
    path("notices/read", views.mark_as_read, name="inbox_read"),
    path("notices/<int:number>", views.open_notice, name="open_notice"),
    path("notices/preferences", wishes.preferences, name="notice_preferences"),
    *(
        path(f"notices/{verb}", wishes.turn, {"verb": verb}, name=f"notices_{verb}")
        for verb in wishes.SWITCHES
    ),
    path("notices/stories", wishes.followed_stories, name="followed_stories"),
    path("notices/followed/<str:kind>/<int:number>", wishes.followed_subject, name="followed_subject"),
    *(
        path(
            f"notices/followed/<str:kind>/<int:number>/{verb}",
            wishes.follow,
            {"verb": verb},
            name=f"{verb}_subject",
        )
        for verb in ("follow", "unfollow")
    ),
    path("_/followed/<str:kind>/<int:number>", wishes.follow_state, name="subject_follow_state"),
    path("notices/browser", pages.in_browser, name="notices_in_browser"),
    path("notices/topics/<int:number>", pages.topics_to_choose, name="topics_to_choose"),
    path("notices/devices/<int:number>/remove", views.remove_device, name="remove_device"),
    path("notices/newsletters", newsletter_views.own, name="own_newsletters"),
    path("newsletters", newsletter_views.newsletters, name="newsletters"),
    path("newsletters/asked", newsletter_views.asked, name="newsletter_asked"),
    path("newsletters/confirmed", newsletter_views.confirmed, name="newsletter_confirmed"),
    path("newsletters/confirm/<str:link>", newsletter_views.confirm, name="confirm_newsletter"),
    path("newsletters/<slug:slug>", newsletter_views.newsletter, name="newsletter"),
    path("newsletters/<slug:slug>/<str:day>", newsletter_views.past_issue, name="past_issue"),
    path("notices/mail/again", mail_views.again, name="mail_again"),
    path("_/mail/bounced", mail_views.bounced, name="mail_bounced"),
    path("_/mail/stop/<str:link>", mail_views.stop, name="stop_letters"),
    path("_/push/subscribe", push_views.subscribe_view, name="push_subscribe"),
    path("_/push/unsubscribe", push_views.unsubscribe_view, name="push_unsubscribe"),
    path("_/breaking/<str:slug>", breaking, name="breaking"),
    path("_/push/seen", push_views.seen_view, name="push_seen"),
    path("sw.js", installed.worker, name="service_worker"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
]
