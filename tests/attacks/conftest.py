"""A paper with something to attack, and every address of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from standfirst.editions.queries import all_editions
from standfirst.forum.testing import make_comment
from standfirst.web.canary import addresses
from standfirst.web.canary.routes import family_address, filled, routes


@pytest.fixture
def names(story: Any, ben: Any) -> dict[str, str]:
    """What stands in the holes of addresses: Ben's things, and a story."""
    return {
        "story": story.address,
        "number": str(story.number),
        "revision": str(story.latest_revision_id or story.number),
        "comment": str(make_comment(story, ben, "I took the ferry for years.").pk),
        "handle": str(ben.handle),
        "section": story.section.slug,
        "edition": all_editions()[0].slug,
    }


@pytest.fixture
def ours(names: dict[str, str]) -> list[str]:
    """An address or more on every route of ours."""
    found: dict[str, bool] = {}
    for templates in addresses.ADDRESSES.values():
        found.update(filled(templates, [names]))
    assert len(found) > 60
    return list(found)


@pytest.fixture
def everywhere(ours: list[str], names: dict[str, str]) -> list[str]:
    """The same, with those that Wagtail and allauth bring."""
    family = (route for route in routes() if route.startswith(addresses.FAMILIES))
    return [*ours, *dict.fromkeys(family_address(route, names) for route in family)]


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """A browser in which a reader is signed in; answers of 500 are answers."""

    def make(reader: Any = None, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if reader is not None:
            client.force_login(reader)
            client.get("/_/me")  # the first answer of a sign-in writes down which browser it is
        return client

    return make
