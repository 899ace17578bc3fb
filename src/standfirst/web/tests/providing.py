"""Signing in with a provider, as a browser without JavaScript does it."""

import html
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx

from standfirst.web.providers import for_allauth, read_provider

from .flow import CUT, SAME


def configure(settings, **said):
    providers = tuple(read_provider(name, each) for name, each in said.items())
    settings.CONFIGURATION = replace(settings.CONFIGURATION, providers=providers)
    settings.SOCIALACCOUNT_PROVIDERS = for_allauth(providers)


def click(client, target=CUT, provider="university", **more):
    """Press the button; the address that the answer leads on to."""
    page = client.post(f"/account/with/{provider}/", {"next": target, **more}, **SAME).content.decode()
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    return html.unescape(found[1]) if found else ""


def agree(onward):
    """Press the provider's button; the address on our side that it leads back to."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}
    back = httpx.post(f"{onward.partition('?')[0]}", data=asked).headers["location"]
    return back.removeprefix("http://testserver")


def sign_in(client, **more):
    return client.get(agree(click(client, **more)))


def who(client):
    reader = client.get("/_/me").json()["reader"]
    return reader and reader["handle"]


def apple_key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
