"""The addresses under /account/with/: signing in with somebody else's word."""

from __future__ import annotations

from django.urls import path

from .views.account import providers

# allauth finds its pages by these names.
urlpatterns = [
    path("with/", providers.connections, name="socialaccount_connections"),
    path("with/<slug:provider>/", providers.start, name="provider_start"),
    path("with/<int:number>/disconnect", providers.disconnect, name="provider_disconnect"),
    path("with/google/back/", providers.google_back, name="google_callback"),
    path("with/apple/back/", providers.apple_back, name="apple_callback"),
    path("with/apple/back/finish/", providers.apple_finish, name="apple_finish_callback"),
    path("with/<slug:provider_id>/back/", providers.openid_back, name="openid_connect_callback"),
]
