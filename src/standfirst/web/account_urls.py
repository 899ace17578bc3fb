"""The addresses under /account/. allauth has many more doors than a paper wants: only these are open."""

from __future__ import annotations

from allauth.account.views import account_inactive
from django.urls import path

from . import key_urls, provider_urls
from .views import giving, relations
from .views.account import email, following, joining, own_data, password, profile, resetting, settings, terms

# Names that begin with account_ are those by which allauth finds its pages.
urlpatterns = [
    path("join/", joining.JoinView.as_view(), name="account_request_login_code"),
    path("join/", joining.JoinView.as_view(), name="account_signup"),
    path("code/", joining.CodeView.as_view(), name="account_confirm_login_code"),
    path("login/", joining.PasswordView.as_view(), name="account_login"),
    path("logout/", joining.SignOutView.as_view(), name="account_logout"),
    path("inactive/", account_inactive, name="account_inactive"),
    path("welcome", joining.welcome, name="welcome"),
    path("", settings.account, name="account"),
    path("picture/", profile.picture, name="account_picture"),
    path("privacy/", profile.privacy, name="account_privacy"),
    path("sign-ins/", settings.end_sign_in, name="end_sign_in"),
    path("email/", email.email, name="account_email_change"),
    path("email/code/", email.code, name="account_email_code"),
    path("password/", password.password, name="account_password"),
    path("own-data/", own_data.own_data, name="own_data"),
    path("data", own_data.download, name="my_data"),
    path("leave/", own_data.leaving, name="account_leave"),
    path("left", own_data.left, name="account_left"),
    path("terms/", terms.accept, name="account_terms"),
    path("password/reset/", resetting.ResetView.as_view(), name="account_reset_password"),
    path(
        "password/reset/code/", resetting.ResetCodeView.as_view(), name="account_confirm_password_reset_code"
    ),
    path("password/reset/new/", resetting.NewPasswordView.as_view(), name="account_complete_password_reset"),
    path("following/", following.following, name="my_following"),
    path("followers/", following.followers, name="my_followers"),
    path("muted/", following.kept_away, name="kept_away"),
    path("said/<int:number>/", relations.author_of, name="author_of"),
    *key_urls.urlpatterns,
    *provider_urls.urlpatterns,
    path("give/<int:number>", giving.give, name="give"),
    path("follow/<str:handle>/", relations.page, name="relation"),
]
