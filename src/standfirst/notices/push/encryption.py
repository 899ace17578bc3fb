"""What RFC 8291 (encryption) and RFC 8292 (who sends) ask of a push message. Pure but for randomness."""

from __future__ import annotations

import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE = ec.SECP256R1()
_RECORD_SIZE = 4096
#: 4096 bytes of content, less header (86), tag (16) and delimiter (1): what every service must take.
MOST_BYTES = 3993
#: A proof is signed for this long and used for half of it. RFC 8292 allows a day at most.
PROOF_SECONDS = 12 * 60 * 60


def b64(data: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _expand(extracted: bytes, info: bytes) -> bytes:
    """HKDF (RFC 5869) for one block, which is all that is needed here; to extract is one HMAC of its own."""
    return hmac.digest(extracted, info + b"\x01", "sha256")


def encrypt(
    plain: bytes,
    *,
    key: bytes,
    auth: bytes,
    salt: bytes | None = None,
    sender: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body of a push message for the browser with this `key` and `auth` secret (aes128gcm, one record).

    `salt` and `sender` are random and used once; the standard's own example gives them. Raises ValueError
    when the text is too long or the key is no point on the curve.
    """
    if len(plain) > MOST_BYTES:
        raise ValueError(f"{len(plain)} bytes are more than the {MOST_BYTES} that a push may carry")
    salt = salt or os.urandom(16)
    sender = sender or ec.generate_private_key(_CURVE)
    receiver = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, key)
    ours = _point(sender.public_key())
    shared = sender.exchange(ec.ECDH(), receiver)
    secret = _expand(hmac.digest(auth, shared, "sha256"), b"WebPush: info\x00" + key + ours)
    extracted = hmac.digest(salt, secret, "sha256")
    content_key = _expand(extracted, b"Content-Encoding: aes128gcm\x00")[:16]
    nonce = _expand(extracted, b"Content-Encoding: nonce\x00")[:12]
    sealed = AESGCM(content_key).encrypt(nonce, plain + b"\x02", None)
    return salt + _RECORD_SIZE.to_bytes(4, "big") + bytes([len(ours)]) + ours + sealed


@dataclass(slots=True)
class Vapid:
    """The paper's key for push, and the proofs it has signed: one for each service, kept for hours."""

    private: ec.EllipticCurvePrivateKey
    contact: str  #: mailto: or https: where a service's operator may write
    _proofs: dict[str, tuple[float, str]] = field(default_factory=dict)

    @classmethod
    def from_hex(cls, text: str, *, contact: str) -> Vapid:
        """From the private value in hexadecimal. Raises ValueError in words."""
        try:
            private = ec.derive_private_key(int(text, 16), _CURVE)
        except ValueError as error:
            raise ValueError(
                "the VAPID key is not the private value of a P-256 key in hexadecimal"
            ) from error
        return cls(private=private, contact=contact)

    @property
    def public_key(self) -> str:
        """What a browser is given when it subscribes (applicationServerKey)."""
        return b64(_point(self.private.public_key()))

    def authorization(self, audience: str, *, now: float) -> str:
        """The header that proves to `audience` (an origin) who sends."""
        kept = self._proofs.get(audience)
        if kept is None or kept[0] - now < PROOF_SECONDS / 2:
            end = now + PROOF_SECONDS
            kept = self._proofs[audience] = (end, self._sign(audience, int(end)))
        return kept[1]

    def _sign(self, audience: str, end: int) -> str:
        claims = {"aud": audience, "exp": end, "sub": self.contact}
        parts = (
            json.dumps(part, separators=(",", ":")).encode()
            for part in ({"typ": "JWT", "alg": "ES256"}, claims)
        )
        signed = ".".join(map(b64, parts))
        r, s = decode_dss_signature(self.private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        signature = b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={signed}.{signature}, k={self.public_key}"
