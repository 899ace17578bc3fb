"""Who else may say who a reader is: Google, Apple, any OpenID Connect provider; read once at start from one file.

The file is an object of providers by the name that stands in their addresses:

    {"google": {"client_id": "…", "secret": "…"},
     "apple": {"client_id": "…", "team": "…", "key_id": "…", "key": "-----BEGIN PRIVATE KEY-----\\n…"},
     "university": {"name": "The University", "url": "https://id.example.edu", "client_id": "…", "secret": "…",
                    "domains": ["example.edu"]}}

Pure but for reading the file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from standfirst.kit.network import is_local_host

PROVIDERS_FILE = "providers.json"
GOOGLE, APPLE, OPENID = "google", "apple", "openid_connect"
_NAMES = {GOOGLE: "Google", APPLE: "Apple"}
_ID = re.compile(r"[a-z][a-z0-9-]{0,29}")
#: What each kind must say, and what it may.
_MUST = {
    GOOGLE: {"client_id", "secret"},
    APPLE: {"client_id", "team", "key_id", "key"},
    OPENID: {"name", "url", "client_id"},
}
_MAY = {GOOGLE: {"domains"}, APPLE: set[str](), OPENID: {"secret", "domains"}}


class ProviderError(ValueError):
    """A provider that cannot be used, said in one line."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider. `domains`, where there are any, are those whose addresses it is believed about."""

    id: str
    name: str
    kind: str
    client_id: str
    secret: str = ""
    url: str = ""
    team: str = ""
    key_id: str = ""
    key: str = ""
    domains: tuple[str, ...] = ()


def read_providers(path: Path) -> tuple[Provider, ...]:
    """All providers in the file, in its order; none when there is no file. Raises ProviderError."""
    if not path.is_file():
        return ()
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ProviderError(f"{path}: not readable as JSON ({error})") from error
    if not isinstance(said, dict):
        raise ProviderError(f"{path}: must be an object of providers by name")
    try:
        return tuple(read_provider(name, each) for name, each in said.items())
    except ProviderError as error:
        raise ProviderError(f"{path}: {error}") from error


def read_provider(name: str, said: Any) -> Provider:
    """One provider of the file. Raises ProviderError, which names it."""
    if not _ID.fullmatch(name):
        raise ProviderError(f"“{name}”: a provider's name is made of a-z, 0-9 and hyphens")
    kind = name if name in _NAMES else OPENID
    if name == OPENID.replace("_", "-") or not isinstance(said, dict):
        raise ProviderError(f"“{name}”: must be an object, under a name of its own")
    if missing := sorted(_MUST[kind] - said.keys()):
        raise ProviderError(f"“{name}”: {', '.join(missing)} is missing")
    if unknown := sorted(said.keys() - _MUST[kind] - _MAY[kind]):
        raise ProviderError(f"“{name}”: {', '.join(unknown)} is not known here")
    texts = {key: value for key, value in said.items() if key != "domains"}
    if bad := sorted(key for key, value in texts.items() if not isinstance(value, str) or not value.strip()):
        raise ProviderError(f"“{name}”: {', '.join(bad)} must be a text")
    domains = said.get("domains", [])
    if not isinstance(domains, list) or not all(isinstance(each, str) and "." in each for each in domains):
        raise ProviderError(f'“{name}”: domains must be a list such as ["example.edu"]')
    if kind == OPENID:
        _check_url(name, texts["url"])
    if kind == APPLE:
        _check_key(name, texts["key"])
    texts = {"name": _NAMES.get(kind, ""), **{key: value.strip() for key, value in texts.items()}}
    return Provider(id=name, kind=kind, domains=tuple(each.lower() for each in domains), **texts)


def _check_url(name: str, url: str) -> None:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        parts, host = None, ""
    if parts is None or not host or not (parts.scheme == "https" or is_local_host(host)):
        raise ProviderError(f"“{name}”: url “{url}” is no address that starts with https://")


def _check_key(name: str, key: str) -> None:
    # Imported only where there is such a provider: every process reads the configuration.
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        good = isinstance(load_pem_private_key(key.encode(), None), EllipticCurvePrivateKey)
    except (ValueError, TypeError):
        good = False
    if not good:
        raise ProviderError(f"“{name}”: key is not the text of Apple's .p8 file")


def for_allauth(providers: tuple[Provider, ...]) -> dict[str, dict[str, Any]]:
    """The setting SOCIALACCOUNT_PROVIDERS. All prove that it is the same browser that comes back (PKCE, RFC 7636)."""
    # An account is found by its address too, where the provider vouches for that: readers/providers.py asks.
    common = {"OAUTH_PKCE_ENABLED": True, "EMAIL_AUTHENTICATION": True}
    found: dict[str, dict[str, Any]] = {
        GOOGLE: {**common, "APPS": [], "SCOPE": ["openid", "email"], "AUTH_PARAMS": {"prompt": "select_account"}},
        APPLE: {**common, "APPS": [], "SCOPE": ["email"]},
        OPENID: {
            **common, "APPS": [], "SCOPE": ["openid", "email"],
            "provider_class": "standfirst.readers.openid.OpenIDProvider",
        },
    }  # fmt: skip
    for provider in providers:
        app: dict[str, Any] = {
            "client_id": provider.client_id,
            "secret": provider.key_id or provider.secret,
            "key": provider.team,
            "name": provider.name,
            "settings": {"domains": list(provider.domains)},
        }
        if provider.kind == OPENID:
            app["provider_id"] = provider.id
            app["settings"]["server_url"] = provider.url.rstrip("/")
        if provider.kind == APPLE:
            app["settings"]["certificate_key"] = provider.key
        found[provider.kind]["APPS"].append(app)
    return found
