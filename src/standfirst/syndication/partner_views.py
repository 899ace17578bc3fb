"""The partners' addresses. Each request is one partner's own: nothing is stored, and the key is looked at every time.

A key comes in the path or in `Authorization: Bearer`, never in a query: queries stand in the logs of every machine on
the way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import feeds
from .limits import is_within
from .models import Partner, PartnerUse
from .partner_keys import parse_key
from .partner_reading import as_json, check_format, edition_for, section_for, view_for, views_for
from .partners import Refused, count, recognise, seen_in_query

TEXT = "text/plain; charset=utf-8"
WRITERS = {
    "atom": (feeds.atom, feeds.CONTENT_TYPE),
    "rss": (feeds.rss, feeds.RSS_TYPE),
    "json": (feeds.json_feed, feeds.JSON_TYPE),
}


@require_safe
def feed(
    request: HttpRequest, kind: str, key: str = "", edition: str = "", section: str = ""
) -> HttpResponse:
    """`/partners/KEY/feed.atom`, `/partners/KEY/feeds/uk.rss`, `/partners/KEY/feeds/uk/world.json`"""

    def answer(partner: Partner) -> HttpResponse:
        check_format(partner, kind)
        chosen = edition_for(partner, edition)
        within = section_for(partner, section) if section else None
        with translation.override(chosen.language):
            views = views_for(partner, chosen, within)
            head = feeds.head_of(chosen, address=_without_key(request, key), section=within)
        write, content_type = WRITERS[kind]
        return HttpResponse(write(head, views), content_type=content_type)

    return _answered(request, key, answer)


@require_safe
def article(request: HttpRequest, number: str, key: str = "") -> HttpResponse:
    """`/partners/KEY/articles/81.json`"""

    def answer(partner: Partner) -> HttpResponse:
        check_format(partner, Partner.Format.ARTICLE)
        view, edition = view_for(partner, int(number))
        said = json.dumps(as_json(view, edition), ensure_ascii=False)
        return HttpResponse(said, content_type="application/json; charset=utf-8")

    return _answered(request, key, answer)


def _answered(request: HttpRequest, key: str, answer: Callable[[Partner], HttpResponse]) -> HttpResponse:
    try:
        partner = _partner_of(request, key)
        use = count(
            partner=partner,
            asked=_without_key(request, key),
            network=str(request.META.get("REMOTE_ADDR", "")),
        )
    except Refused as error:
        return _private(_refusal(error))
    try:
        response = answer(partner)
    except Refused as error:
        response = _refusal(error)
    if response.status_code != 200:
        PartnerUse.objects.filter(pk=use.pk).update(status=response.status_code)
        return _private(response)
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return _private(get_conditional_response(request, etag=etag, response=response) or response)


def _partner_of(request: HttpRequest, key: str) -> Partner:
    """Raises Refused. Wrong keys are counted by network; a right one is taken however many wrong ones came."""
    in_query = [value for value in map(str, request.GET.values()) if parse_key(value)]
    for text in in_query[:1]:
        seen_in_query(text)
    if in_query or {"key", "token", "apikey", "api_key", "access_token"} & set(request.GET):
        words = _(
            "A key never stands in a query: it stays in logs. Send it in the path or in “Authorization: Bearer”."
        )
        raise Refused(400, words)
    kind, _blank, bearer = request.headers.get("Authorization", "").partition(" ")
    given = {text for text in (key, bearer.strip() if kind.lower() == "bearer" else "") if text}
    if len(given) > 1:
        raise Refused(
            400, _("There are two different keys, one in the path and one in the header. Send one.")
        )
    if not given:
        raise Refused(
            401, _("This is for partners. Send your key in the path or in “Authorization: Bearer”.")
        )
    try:
        return recognise(given.pop())
    except Refused:
        if not is_within(request, "wrong_key"):
            raise Refused(429, _("Too many wrong keys. Please come back later."), again_in=600) from None
        raise


def _without_key(request: HttpRequest, key: str) -> str:
    """The address as it may be told and written down."""
    return request.path.replace(f"/{key}/", "/", 1) if key else request.path


def _refusal(error: Refused) -> HttpResponse:
    response = HttpResponse(f"{error}\n", status=error.status, content_type=TEXT)
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="partners"'
    if error.again_in:
        response["Retry-After"] = str(error.again_in)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """Found by no search engine, told to no other site. That nobody on the way keeps it, every personal answer says."""
    response["Vary"] = "Authorization"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
