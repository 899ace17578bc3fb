"""The test vectors of the pass: `python -m tests.contracts.pass_vectors` writes docs/contracts/pass-vectors.json anew.

They are made with the standard library alone, from docs/contracts/pass.md and not from our verifier, so that the two
can disagree; `test_pass_vectors.py` holds our verifier to them, and the file to this program.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "docs" / "contracts" / "pass-vectors.json"
NOW = 1_800_000_000
KEYS = {"signing": "9f" * 32, "before": "5a" * 32}
ANOTHER_PAPERS = "c3" * 32
FRESH, END = NOW + 1800, NOW + 86_400
TAG = "q0zJ1kUeXbT2rW5y"
#: Characters beyond which nobody looks at a pass.
LONGEST = 1500
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def kid_of(key: str) -> str:
    return sha256(b"standfirst pass key:" + key.encode()).hexdigest()[:8]


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def sealed(payload: bytes | str, key: str, *, version: str = "v1", kid: str = "") -> str:
    """Anything at all, signed as a pass is."""
    raw = payload.encode() if isinstance(payload, str) else payload
    signed = f"{version}.{kid or kid_of(key)}.{base64url(raw)}"
    return f"{signed}.{base64url(hmac.digest(key.encode(), signed.encode(), sha256))}"


def payload(**more: Any) -> str:
    said = {"class": "registered", "tag": TAG, "fresh": FRESH, "end": END, **more}
    return json.dumps(
        {name: value for name, value in said.items() if value is not ...}, separators=(",", ":")
    )


def signed(key: str = KEYS["signing"], **more: Any) -> str:
    return sealed(payload(**more), key)


def _proves(standing: str, *, of: str | None = "registered", **more: Any) -> dict[str, Any]:
    return {"standing": standing, "class": of, "tag": TAG, "fresh": FRESH, "end": END, "granted": [], **more}


def _good() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "valid: a registered reader", signed(), _proves("fresh")
    yield (
        "valid: signed with the key before, which is still believed",
        signed(KEYS["before"]),
        _proves("fresh"),
    )
    old, granted = NOW - 60, [7, 81, 90210]
    yield "stale: ask the origin before it is believed again", signed(fresh=old), _proves("stale", fresh=old)
    yield "stale: at the very second of fresh", signed(fresh=NOW), _proves("stale", fresh=NOW)
    yield "fresh until the second before", signed(fresh=NOW + 1), _proves("fresh", fresh=NOW + 1)
    yield (
        "a stranger to whom articles were granted",
        signed(**{"class": "anonymous", "granted": granted}),
        _proves("fresh", of="anonymous", granted=granted),
    )
    yield (
        "granted articles of a registered reader",
        signed(granted=granted),
        _proves("fresh", granted=granted),
    )
    yield "granted twice is granted once", signed(granted=[81, 81]), _proves("fresh", granted=[81])
    yield (
        "a class of a later version counts as a stranger's",
        signed(**{"class": "subscriber"}),
        _proves("fresh", of=None),
    )
    yield "no pass proves a crawler", signed(**{"class": "crawler"}), _proves("fresh", of=None)
    yield "no pass proves a partner", signed(**{"class": "partner"}), _proves("fresh", of=None)
    yield "unknown fields mean nothing", signed(reader="ben@example.org", admin=True), _proves("fresh")
    twice = payload()[:-1] + f',"end":{NOW - 1}' + f',"end":{END}' + "}"
    yield (
        "of a field that stands there twice the last counts",
        sealed(twice, KEYS["signing"]),
        _proves("fresh"),
    )
    spaced = json.dumps(json.loads(payload()), indent=1)
    yield "white space in the payload is JSON's own affair", sealed(spaced, KEYS["signing"]), _proves("fresh")


def _of_time_and_key() -> Iterator[tuple[str, str]]:
    yield "ended", signed(fresh=NOW - 7200, end=NOW - 3600)
    yield "ended at this very second", signed(end=NOW)
    yield (
        "ended by the last of two fields",
        sealed(payload()[:-1] + f',"end":{NOW - 1}' + "}", KEYS["signing"]),
    )
    yield "wrong key: another paper's, under its own name", signed(ANOTHER_PAPERS)
    mine = kid_of(KEYS["signing"])
    yield "wrong key: another paper's, under our key's name", sealed(payload(), ANOTHER_PAPERS, kid=mine)
    yield (
        "right key under the name of the other",
        sealed(payload(), KEYS["signing"], kid=kid_of(KEYS["before"])),
    )
    yield "unknown kid", sealed(payload(), KEYS["signing"], kid="00000000")
    yield "the kid in capitals", sealed(payload(), KEYS["signing"], kid=mine.upper())
    yield "no kid", sealed(payload(), KEYS["signing"]).replace(mine, "", 1)
    yield "another version", sealed(payload(), KEYS["signing"], version="v2")
    yield "the version in capitals", sealed(payload(), KEYS["signing"], version="V1")


def _of_form() -> Iterator[tuple[str, str]]:
    good = signed()
    head, body, mac = good.rsplit(".", 2)
    yield "empty", ""
    yield "only dots", "..."
    yield "truncated: without its mac", f"{head}.{body}"
    yield "truncated: an empty mac", f"{head}.{body}."
    yield "truncated: half of the mac", good[:-20]
    yield "truncated: the last character", good[:-1]
    yield "one character more", good + "A"
    yield "a fifth part", good + "." + mac
    yield "a blank at its end", good + " "
    yield "in quotation marks", f'"{good}"'
    yield "not canonical: the spare bits of the mac", good[:-1] + _twin(good[-1])
    yield "not canonical: padding", good + "="
    yield "not canonical: a padded payload, rightly signed", _spelled(body + "=" * (-len(body) % 4 or 4))
    other = base64url(payload(tag="~~~???>>>").encode())
    yield (
        "not canonical: the other alphabet, rightly signed",
        _spelled(other.replace("-", "+").replace("_", "/")),
    )
    yield "the payload of another pass", f"{head}.{base64url(payload(granted=[81]).encode())}.{mac}"
    yield "not ASCII", good[:-1] + "é"
    yield "oversize, rightly signed", of_length(LONGEST + 1, LONGEST + 4)


def _of_payload() -> Iterator[tuple[str, str]]:
    key = KEYS["signing"]
    for name in ("class", "tag", "fresh", "end"):
        yield f"without {name}", signed(**{name: ...})
    yield "the class is a number", signed(**{"class": 1})
    yield "the tag is a number", signed(tag=1)
    yield "fresh is a text", signed(fresh=str(FRESH))
    yield "end is not whole", signed(end=END + 0.5)
    yield "end is true", signed(end=True)
    yield "end is null", signed(end=None)
    yield "granted are texts", signed(granted=["81"])
    yield "granted is a number", signed(granted=81)
    yield "granted is null", signed(granted=None)
    yield "granted is an object", signed(granted={})
    yield "granted is a text", signed(granted="81")
    yield "granted holds a list", signed(granted=[[81]])
    yield "an array", sealed("[]", key)
    yield "null", sealed("null", key)
    yield "no JSON", sealed("class=registered", key)
    yield "no UTF-8", sealed(b"\xff\xfe", key)
    yield "an empty payload", sealed("", key)


def _twin(last: str) -> str:
    """A character that decodes to the same bits that count: a mac of 32 bytes leaves two to spare."""
    return ALPHABET[ALPHABET.index(last) ^ 1]


def _spelled(body: str) -> str:
    """A payload that is spelled otherwise, signed as it stands."""
    key = KEYS["signing"]
    text = f"v1.{kid_of(key)}.{body}"
    return f"{text}.{base64url(hmac.digest(key.encode(), text.encode(), sha256))}"


def of_length(least: int, most: int) -> str:
    """A good pass of so many characters. Not every length can be had: three bytes make four characters."""
    made = (signed(tag="t" * length) for length in range(most))
    return next(text for text in made if least <= len(text) <= most)


def vectors() -> dict[str, Any]:
    """The whole file."""
    bad = [*_of_time_and_key(), *_of_form(), *_of_payload()]
    return {
        "about": "Test vectors for docs/contracts/pass.md. Written by `python -m tests.contracts.pass_vectors`.",
        "now": NOW,
        "keys": [{"kid": kid_of(key), "key": key, "use": use} for use, key in KEYS.items()],
        "vectors": [
            *({"name": name, "pass": text, "proves": proves} for name, text, proves in _good()),
            *({"name": name, "pass": text, "proves": None} for name, text in bad),
        ],
    }


def as_text() -> str:
    return json.dumps(vectors(), indent=1, ensure_ascii=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
