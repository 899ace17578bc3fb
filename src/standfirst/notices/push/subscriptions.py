"""What a browser asks about its own subscription. Whoever knows endpoint and secret is that browser."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from standfirst.editions.models import Edition
from standfirst.editions.queries import edition_called
from standfirst.kit.browsers import browser_name

from .. import rules
from ..models import Subscription
from .endpoints import BadSubscription, check_endpoint, check_keys

#: What `PushSubscription.toJSON()` and our own words take, with room to spare.
MOST_BYTES = 8 * 1024


class Forged(Exception):
    """The secret is not that of the browser whose endpoint this is."""


class TooMany(Exception):
    """This network has added as many devices as one may in a day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A subscription as a browser names it, checked; None where it says nothing of what it wants."""

    endpoint: str
    p256dh: str
    auth: str
    alerts: bool | None = None
    edition: Edition | None = None
    old: tuple[str, str] | None = None  #: endpoint and secret of the subscription that this one replaces


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks: the reader who is signed in (or nobody), and from where and with what."""

    reader: int | None
    edition: Edition
    address: str = ""
    user_agent: str = ""


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
        old=_old(said.get("old")),
    )


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadSubscription("not an object")
    return value


def _old(value: Any) -> tuple[str, str] | None:
    keys = value.get("keys") if isinstance(value, dict) else None
    auth = keys.get("auth") if isinstance(keys, dict) else None
    endpoint = value.get("endpoint") if isinstance(value, dict) else None
    if not isinstance(endpoint, str) or not isinstance(auth, str):
        return None
    is_sound = endpoint.isascii() and auth.isascii() and "\0" not in endpoint
    return (endpoint, auth) if is_sound else None


@transaction.atomic
def subscribe(asked: Asked, sender: Sender) -> Subscription:
    """Keep the subscription, or mend and change the one that is there. Raises Forged or TooMany.

    It belongs to whoever is signed in now: to nobody when nobody is.
    """
    found = owned(asked.endpoint, asked.auth)
    if found is None:
        found = _replaced(asked) or _new(sender)
    found.endpoint, found.p256dh, found.auth = asked.endpoint, asked.p256dh, asked.auth
    found.reader_id = sender.reader
    found.alerts = found.alerts if asked.alerts is None else asked.alerts
    found.edition = asked.edition or found.edition
    found.device = browser_name(sender.user_agent) or found.device
    found.save()
    return found


@transaction.atomic
def unsubscribe(asked: Asked) -> None:
    """End it, if it is there. Raises Forged."""
    found = owned(asked.endpoint, asked.auth)
    if found is not None:
        found.delete()


def owned(endpoint: str, auth: str) -> Subscription | None:
    """The subscription of the browser that knows this secret. Raises Forged when the secret is another."""
    found = Subscription.objects.filter(endpoint=endpoint).select_related("edition").first()
    if found is not None and not hmac.compare_digest(
        found.auth.rstrip("=").encode(), auth.rstrip("=").encode()
    ):
        raise Forged
    return found


def _replaced(asked: Asked) -> Subscription | None:
    return owned(*asked.old) if asked.old is not None else None


def _new(sender: Sender) -> Subscription:
    network = salted_hmac("standfirst.notices.network", rules.network_of(sender.address)).hexdigest()
    today = timezone.now() - timedelta(days=1)
    if Subscription.objects.filter(network=network, created_at__gt=today).count() >= rules.DEVICES_A_DAY:
        raise TooMany
    return Subscription(edition=sender.edition, network=network)
