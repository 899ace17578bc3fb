"""Every cookie there is, in one table: the privacy page prints it, and a test holds answers to it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.access import meter_cookies, passes
from standfirst.access.meters import DAY, MOST_DAYS
from standfirst.editions.rules import COOKIE as EDITION

from .providers import APPLE

#: Says only that somebody is signed in here; read by our own scripts.
HINT = "reader"
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie: what it is for, how long it lives, and who reads it."""

    name: str
    purpose: Promise
    life: Promise
    read_by: Promise


_BY_US = _("our server")
_APPLE = Cookie(
    "apple-login-session",
    _("Remembers Apple's answer for a moment, while you sign in with Apple."),
    _("until you close the browser"),
    _BY_US,
)
COOKIES = (
    Cookie(EDITION, _("Keeps the edition you chose."), _("a year"), _BY_US),
    Cookie(
        passes.COOKIE,
        _("Proves that you may read whole articles. It does not say who you are."),
        _("until you sign out, 90 days at most"),
        _BY_US,
    ),
    Cookie(
        meter_cookies.COOKIE,
        _("Counts the articles that you have read on, where an edition gives a number of them."),
        _("90 days after the last one"),
        _BY_US,
    ),
    Cookie(
        settings.SESSION_COOKIE_NAME,
        _("Keeps you signed in, or remembers that a code was sent to you."),
        _("until you sign out, 90 days at most"),
        _BY_US,
    ),
    Cookie(
        HINT,
        _("Says that somebody is signed in, so that pages show your name and the rest of an article."),
        _("until you sign out, 90 days at most"),
        _("our server and our pages"),
    ),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        _("Makes sure that a form was sent from our pages, where your browser does not say so itself."),
        _("a year"),
        _BY_US,
    ),
    *([_APPLE] if any(provider.kind == APPLE for provider in settings.CONFIGURATION.providers) else []),
)


def set_edition(response: HttpResponseBase, slug: str) -> None:
    """Keep the edition that somebody chose."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(EDITION, slug, max_age=A_YEAR, httponly=True, secure=secure, samesite="Lax")


def set_meter(response: HttpResponseBase, meter: meter_cookies.MeterCookie, key: bytes) -> None:
    """Hand over what was read on; take the cookie back when that is nothing."""
    if not meter.stranger and not meter.reader:
        response.delete_cookie(meter_cookies.COOKIE, samesite="Lax")
        return
    response.set_cookie(
        meter_cookies.COOKIE,
        meter_cookies.sign(meter, key),
        max_age=MOST_DAYS * DAY,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def set_signed_in(response: HttpResponseBase, granted: passes.Pass, key: bytes) -> None:
    """Hand over the pass, and the hint beside it."""
    set_pass(response, granted, key)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(HINT, "1", max_age=_life(granted), secure=secure, samesite="Lax")


def set_pass(response: HttpResponseBase, granted: passes.Pass, key: bytes) -> None:
    """Hand over a pass alone: it says that somebody may read, not that anybody is signed in."""
    secure = settings.SESSION_COOKIE_SECURE
    text = passes.sign(granted, key)
    response.set_cookie(
        passes.COOKIE, text, max_age=_life(granted), httponly=True, secure=secure, samesite="Lax"
    )


def _life(granted: passes.Pass) -> int:
    return max(0, granted.end - int(time.time()))


def set_signed_out(response: HttpResponseBase) -> None:
    """Take pass and hint back, and have the browser drop the pages it kept.

    Never its storage: that would end the push subscription.
    """
    response.delete_cookie(passes.COOKIE, samesite="Lax")
    response.delete_cookie(HINT, samesite="Lax")
    response["Clear-Site-Data"] = '"cache"'
