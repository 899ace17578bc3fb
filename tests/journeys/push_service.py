"""A push service on loopback, for one browser at a time: what a real Firefox and a real paper talk to.

Two doors on one port. The browser comes by WebSocket and speaks what Firefox speaks to Mozilla's autopush
(`hello`, `register`, `unregister`, `notification`, `ack`, and `{}` as a ping). The paper comes by HTTP POST
(RFC 8030), with RFC 8291 content and RFC 8292 authorization. It checks what a real service checks, keeps what
it was given, and holds messages for a browser that is away.

Run: `python -m tests.journeys.push_service PORT`. `GET /seen` tells a test what has happened.
"""

from __future__ import annotations

import base64
import json
import sys
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

MOST_BYTES = 4096  # RFC 8030, section 7.2: what every service must take


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Service:
    origin: str
    browser: web.WebSocketResponse | None = None
    #: Token in the endpoint → channel of the browser, and the paper's key where the browser named one.
    channels: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: list[dict[str, Any]] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)


SERVICE: web.AppKey[Service] = web.AppKey("service", Service)


async def browser(request: web.Request) -> web.WebSocketResponse:
    service = request.app[SERVICE]
    socket = web.WebSocketResponse(protocols=("push-notification",))
    await socket.prepare(request)
    async for frame in socket:
        if frame.type is not WSMsgType.TEXT:
            continue
        message = json.loads(frame.data)
        service.said.append(message)
        await answer_browser(service, socket, message)
    if service.browser is socket:
        service.browser = None
    return socket


async def answer_browser(service: Service, socket: web.WebSocketResponse, message: dict[str, Any]) -> None:
    match message.get("messageType"):
        case None:  # a ping
            await socket.send_str("{}")
        case "hello":
            service.browser = socket
            uaid = message.get("uaid") or uuid.uuid4().hex
            hello = {
                "messageType": "hello",
                "status": 200,
                "uaid": uaid,
                "use_webpush": True,
                "broadcasts": {},
            }
            await socket.send_json(hello)
            for held in service.waiting:
                await socket.send_json(held)
        case "register":
            token, channel = uuid.uuid4().hex, message["channelID"]
            service.channels[token] = channel
            service.keys[token] = message.get("key", "")
            endpoint = f"{service.origin}/push/{token}"
            registered = {
                "messageType": "register",
                "channelID": channel,
                "status": 200,
                "pushEndpoint": endpoint,
            }
            await socket.send_json(registered)
        case "unregister":
            channel = message["channelID"]
            for token in [token for token, known in service.channels.items() if known == channel]:
                del service.channels[token]
            await socket.send_json({"messageType": "unregister", "channelID": channel, "status": 200})
        case "ack":
            done = {update["version"] for update in message["updates"]}
            service.acknowledged += message["updates"]
            service.waiting = [held for held in service.waiting if held["version"] not in done]


async def take(request: web.Request) -> web.Response:
    """One push message from the paper."""
    service, token = request.app[SERVICE], request.match_info["token"]
    if token not in service.channels:
        return web.Response(status=410)
    body = await request.read()
    wrong = what_is_wrong(service, request, body, service.keys[token])
    if wrong:
        return web.Response(status=wrong[0], text=wrong[1])
    version = uuid.uuid4().hex
    message = {
        "messageType": "notification",
        "channelID": service.channels[token],
        "version": version,
        "data": b64(body),
        "headers": {"encoding": "aes128gcm"},
    }
    service.taken.append(
        {"token": token, "version": version, "bytes": len(body), "headers": dict(request.headers)}
    )
    service.waiting.append(message)
    if service.browser is not None:
        await service.browser.send_json(message)
    return web.Response(status=201, headers={"Location": f"{service.origin}/message/{version}"})


def what_is_wrong(service: Service, request: web.Request, body: bytes, key: str) -> tuple[int, str] | None:
    """What a real service refuses: no TTL, too large, another encoding, no proof of who sends."""
    if not request.headers.get("TTL", "").isdigit():
        return 400, "TTL (RFC 8030, 5.2) is missing"
    if len(body) > MOST_BYTES:
        return 413, "more than 4096 bytes"
    if request.headers.get("Content-Encoding") != "aes128gcm":
        return 415, "Content-Encoding must be aes128gcm (RFC 8291)"
    if len(request.headers.get("Topic", "")) > 32:
        return 400, "Topic has more than 32 characters (RFC 8030, 5.4)"
    try:
        check_vapid(request.headers.get("Authorization", ""), audience=service.origin, key=key)
    except (ValueError, KeyError, InvalidSignature) as error:
        return 401, f"not proved (RFC 8292): {error!r}"
    return None


def check_vapid(header: str, *, audience: str, key: str) -> None:
    """Raises when the header is no proof, by the subscription's own key, for this service."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "vapid":
        raise ValueError("the scheme is not vapid")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    if key and unpadded(key) != unpadded(parts["k"]):
        raise ValueError("the key is not the one the browser subscribed with")
    signed, _, signature = parts["t"].rpartition(".")
    head, claims = (json.loads(unpadded(part)) for part in signed.split("."))
    raw = unpadded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpadded(parts["k"]))
    public.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    if head["alg"] != "ES256" or claims["aud"] != audience:
        raise ValueError(f"for {claims['aud']}, not for {audience}")
    if urlsplit(claims["sub"]).scheme not in {"mailto", "https"}:
        raise ValueError("nobody to write to")


async def forget(request: web.Request) -> web.Response:
    """Forget every subscription, as a real service does now and then: the browser believes that it still has one."""
    request.app[SERVICE].channels.clear()
    return web.Response(status=204)


async def seen(request: web.Request) -> web.Response:
    service = request.app[SERVICE]
    kept = ("channels", "taken", "acknowledged", "waiting", "said")
    return web.json_response({name: getattr(service, name) for name in kept})


def make_app(port: int) -> web.Application:
    app = web.Application(client_max_size=1 << 20)
    app[SERVICE] = Service(origin=f"http://127.0.0.1:{port}")
    app.add_routes([web.get("/", browser), web.post("/push/{token}", take), web.get("/seen", seen)])
    app.add_routes([web.delete("/channels", forget)])
    return app


if __name__ == "__main__":
    web.run_app(make_app(int(sys.argv[1])), host="127.0.0.1", port=int(sys.argv[1]), print=None)
