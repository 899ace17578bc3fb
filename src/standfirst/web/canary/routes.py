"""Every route there is, as Django's resolver names it, and the places that the Front serves before Django."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """The names of all routes: a new one is here the day it is born."""
    for pattern in (resolver or get_resolver()).url_patterns:
        name = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield name
        else:
            yield from routes(pattern, name)


def leads_to(address: str, route: str) -> bool:
    """Does an address really lead there? It does not when another route takes it first."""
    try:
        return resolve(address.partition("?")[0]).route == route
    except Resolver404:
        return False
