"""Verbs of subscriptions. Whoever knows endpoint and secret is that browser, and nobody else changes or ends it, but
for the reader to whom it is bound."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from standfirst.editions.models import Edition
from standfirst.kit.browsers import browser_name
from standfirst.newsroom.stories.models import Topic

from .. import rules
from ..models import RemovedDevice, Subscription
from .asked import Asked

#: How long a removed device may stay away and is still told so when it comes back.
REMOVED_FOR = timedelta(days=400)


class Forged(Exception):
    """The secret is not that of the browser whose endpoint this is."""


class TooMany(Exception):
    """This network has added as many devices as one may in a day."""


class Unknown(Exception):
    """The paper has no such subscription (any more): its push service had none, or it was lost."""


class Removed(Exception):
    """The subscription was ended from elsewhere, and is not to be mended."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks: the reader who is signed in (or nobody) in which session, and from where and with what."""

    reader: int | None
    edition: Edition
    session: str = ""
    address: str = ""
    user_agent: str = ""


@transaction.atomic
def subscribe(asked: Asked, sender: Sender) -> Subscription:
    """Keep the subscription, or mend and change the one that is there.

    It belongs to whoever is signed in now: to nobody when nobody is. Raises Forged or TooMany; Unknown for a browser
    that only looks, and Removed for one that comes back by itself after it was ended.
    """
    found, before = owned(asked.endpoint, asked.auth), owned(*asked.old) if asked.old else None
    if found is not None and before is not None and before.pk != found.pk:
        before.delete()
    found = found or before
    if found is None and _is_removed(asked):
        raise Removed
    if found is None and asked.looks:
        raise Unknown
    kept = found or _new(sender)
    kept.endpoint, kept.p256dh, kept.auth = asked.endpoint, asked.p256dh, asked.auth
    kept.reader_id = sender.reader
    kept.session = session_mark(sender.session) if sender.reader is not None else ""
    kept.alerts = kept.alerts if asked.alerts is None else asked.alerts
    kept.edition = asked.edition or kept.edition
    kept.device = browser_name(sender.user_agent) or kept.device
    kept.save()
    if asked.topics is not None:
        kept.topics.set(Topic.objects.filter(slug__in=asked.topics))
    RemovedDevice.objects.filter(endpoint=_hash(asked.endpoint)).delete()
    return kept


@transaction.atomic
def unsubscribe(asked: Asked) -> None:
    """End it, if it is there. Raises Forged."""
    found = owned(asked.endpoint, asked.auth)
    if found is not None:
        found.delete()


@transaction.atomic
def remove(*, number: int, reader: int) -> bool:
    """A reader ends one of the own devices, wherever it is; when it next asks, it ends its side too."""
    return _remove(Subscription.objects.filter(pk=number, reader=reader).first())


@transaction.atomic
def leave(*, number: int, reader: int, keeps: bool) -> None:
    """A reader signs out where this device is: it hears nothing more of the reader. It `keeps` its edition's alerts as
    a stranger's, or goes."""
    mine = Subscription.objects.filter(Q(reader=reader) | Q(reader=None), pk=number)
    if keeps:
        mine.update(reader=None, session="")
    else:
        _remove(mine.first())


def unbind(sessions: list[str]) -> None:
    """These sessions were ended from elsewhere: what they bound hears nothing more of its reader."""
    bound = Subscription.objects.filter(session__in=[session_mark(key) for key in sessions])
    bound.update(reader=None, session="")


def owned(endpoint: str, auth: str) -> Subscription | None:
    """The subscription of the browser that knows this secret. Raises Forged when the secret is another."""
    found = Subscription.objects.filter(endpoint=endpoint).select_related("edition").first()
    if found is not None and not hmac.compare_digest(
        found.auth.rstrip("=").encode(), auth.rstrip("=").encode()
    ):
        raise Forged
    return found


def sweep_removed() -> bool:
    """The job: forget devices that were removed so long ago that they will hardly ask again."""
    RemovedDevice.objects.filter(at__lt=timezone.now() - REMOVED_FOR).delete()
    return False


def session_mark(key: str) -> str:
    """What is kept of a session: enough to know it again, and nothing to sign in with."""
    return salted_hmac("standfirst.notices.session", key).hexdigest() if key else ""


def _remove(device: Subscription | None) -> bool:
    if device is None:
        return False
    RemovedDevice.objects.get_or_create(endpoint=_hash(device.endpoint))
    device.delete()
    return True


def _is_removed(asked: Asked) -> bool:
    """Not of what somebody turns on anew by hand: that is neither a look nor another's successor."""
    endpoints = [asked.endpoint] * asked.looks + ([asked.old[0]] if asked.old else [])
    return bool(endpoints) and RemovedDevice.objects.filter(endpoint__in=map(_hash, endpoints)).exists()


def _hash(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()


def _new(sender: Sender) -> Subscription:
    network = salted_hmac("standfirst.notices.network", rules.network_of(sender.address)).hexdigest()
    today = timezone.now() - timedelta(days=1)
    if Subscription.objects.filter(network=network, created_at__gt=today).count() >= rules.DEVICES_A_DAY:
        raise TooMany
    return Subscription(edition=sender.edition, network=network)
