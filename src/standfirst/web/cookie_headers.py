"""The Cookie header as the Front reads it, before Django. Pure."""

from __future__ import annotations

from standfirst.access import meter_cookies, passes
from standfirst.delivery.asgi import Header
from standfirst.editions import rules

_NAMES = (rules.COOKIE, passes.COOKIE, meter_cookies.COOKIE)


def cookies_in(header: bytes) -> dict[str, str]:
    """Our cookies in a Cookie header; the last of a name counts, as with Django."""
    found: dict[str, str] = {}
    for part in header.decode("latin-1").split(";"):
        name, _, value = part.partition("=")
        if name.strip() in _NAMES:
            found[name.strip()] = value.strip()
    return found


def with_new_cookies(header: bytes, said: list[Header]) -> bytes:
    """The Cookie header as it will be once the browser has taken these: without the old pass, with a new one."""
    found = cookies_in(header)
    new = cookies_in(b";".join(value.partition(b";")[0] for _, value in said))
    if passes.COOKIE in new or not said:
        found.pop(passes.COOKIE, None)
    found |= new
    return "; ".join(f"{name}={value}" for name, value in found.items()).encode("latin-1")
