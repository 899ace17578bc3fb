"""Who else may say who a reader is: whether they can be reached, and what they must be told about us."""

from __future__ import annotations

from collections.abc import Iterator

from standfirst.web.configuration import Configuration
from standfirst.web.providers import OPENID, Provider

from .findings import Finding, broken, look, well

PATIENCE = 5  # seconds


def check_providers(configuration: Configuration) -> Iterator[Finding]:
    if not configuration.providers:
        yield well("providers", "none: readers sign in by a code, a passkey or a password")
    for provider in configuration.providers:
        back = f"{configuration.url}/account/with/{provider.id}/back/"
        if not configuration.is_https and provider.kind != OPENID:
            yield look(
                "providers",
                f"{provider.name} leads back to https addresses alone, and this paper is at {configuration.url}",
                "set STANDFIRST_URL to https://…",
            )
        fault = _fault(provider) if provider.kind == OPENID else ""
        if fault:
            yield broken("providers", f"{provider.name}: {fault}", f"see “{provider.id}” in providers.json")
        else:
            yield well(
                "providers", f"{provider.name}; it must know {back} as the address that it leads back to"
            )


def _fault(provider: Provider) -> str:
    """What is wrong with what the provider says of itself; empty when nothing is."""
    import requests

    from standfirst.readers.openid import is_fit

    address = provider.url.rstrip("/")
    well_known = "" if "/.well-known/" in address else "/.well-known/openid-configuration"
    try:
        answer = requests.get(f"{address}{well_known}", timeout=PATIENCE)
        said = answer.json() if answer.ok else None
    except (requests.RequestException, ValueError) as error:
        return f"{address}{well_known} cannot be read ({error})"
    if not is_fit(said):
        return f"{address}{well_known} (status {answer.status_code}) is no description of an OpenID Connect provider"
    return ""
