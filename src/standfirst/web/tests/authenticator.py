"""A passkey's device, in software: a key pair of its own for every paper (WebAuthn, level 2)."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from .flow import SAME

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
JSON = {"HTTP_ACCEPT": "application/json"}


class Device:
    """Holds one passkey. `verifies` is whether it looks who holds it."""

    def __init__(self, *, verifies=True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.number = os.urandom(16)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.owner = b""

    def create(self, options, origin=ORIGIN):
        self.owner = websafe_decode(options["user"]["id"])
        said = CollectedClientData.create("webauthn.create", options["challenge"], origin)
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(b"\0" * 16, self.number, public)
        data = AuthenticatorData.create(_hash(options["rp"]["id"]), self.flags | ATTESTED, 0, made)
        return self._told(said, attestationObject=AttestationObject.create("none", data, {}))

    def get(self, options, origin=ORIGIN):
        said = CollectedClientData.create("webauthn.get", options["challenge"], origin)
        data = AuthenticatorData.create(_hash(options["rpId"]), self.flags, 1)
        signature = self.key.sign(data + said.hash, ec.ECDSA(SHA256()))
        return self._told(said, authenticatorData=data, signature=signature, userHandle=self.owner)

    def _told(self, said, **parts):
        response = {name: websafe_encode(bytes(part)) for name, part in parts.items()}
        return {
            "id": websafe_encode(self.number),
            "rawId": websafe_encode(self.number),
            "type": "public-key",
            "response": {"clientDataJSON": websafe_encode(bytes(said)), **response},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def _hash(host):
    return sha256(host.encode()).digest()


def ask(client):
    """The paper's question to a passkey, for somebody who signs in."""
    return client.get("/account/passkey/", **JSON).json()


def sign_in(client, credential, target="", **headers):
    """Hand in the answer, as the wall does."""
    fields = {"credential": json.dumps(credential), "next": target}
    return client.post("/account/passkey/", fields, **{**SAME, **JSON, **headers})


def enrol(client, device=None, name="Phone"):
    """Add a passkey for whoever is signed in here."""
    device = device or Device()
    page = client.get("/account/keys/add/")
    assert page.status_code == 200, page["Location"]
    credential = device.create(json.loads(page.context["options"]))
    answer = client.post("/account/keys/add/", {"credential": json.dumps(credential), "name": name}, **SAME)
    assert answer.status_code == 303, answer.content.decode()
    return device
