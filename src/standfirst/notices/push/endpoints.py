"""Which push endpoints may be called. An endpoint is input from strangers: whatever it names, the paper's own
server would call. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST_ENDPOINT = 1000
#: The services behind Chrome, Edge, Firefox and Safari. A leading dot stands for any name below.
KNOWN_SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    "web.push.apple.com",
    ".push.apple.com",
)
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_PRINTABLE = re.compile(r"[!-~]+")


class BadSubscription(ValueError):
    """What is wrong with a subscription, in words for the log and the developer's console."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint that may be called."""

    url: str
    origin: str  #: the audience of the proof (RFC 8292): "https://fcm.googleapis.com"
    host: str
    port: int
    #: The operator named this very host, so that it may be in a private network.
    listed: bool


def check_endpoint(url: object, listed: Collection[str] = ()) -> Endpoint:
    """Read an endpoint. `listed` is the setting STANDFIRST_PUSH_HOSTS: host or host:port.

    Raises BadSubscription for anything but https on port 443 at a known service, or a listed host and port
    (a bare host means 443); plain http only on loopback, and only where listed with its port.
    """
    if (
        not isinstance(url, str)
        or len(url) > LONGEST_ENDPOINT
        or not _PRINTABLE.fullmatch(url)
        or "\\" in url
    ):
        raise BadSubscription("the endpoint is no address")
    scheme, _, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    if not slash or "#" in path:
        raise BadSubscription("the endpoint has parts that no push service uses")
    origin, host, port, is_listed = _place(f"{scheme}://{place}/", tuple(listed))
    return Endpoint(url=url, origin=origin, host=host, port=port, listed=is_listed)


@lru_cache(maxsize=256)
def _place(url: str, listed: tuple[str, ...]) -> tuple[str, str, int, bool]:
    """Origin, host, port, and whether that is listed, of an address without a path: few, for however many devices."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise BadSubscription("the endpoint is no address") from error
    if parts.path != "/" or parts.username is not None or parts.password is not None:
        raise BadSubscription("the endpoint has parts that no push service uses")
    port = port or (443 if parts.scheme == "https" else 80)
    if parts.netloc.lower() not in {host, f"{host}:{port}"}:
        raise BadSubscription("the endpoint's host is oddly written")
    is_listed = f"{host}:{port}" in listed or (host in listed and port == 443)
    if parts.scheme == "http":
        if not (is_listed and f"{host}:{port}" in listed and is_loopback(host)):
            raise BadSubscription("the endpoint must be https")
    elif parts.scheme != "https":
        raise BadSubscription("the endpoint must be https")
    if not is_listed and not (port == 443 and _NAME.fullmatch(host) and is_known(host)):
        raise BadSubscription(f"{host} is no push service this paper knows")
    default = 443 if parts.scheme == "https" else 80
    origin = f"{parts.scheme}://{host}" + (f":{port}" if port != default else "")
    return origin, host, port, is_listed


def is_known(host: str) -> bool:
    return any(host.endswith(name) if name.startswith(".") else host == name for name in KNOWN_SERVICES)


def service_of(endpoint: str) -> str:
    """The push service behind an endpoint that was checked once: what is slow or away together.

    All the names of one known service are one ("notify.windows.com"); any other is its host and port. At most 80
    characters.
    """
    place = endpoint.partition("://")[2].partition("/")[0].lower()
    host = place.removesuffix(":443")
    for name in KNOWN_SERVICES:
        if host.endswith(name) if name.startswith(".") else host == name:
            return name.removeprefix(".")
    return place[:80]


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_keys(p256dh: object, auth: object) -> tuple[bytes, bytes]:
    """The browser's public key (an uncompressed point) and its secret of 16 bytes, from base64url.

    Raises BadSubscription. That the point lies on the curve is found out when it is first used.
    """
    key, secret = _decoded(p256dh, 65), _decoded(auth, 16)
    if key[0] != 4:
        raise BadSubscription("p256dh is no uncompressed point")
    return key, secret


def _decoded(text: object, length: int) -> bytes:
    if not isinstance(text, str) or len(text) > 2 * length:
        raise BadSubscription("a key is missing")
    try:
        # altchars with validate: Python 3.11's urlsafe decoder passes over characters it does not know.
        data = base64.b64decode(
            text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError) as error:
        raise BadSubscription("a key is not base64url") from error
    if len(data) != length:
        raise BadSubscription(f"a key has {len(data)} bytes, not {length}")
    return data
