"""OpenID Connect, a little stricter than allauth.

Every ID token's signature is verified, and both answers must be about the same person (OpenID Connect Core 1.0, 3.1.3.7
and 5.3.2). What a provider says of itself is kept for an hour.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.http import HttpRequest

from standfirst.kit.network import is_local_host

#: Seconds for which a provider's description of itself is kept.
KEPT = 3600
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
#: Signed with a key of which we know the public half only; a shared secret or "none" would prove nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]


def is_fit(description: Any) -> bool:
    """Does a provider's description of itself name addresses that may be called, and who signs?"""
    if not isinstance(description, dict) or not isinstance(description.get("issuer"), str):
        return False
    return all(_is_safe(description.get(name)) for name in _ADDRESSES)


def _is_safe(address: Any) -> bool:
    try:
        parts = urlsplit(address) if isinstance(address, str) else None
        host = (parts.hostname if parts else "") or ""
    except ValueError:
        return False
    return parts is not None and (parts.scheme == "https" or (parts.scheme == "http" and is_local_host(host)))


class OpenIDAdapter(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        name = f"openid/{self.get_provider().server_url}"
        found: dict[str, Any] | None = cache.get(name)
        if found is None:
            found = super().openid_config
            if not is_fit(found):
                raise ProviderException("what it says of itself is of no use")
            cache.set(name, found, KEPT)
        return found

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        signed = self._decode_id_token(app, kwargs["response"]["id_token"])
        told = self._fetch_user_info(token.token)
        if told.get("sub") != signed.get("sub"):
            raise ProviderException("its two answers are about two people")
        if told.get("email", signed.get("email")) != signed.get("email"):
            signed.pop("email_verified", None)  # that was said of another address
        said = {"userinfo": {**signed, **told}}
        return self.get_provider().sociallogin_from_response(request, said)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            algorithm = jwtkit.jwt.get_unverified_header(id_token).get("alg")
        except jwtkit.jwt.PyJWTError as error:
            raise ProviderException("its answer cannot be read") from error
        if algorithm not in ALGORITHMS:
            raise ProviderException("its answer is not signed as it must be")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class OpenIDProvider(OpenIDConnectProvider):
    oauth2_adapter_class = OpenIDAdapter
