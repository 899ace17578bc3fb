"""What a browser says about its own subscription, read from JSON. Strangers send anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from standfirst.editions.models import Edition
from standfirst.editions.queries import edition_called

from .endpoints import BadSubscription, check_endpoint, check_keys

#: What `PushSubscription.toJSON()` and our own words take, with room to spare.
MOST_BYTES = 8 * 1024
#: More topics than anybody follows on one device.
MOST_TOPICS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A subscription as a browser names it, checked; None where it says nothing of what it wants."""

    endpoint: str
    p256dh: str
    auth: str
    alerts: bool | None = None
    edition: Edition | None = None
    topics: tuple[str, ...] | None = None  #: slugs; those that do not exist mean nothing
    old: tuple[str, str] | None = None  #: endpoint and secret of the subscription that this one replaces
    #: The browser only looks whether the paper knows it: what is not known is not kept.
    looks: bool = False


def read_asked(body: bytes) -> Asked:
    """Read what the browser sent. Raises BadSubscription for anything that is no subscription."""
    if len(body) > MOST_BYTES:
        raise BadSubscription("that is more than a subscription")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadSubscription("not readable as JSON") from error
    said = _object(said)
    keys = _object(said.get("keys"))
    endpoint = check_endpoint(said.get("endpoint"), settings.CONFIGURATION.push_hosts).url
    check_keys(keys.get("p256dh"), keys.get("auth"))
    alerts, edition = said.get("alerts"), said.get("edition")
    return Asked(
        endpoint=endpoint,
        p256dh=keys["p256dh"],
        auth=keys["auth"],
        alerts=alerts if isinstance(alerts, bool) else None,
        edition=edition_called(edition) if isinstance(edition, str) else None,
        topics=_topics(said.get("topics")),
        old=_old(said.get("old")),
        looks=said.get("looks") is True,
    )


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadSubscription("not an object")
    return value


def _topics(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    slugs = (slug for slug in value if isinstance(slug, str) and slug.isprintable() and len(slug) < 300)
    return tuple(dict.fromkeys(slugs))[:MOST_TOPICS]


def _old(value: Any) -> tuple[str, str] | None:
    keys = value.get("keys") if isinstance(value, dict) else None
    auth = keys.get("auth") if isinstance(keys, dict) else None
    endpoint = value.get("endpoint") if isinstance(value, dict) else None
    if not isinstance(endpoint, str) or not isinstance(auth, str):
        return None
    is_sound = endpoint.isascii() and auth.isascii() and "\0" not in endpoint
    return (endpoint, auth) if is_sound else None
