"""Where webhooks may go. Pure."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from standfirst.kit.network import plain_address
from standfirst.notices.push.endpoints import Endpoint


class BadTarget(ValueError):
    """Why an address cannot be called, in words."""


def target_of(url: str, listed: Collection[str] = ()) -> Endpoint:
    """An address that may be called: https, and a public one.

    `listed` (host or host:port) are those that may stand in a private network, and without https. Raises BadTarget.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise BadTarget(f"“{url}” is no address") from None
    if parts.scheme not in {"https", "http"} or not host or parts.username is not None or parts.fragment:
        raise BadTarget(f"“{url}” is no address that starts with https://")
    port = port or (443 if parts.scheme == "https" else 80)
    is_listed = f"{host}:{port}" in listed or (host in listed and port == 443)
    if parts.scheme == "http" and not is_listed:
        raise BadTarget(f"“{url}” must be https")
    if not is_listed and _is_private(host):
        raise BadTarget(f"“{url}” is in a private network")
    return Endpoint(url=url, origin=f"{parts.scheme}://{host}", host=host, port=port, listed=is_listed)


def _is_private(host: str) -> bool:
    """An address written out, which no resolver will look at; or a name that only this machine knows."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ip_address(plain_address(host)).is_global
    except ValueError:
        # "2130706433" and "0x7f.1" are addresses to some and no names to anybody.
        return (
            "." not in host or host.rpartition(".")[2].isdigit() or host.rpartition(".")[2].startswith("0x")
        )
