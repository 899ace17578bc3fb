"""The real Front before the real Django, in the test's own thread and transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.wsgi import get_wsgi_application
from django.db import connections

from standfirst.delivery.bridge import Bridge
from standfirst.delivery.front import Front, Policy
from standfirst.delivery.render import Renderer
from standfirst.delivery.store import Store
from standfirst.editions.queries import all_editions
from standfirst.web.keyring import keyring
from standfirst.web.parameters import parameters
from standfirst.web.personal import is_personal
from standfirst.web.visitors import Knowledge, Visitors

T = TypeVar("T")


class InThisThread(Bridge):
    """The bridge to the real Django, on the connection that holds the test's transaction."""

    def __init__(self, application: Any, **_threads: Any) -> None:
        super().__init__(application, threads=1)
        self._connection = connections["default"]

    async def run(self, work: Callable[[], T], *, in_turn: bool = False) -> T:
        connections["default"] = self._connection
        return work()


def front_in_this_thread() -> Front:
    """A Front with an empty store."""
    editions = all_editions()

    async def read_editions() -> Any:
        return editions

    bridge, store = InThisThread(get_wsgi_application()), Store(most_bytes=10**7)
    visitors = Visitors(Knowledge(keys=keyring, edge_secret=b"", read_editions=read_editions))
    policy = Policy(
        is_personal, parameters, lambda path: 10**6, lambda path: False, visitors.is_edge, "http", "localhost"
    )
    return Front(store, bridge, Renderer(bridge=bridge, store=store, build="test"), visitors, policy)
