"""Who is signed in here, and the pass that follows from it.

Whatever made or ended the session (a code, a password, the newsroom, another browser that ended this one),
the answer to the next personal request sets the cookies right: a pass for a session that lives, none for one
that does not.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.access.meters import today
from standfirst.access.passes import COOKIE, FRESH_FOR, Pass, Standing, new_tag
from standfirst.access.rules import VisitorClass
from standfirst.editions.rules import COOKIE as EDITION
from standfirst.kit.browsers import browser_name
from standfirst.readers.actions import end_sign_ins
from standfirst.readers.gifts import claim, withdraw
from standfirst.readers.leaving import stay
from standfirst.readers.metering import marks_of
from standfirst.readers.models import Reader, SignIn

from . import cookies, read_first
from .granting import granted_to, is_asked, stranger_pass, stranger_tag, was_taken
from .visits import meter_in, pass_in, pass_keys

#: Where a session keeps the tag of its passes, and the session key for which it was made.
TAG = "pass_tag"
#: In the session of somebody who had asked to leave, until it was said.
CAME_BACK = "came_back"


def settle(request: HttpRequest, response: HttpResponseBase) -> None:
    """Make the pass and the hint agree with the session."""
    if SESSION_KEY in request.session and request.user.is_authenticated:
        granted = _pass_due(request)
        if granted is not None:
            cookies.set_signed_in(response, granted, _key())
            _own_edition(request, response)
            _hand_over_meter(request, response, granted.tag)
    elif read_first.is_lent(request):
        lent = read_first.pass_due(request, pass_in(request.COOKIES))
        if lent is not None:
            cookies.set_pass(response, lent, _key())
    elif stranger_tag(request) or was_taken(request):
        _settle_stranger(request, response)
    elif cookies.HINT in request.COOKIES or COOKIE in request.COOKIES:
        cookies.set_signed_out(response)
        _take_meter_back(request, response)


def _settle_stranger(request: HttpRequest, response: HttpResponseBase) -> None:
    """A stranger may hold a pass, too: for what was given."""
    if not is_asked(request):
        return
    granted = stranger_pass(request)
    if granted is None:
        cookies.set_signed_out(response)
        return
    cookies.set_pass(response, granted, _key())
    if cookies.HINT in request.COOKIES:
        response.delete_cookie(cookies.HINT, samesite="Lax")


def _key() -> bytes:
    return next(iter(pass_keys().values()))


def _hand_over_meter(request: HttpRequest, response: HttpResponseBase, tag: str) -> None:
    """What the account has read on, for the session with this tag; what was read on as a stranger stays beside it."""
    held = meter_in(request.COOKIES)
    marks = marks_of(cast("Reader", request.user), today(time.time()))
    if marks or held.reader:
        cookies.set_meter(response, replace(held, tag=tag, reader=marks), _key())


def _take_meter_back(request: HttpRequest, response: HttpResponseBase) -> None:
    """Whoever uses this browser next is not told what the reader has read."""
    held = meter_in(request.COOKIES)
    if held.reader:
        cookies.set_meter(response, replace(held, tag="", reader={}), _key())


def _own_edition(request: HttpRequest, response: HttpResponseBase) -> None:
    """A browser in which nobody has chosen an edition shows the reader's own."""
    wanted = cast("Reader", request.user).edition
    if wanted is not None and EDITION not in request.COOKIES and EDITION not in response.cookies:
        cookies.set_edition(response, wanted.slug)


def tag_of(request: HttpRequest) -> str:
    """The tag of this session's passes; empty when it has none that still holds."""
    kept: Any = request.session.get(TAG)
    good = isinstance(kept, list) and len(kept) == 2 and kept[1] == request.session.session_key
    return str(kept[0]) if good else ""


def _pass_due(request: HttpRequest) -> Pass | None:
    """A new pass, when the one the browser sent is not this session's, or no longer fresh."""
    tag, held, now = tag_of(request), pass_in(request.COOKIES), time.time()
    told = cookies.HINT in request.COOKIES
    is_good = tag and told and held is not None and held.tag == tag and held.standing(now) is Standing.FRESH
    if is_good and not was_taken(request):
        return None
    reader = cast("Reader", request.user)
    if given := stranger_tag(request) or read_first.tag_lent(request):
        claim(tag=given, reader=reader)
    if not tag or not SignIn.objects.filter(tag=tag).exists():
        tag = _begin(request)
    end = int(request.session.get_expiry_date().timestamp())
    fresh = min(int(now) + FRESH_FOR, end)
    return Pass(VisitorClass.REGISTERED, tag, fresh=fresh, end=end, granted=granted_to(reader))


def _begin(request: HttpRequest) -> str:
    """Note that the reader is signed in in this browser. A session whose key was renewed begins anew."""
    if not request.session.session_key:
        request.session.create()
    tag, key = new_tag(), request.session.session_key
    request.session[TAG] = [tag, key]
    name = browser_name(request.headers.get("User-Agent", ""))
    SignIn.objects.update_or_create(
        session_key=key, defaults={"tag": tag, "reader": cast("Reader", request.user), "browser": name}
    )
    return tag


def came_back(request: HttpRequest | None, user: Reader, **_: Any) -> None:
    """Receiver: somebody signed in, and has therefore not left."""
    if user.leaves_at is not None and stay(reader=user) and request is not None:
        request.session[CAME_BACK] = True


def signed_out(request: HttpRequest | None, user: Reader | None, **_: Any) -> None:
    """Receiver: somebody signed out. Their passes die here within a second, at an edge within the hour."""
    tag = tag_of(request) if request is not None else ""
    if user is not None and tag:
        end_sign_ins(reader=user, tag=tag)


def reader_saving(instance: Reader, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """Receiver: notes that a reader is being made staff. A session that a code began must not become staff's."""
    said = update_fields is None or "is_staff" in update_fields
    known = instance.pk is not None and instance.is_staff and said
    instance.becomes_staff = known and Reader.objects.filter(pk=instance.pk, is_staff=False).exists()  # type: ignore[attr-defined]


def reader_saved(
    instance: Reader, created: bool, update_fields: Collection[str] | None = None, **_: Any
) -> None:
    """Receiver: who was shut out, was made staff, or has a new password, is signed in nowhere any more."""
    if update_fields is not None and set(update_fields) == {"email"}:
        return  # nothing of that
    has_new_password = instance._password is not None  # type: ignore[attr-defined]  # noqa: SLF001
    becomes_staff = getattr(instance, "becomes_staff", False)
    if not created and (has_new_password or becomes_staff or not instance.is_active):
        end_sign_ins(reader=instance)
    if not created and not instance.is_active:
        withdraw(instance)
