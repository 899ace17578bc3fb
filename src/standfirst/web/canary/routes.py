"""Every route there is, as Django's resolver names it, and the places that the Front serves before Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.contrib.admindocs.views import simplify_regex
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

_HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
_NAME = re.compile(r"{(\w+)}")


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


def filled(templates: Iterable[str], names: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, bool]]:
    """The addresses of these templates, each once, for all names that have what stands in their holes; and whether
    the same template was filled before."""
    found: dict[str, bool] = {}
    for template in templates:
        wanted = _NAME.findall(template)
        known = [one for one in names if all(name in one for name in wanted)]
        for place, one in enumerate(known):
            found.setdefault(template.format(**one), place > 0)
    return iter(found.items())


def lacks(templates: Iterable[str], names: Sequence[Mapping[str, str]]) -> bool:
    """Has the paper nothing for a hole of one of them, such as a reader to show?"""
    wanted = (set(_NAME.findall(template)) for template in templates)
    return any(not any(holes <= one.keys() for one in names) for holes in wanted)


def family_address(route: str, names: Mapping[str, str]) -> str:
    """An address on another package's route: a story's number stands for whatever it counts."""
    shown = simplify_regex(route).lstrip("/") if "^" in route or "(?P" in route else route

    def fill(hole: re.Match[str]) -> str:
        kind, name = hole.groups()
        if "revision" in name:
            return names.get("revision", names["number"])
        return names["number"] if kind in {"int", None, "str"} else names.get(name, "stories")

    return "/" + _HOLE.sub(fill, shown)
