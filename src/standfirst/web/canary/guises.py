"""As whom the walk goes: strangers in every disguise by which people have passed other papers' walls.

Each is a stranger to the paper, whatever it says of itself. The one exception, `reader`, holds a true pass: the walk
would be deaf without somebody who hears the words.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence

from standfirst.access import meter_cookies, passes
from standfirst.access.meter_cookies import MeterCookie
from standfirst.access.meters import MOST_DAYS, today
from standfirst.access.passes import Pass, new_tag, sign
from standfirst.access.rules import VisitorClass
from standfirst.access.sealing import encode, mac, seal
from standfirst.editions import rules
from standfirst.editions.rules import Face

from ..visits import EDGE_COUNTRY_HEADER, EDGE_CRAWLER_HEADER, EDGE_SECRET_HEADER
from .asking import Guise

HOUR = 3600


def cookie(name: str, text: str, **more: str) -> Guise:
    """Somebody with these cookies."""
    edition = more.get(rules.COOKIE, "")
    jar = "; ".join(f"{key}={value}" for key, value in more.items())
    return Guise(name, {"Cookie": f"{jar}; {text}" if jar else text}, edition=edition)


#: What anybody can say of themselves.
LIES: tuple[Guise, ...] = (
    Guise("Googlebot by its name", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
    Guise("Bingbot by its name", {"User-Agent": "bingbot/2.0", "X-Forwarded-For": "157.55.39.1"}),
    Guise("an archive", {"User-Agent": "archive.org_bot"}),
    Guise("somebody sent by a search", {"Referer": "https://www.google.com/"}),
    Guise("somebody sent by a friend", {"Referer": "https://t.co/abc"}),
    Guise("a bot's address", {"X-Forwarded-For": "66.249.66.1", "X-Real-Ip": "66.249.66.1", "Forwarded": "for=66.1"}),
    Guise("our own address", {"X-Forwarded-For": "127.0.0.1", "True-Client-Ip": "127.0.0.1", "Via": "1.1 me"}),
    Guise("a script", {"X-Requested-With": "XMLHttpRequest", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}),
    Guise("a prefetch", {"Purpose": "prefetch", "Sec-Purpose": "prefetch;prerender"}),
    Guise("a client that saves data", {"Save-Data": "on", "Accept-Encoding": "identity"}),
    Guise("one who asks for Brotli", {"Accept-Encoding": "br"}),
    Guise("one who asks for gzip", {"Accept-Encoding": "gzip;q=1, *;q=0"}),
    Guise("an edge that guesses the secret", {EDGE_SECRET_HEADER: "guess", EDGE_COUNTRY_HEADER: "US"}),
    Guise("an edge without a secret", {EDGE_SECRET_HEADER: "", EDGE_COUNTRY_HEADER: "US"}),
    Guise("a crawler by a header", {EDGE_CRAWLER_HEADER: "google", "User-Agent": "Googlebot/2.1"}),
    Guise("a crawler by an edge that guesses", {EDGE_SECRET_HEADER: "guess", EDGE_CRAWLER_HEADER: "google"}),
    Guise("a guessed partner's key", {"Authorization": "Bearer sfp_0123456789_guess", "X-Api-Key": "guess"}),
    Guise("a proxy's country", {"CF-IPCountry": "US", "X-Country-Code": "US", "X-Geo-Country": "US"}),
    Guise("another method in a header", {"X-HTTP-Method-Override": "PUT", "X-HTTP-Method": "PUT"}),
    Guise("another address in a header", {"X-Original-URL": "/newsroom/", "X-Rewrite-URL": "/newsroom/"}),
    Guise("another host in a header", {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}),
    Guise("our own header names", {"Standfirst-Keys": "a", "Standfirst-Varies": "", "Standfirst-Visit": "registered"}),
    Guise("a bearer", {"Authorization": "Bearer registered"}),
    Guise("a name and a password", {"Authorization": "Basic YWRtaW46YWRtaW4="}),
    Guise("a range of bytes", {"Range": "bytes=0-"}),
    Guise("the last bytes", {"Range": "bytes=-2000"}),
    Guise("several ranges", {"Range": "bytes=0-10,200-90000", "If-Range": '"x"'}),
    Guise("one whose copy is old", {"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}),
    Guise("one who wants no copy", {"Cache-Control": "no-cache, no-store", "Pragma": "no-cache"}),
    cookie("a hint that somebody is signed in", "reader=1; session=x; sessionid=x"),
    cookie("a pass made of words", "pass=v1.a.b.c; meter=0"),
    cookie("a pass that was made up", "pass=v1.k.eyJjbGFzcyI6InJlZ2lzdGVyZWQifQ.AAAA"),
    cookie("a pass without a seal", "pass=registered"),
    cookie("two passes", "pass=; pass=registered; Pass=registered"),
)  # fmt: skip


def sealed(payload: Mapping[str, object], key: bytes) -> str:
    """Any payload under a real seal: what the paper itself would never sign."""
    return seal(passes.VERSION, json.dumps(payload).encode(), key)


def reader(key: bytes, granted: frozenset[int] = frozenset()) -> Guise:
    """Somebody with a true pass that grants these articles besides, where reading on would be counted."""
    text = true_pass(key, named=VisitorClass.REGISTERED, granted=granted)
    return Guise("a reader", {"Cookie": f"{passes.COOKIE}={text}"}, is_reader=True)


def true_pass(
    key: bytes,
    *,
    named: VisitorClass = VisitorClass.REGISTERED,
    granted: frozenset[int] = frozenset(),
    fresh: int = HOUR,
    end: int = 24 * HOUR,
) -> str:
    """A pass as the paper signs it; `fresh` and `end` are seconds from now."""
    now = int(time.time())
    return sign(Pass(named, new_tag(), fresh=now + fresh, end=now + end, granted=granted), key)


def bad_passes(key: bytes, *, other: int) -> list[Guise]:
    """Passes that prove nothing here. `other` is the number of another article, which some of them grant."""
    true, stranger = true_pass(key), VisitorClass.ANONYMOUS
    signed, _, seal = true.rpartition(".")
    _version, kid, payload = signed.split(".")
    guessed = encode(mac(signed, b"guess"))
    now = int(time.time())
    standing = {"tag": "made-up", "fresh": now + HOUR, "end": now + 24 * HOUR}
    texts = {
        "a forged pass": true_pass(b"another paper's key"),
        "a forged pass under our key's name": f"{signed}.{guessed}",
        "a pass that has ended": true_pass(key, fresh=-2 * HOUR, end=-HOUR),
        "a pass whose session is not there": true_pass(key, fresh=-HOUR),
        "a truncated pass": true[: len(true) // 2],
        "a pass without its last letter": true[:-1],
        "a pass with a short seal": f"{signed}.{seal[:10]}",
        "a pass without a seal": signed,
        "a pass of another version": f"v0.{kid}.{payload}.{seal}",
        "another pass's seal": f"{signed}.{true_pass(key).rpartition('.')[2]}",
        "a pass of a class there is not": sealed({"class": "publisher", **standing}, key),
        "a pass of a crawler": sealed({"class": "crawler", **standing}, key),
        "a pass of a partner": sealed({"class": "partner", **standing}, key),
        "a pass of no class": sealed({"class": None, **standing}, key),
        "a stranger's pass": sealed({"class": "anonymous", **standing}, key),
        "a pass for another article": true_pass(key, named=stranger, granted=frozenset({other})),
        "a pass that grants in words": sealed({"class": "anonymous", "granted": ["*", True], **standing}, key),
    }  # fmt: skip
    return [cookie(name, f"{passes.COOKIE}={text}") for name, text in texts.items()]


def bad_meters(key: bytes, *, article: int, other: int) -> list[Guise]:
    """Meters that open nothing: `article` is a metered one, `other` another."""
    day = today(time.time())
    here = MeterCookie(stranger={article: day})
    signed, _, _seal = meter_cookies.sign(here, key).rpartition(".")
    texts = {
        "a forged meter": meter_cookies.sign(here, b"another paper's key"),
        "a meter without a seal": signed,
        "a meter whose days are over": meter_cookies.sign(MeterCookie({article: day - MOST_DAYS}), key),
        "a meter for another article": meter_cookies.sign(MeterCookie({other: day}), key),
        "a reader's meter without the reader": meter_cookies.sign(
            MeterCookie(tag="somebody", reader={article: day}), key
        ),
        "a pass's text as a meter": true_pass(key),
    }
    return [cookie(name, f"{meter_cookies.COOKIE}={text}") for name, text in texts.items()]


def proved_crawler(secret: str) -> Guise:
    """A crawler that an edge has proved: a stranger all the same, where an edition does not let crawlers read."""
    return Guise("a proved crawler", {EDGE_SECRET_HEADER: secret, EDGE_CRAWLER_HEADER: "google"})


def editions(faces: Sequence[Face], secret: str) -> list[Guise]:
    """Strangers who chose an edition, and with a known secret an edge that names the country of another."""
    chosen = [cookie(f"one who chose {face.slug}", "reader=1", edition=face.slug) for face in faces]
    if not secret:
        return chosen
    for face in faces:
        for country in sorted(face.countries)[:1]:
            said = {EDGE_SECRET_HEADER: secret, EDGE_COUNTRY_HEADER: country}
            for other in ("", *(known.slug for known in faces)):
                name = f"one in {country} with the cookie “{other}”"
                jar = {"Cookie": f"{rules.COOKIE}={other}"} if other else {}
                chosen.append(Guise(name, {**said, **jar}, edition=other, country=country))
    return chosen
