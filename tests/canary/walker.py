"""The walk itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.admindocs.views import simplify_regex
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from . import addresses

_HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
FROM_THE_BROWSER = {"Sec-Fetch-Site": "same-origin"}


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every route there is, as Django's resolver names it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        name = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield name
        else:
            yield from routes(pattern, name)


@dataclass
class Walk:
    """A stranger with a map. `problems` is empty when no canary sang and every route was visited."""

    canary: str
    names: dict[str, str]
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    problems: list[str] = field(default_factory=list)
    visited: int = 0

    def everything(self) -> list[str]:
        for route in routes():
            if route.startswith(addresses.FAMILIES):
                self._visit_family(route)
            elif route in addresses.ADDRESSES:
                self._visit_ours(route)
            else:
                self.problems.append(
                    f"no address is known for the route “{route}”: add it to tests/canary/addresses.py"
                )
        return self.problems

    def _visit_ours(self, route: str) -> None:
        there = False
        for template in addresses.ADDRESSES[route]:
            address = template.format(**self.names)
            if not _leads_to(address, route):
                self.problems.append(f"{address} does not lead to the route “{route}”")
            status = self._look(address)
            there = there or status < 400 or status == 405  # a verb of its own, which is tried below
            self._in_every_format(address)
        if not there and route not in addresses.CLOSED:
            self.problems.append(f"nothing is there for a stranger on the route “{route}”")

    def _in_every_format(self, address: str) -> None:
        for suffix in addresses.SUFFIXES:
            if "?" not in address or not suffix.startswith("?"):
                self._look(address + suffix)
        for accepted in addresses.ACCEPTS:
            self._look(address, headers={"Accept": accepted})
        for disguise in addresses.DISGUISES:
            self._look(address, headers=disguise)
        self._look(address, method="HEAD")
        self._look(address, method="OPTIONS")
        self._look(address, method="POST", headers=FROM_THE_BROWSER)

    def _visit_family(self, route: str) -> None:
        shown = simplify_regex(route).lstrip("/") if "^" in route or "(?P" in route else route
        address = "/" + _HOLE.sub(lambda hole: self._fill(*hole.groups()), shown)
        self._look(address)
        self._look(address, method="POST", headers=FROM_THE_BROWSER)

    def _fill(self, kind: str | None, name: str) -> str:
        if "revision" in name:
            return self.names["revision"]
        return self.names["number"] if kind in {"int", None, "str"} else self.names.get(name, "stories")

    def _look(self, address: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> int:
        self.visited += 1
        answer = self.client.generic(method, address, headers=headers or {})
        self.client.cookies.clear()
        body = b"".join(answer) if answer.streaming else answer.content
        said = body.decode("utf-8", "replace") + "".join(f"{name}: {value}" for name, value in answer.items())
        where = f"{method} {address} {headers or ''}".strip()
        if self.canary in said:
            self.problems.append(f"{where}: the canary sings")
        if answer.status_code >= 500:
            self.problems.append(f"{where}: {answer.status_code}")
        return int(answer.status_code)


def _leads_to(address: str, route: str) -> bool:
    try:
        return resolve(address.partition("?")[0]).route == route
    except Resolver404:
        return False
