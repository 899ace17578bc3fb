"""Addresses of notices. All but the worker and the manifest are personal."""

from __future__ import annotations

from django.urls import path

from . import views
from .push import views as push_views

urlpatterns = [
    path("notices", views.inbox_page, name="inbox"),
    path("notices/read", views.mark_all_read, name="inbox_read"),
    path("notices/<int:number>", views.open_notice, name="open_notice"),
    path("notices/preferences", views.preferences, name="notice_preferences"),
    path("notices/devices/<int:number>/remove", views.remove_device, name="remove_device"),
    path("_/push/subscribe", push_views.subscribe_view, name="push_subscribe"),
    path("_/push/unsubscribe", push_views.unsubscribe_view, name="push_unsubscribe"),
    path("sw.js", push_views.worker, name="service_worker"),
    path("manifest.webmanifest", push_views.manifest, name="manifest"),
]
