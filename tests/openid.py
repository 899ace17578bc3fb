"""An OpenID Connect provider of the tests' own.

Discovery, a page where one says who one is, codes that are bound to the browser by PKCE (S256), ID tokens that are
really signed. What it says can be bent, so that a liar can be tried too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "the-paper", "a secret between the two"


@dataclass
class Provider:
    """The server, and what it will say of whoever presses its button."""

    port: int
    person: dict[str, Any] = field(default_factory=dict)
    #: What is bent: claims of the ID token, those of the other answer (None: left out), the key, the algorithm.
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: Any = None
    algorithm: str = "RS256"
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._true_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()
        self.says("ben@example.org")
        handler = type("Handler", (_Handler,), {"provider": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def says(self, email: str, *, verified: Any = True, sub: str = "") -> None:
        """Whoever presses the button is this person from now on."""
        self.person = {
            "sub": sub or f"id-{email}",
            "email": email,
            "email_verified": verified,
            "name": "A. Person",
        }
        self.claims, self.userinfo, self.key, self.algorithm = {}, {}, self._true_key, "RS256"

    def start(self) -> None:
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._true_key.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def agree(self, asked: dict[str, str]) -> str:
        """The button was pressed: where the browser goes now."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, said: dict[str, str]) -> dict[str, Any] | None:
        """RFC 6749, 4.1.3 and RFC 7636, 4.6: None when anything about the code is not as it was asked for."""
        asked = self.codes.pop(said.get("code", ""), None)
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or (said.get("client_id"), said.get("client_secret")) != (CLIENT, SECRET)
            or said.get("redirect_uri") != asked["redirect_uri"]
            or (asked.get("code_challenge_method"), asked.get("code_challenge")) != ("S256", challenge)
        ):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person, **self.claims}
        signed = jwt.encode(claims, self.key, self.algorithm, headers={"kid": "one"})
        self.tokens.add(token := secrets.token_urlsafe(16))
        return {"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        self.provider.asked.append(self.path.partition("?")[0])

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, _flat(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            self._json(self.provider.description())
        elif path == "/keys":
            self._json(self.provider.keys())
        elif path == "/authorize":
            fields = "".join(f'<input type="hidden" name="{n}" value="{v}">' for n, v in query.items())
            self._page(f'<form method="post" action="/authorize">{fields}<button>It is me</button></form>')
        elif path == "/userinfo" and self.headers.get("Authorization", "")[7:] in self.provider.tokens:
            left_out = [name for name, value in self.provider.userinfo.items() if value is None]
            said = {**self.provider.person, **self.provider.userinfo}
            self._json({name: value for name, value in said.items() if name not in left_out})
        else:
            self._json({"error": "not here"}, 404)

    def do_POST(self) -> None:
        said = _flat(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        if self.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.agree(said))
            self.end_headers()
        elif self.path == "/token":
            answer = self.provider.token(said)
            self._json(answer or {"error": "invalid_grant"}, 200 if answer else 400)
        else:
            self._json({"error": "not here"}, 404)

    def _json(self, answer: Any, status: int = 200) -> None:
        self._send(json.dumps(answer).encode(), "application/json", status)

    def _page(self, body: str) -> None:
        self._send(
            f"<!doctype html><title>Who are you?</title>{body}".encode(), "text/html; charset=utf-8", 200
        )

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
