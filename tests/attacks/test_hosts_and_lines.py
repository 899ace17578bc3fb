"""Names that are not ours, line ends, other methods, other types, and too much of everything."""

import json
from pathlib import Path

import pytest
from django.db import transaction

from standfirst.web.canary.asking import Question

pytestmark = pytest.mark.django_db
SAME = {"Sec-Fetch-Site": "same-origin"}
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
EVIL_HOSTS = (
    "evil.example",
    "localhost.evil.example",
    "localhost:80@evil.example",
    "localhost, evil.example",
    "[::1",
)


@pytest.mark.parametrize("host", EVIL_HOSTS)
def test_another_hosts_name_is_in_no_answer(ours, asker, host):
    """Not in a link, a canonical address, a redirect or a feed, and so in no stored copy either."""
    named = []
    for address in ours:
        lying = {"Host": host, "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        reply = asker.ask(Question(address, headers=lying))
        after = asker.ask(Question(address))
        if "evil.example" in reply.said or "evil.example" in after.said or reply.status >= 500:
            named.append((address, reply.status))
    assert named == []


@pytest.mark.parametrize("host", EVIL_HOSTS)
def test_no_letter_names_another_host(asker, host, uk, mailoutbox):
    for path in ("/account/join/", "/account/password/reset/"):
        for said in (host, "localhost"):
            headers = {**SAME, "Host": said, "X-Forwarded-Host": "evil.example", "Content-Type": FORM}
            reply = asker.send(Question(path, "POST", headers), b"email=new%40example.org")
            assert reply.status < 500
    assert mailoutbox
    assert not [mail for mail in mailoutbox if "evil.example" in str(mail.message())]


@pytest.mark.parametrize("mark", ["%0d%0aX-Evil:%20yes", "%E5%98%8A%E5%98%8DX-Evil:%20yes", "%00", "%c0%ae"])
def test_no_line_end_becomes_a_header(ours, asker, mark):
    split = []
    for address in ours:
        path = address.partition("?")[0]
        for tried in (f"{path}{mark}", f"{path}?next={mark}&q={mark}&page={mark}&{mark}=1"):
            reply = asker.ask(Question(tried))
            if reply.status >= 500 or any(name == "x-evil" or "\n" in value for name, value in reply.headers):
                split.append((tried, reply.status))
    assert split == []


def test_a_hostile_cookie_is_never_said_back(ours, asker):
    evil = {
        "Cookie": 'edition="us\\r\\nX-Evil: 1"; pass=%0d%0aX-Evil:1; session=../../etc; csrf=<x>; meter={}; reader=<x>'
    }
    for address in ours:
        reply = asker.ask(Question(address, headers=evil))
        assert reply.status < 500, address
        assert "x-evil" not in dict(reply.headers), address


@pytest.mark.parametrize(
    "path",
    [
        "/static/../outside.json", "/static/%2e%2e/outside.json", "/static/..%2foutside.json",
        "/static/....//outside.json",
        "/media/..%5coutside.json", "/media/%2e%2e%2foutside.json", "/media//etc/passwd", "/media/..;/outside.json",
        "/static/%252e%252e/outside.json", "/media/.hidden.jpg", "/media/", "/static", "/media/images", "/static/web/",
        "/media/original_images/..%00.jpg", "/static/web/../../../paper.sqlite3",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_folders_and_no_folder_is_listed(asker, uk, settings, path):
    for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    outside = Path(settings.DATA) / "outside.json"
    outside.write_text("xanthosecret")
    try:
        reply = asker.ask(Question(path))
    finally:
        outside.unlink()
    assert reply.status in {301, 400, 404}
    assert "xanthosecret" not in reply.said


def test_the_methods_are_those_that_an_address_has(ours, asker):
    """No other name of a method, and no header that names one, does what POST does."""
    for address in ours:
        for method in ("TRACE", "CONNECT", "PROPFIND", "post", "DELETE", "PUT", "PATCH"):
            reply = asker.ask(Question(address, method, {**SAME, "X-HTTP-Method-Override": "POST"}))
            asks_to_sign_in = reply.status == 302 and reply.header("location").startswith(
                "/account/join/?next="
            )
            assert asks_to_sign_in or 400 <= reply.status < 500, (method, address, reply.status)


_PART = b'--x\r\nContent-Disposition: form-data; name="email"'
_FIELDS = (
    b"email",
    b"code",
    b"sign_in",
    b"name",
    b"text",
    b"edition",
    b"next",
    b"once",
    b"login",
    b"password",
)
BODIES = {
    "JSON for a form": ("application/json", b'{"email": "x@example.org"}'),
    "a form for JSON": (FORM, b"email=x%40example.org"),
    "no JSON": ("application/json", b"{"),
    "deep JSON": ("application/json", b"[" * 100_000),
    "JSON of another shape": ("application/json", b'[1, null, "x", {"email": {"a": []}}]'),
    "numbers for words": ("application/json", json.dumps({"email": 1e308, "code": [], "q": {}}).encode()),
    "a file for a field": (MULTIPART + "; boundary=x", _PART + b'; filename="a"\r\n\r\nx\r\n--x--\r\n'),
    "a form that breaks off": (MULTIPART + "; boundary=x", _PART[:40]),
    "no boundary": (MULTIPART, b"--x--"),
    "a long boundary": (MULTIPART + "; boundary=" + "x" * 5000, b"--x--"),
    "another alphabet": (FORM + "; charset=utf-7", b"email=+ADw-"),
    "an alphabet that is none": (FORM + "; charset=no-such", b"email=x"),
    "too many fields": (FORM, b"&".join(b"a%d=1" % n for n in range(3000))),
    "too many bytes": (FORM, b"text=" + b"x" * 1_100_000),
    "no text": ("application/octet-stream", bytes(range(256)) * 40),
    "zeros": (FORM, b"&".join(name + b"=%00" for name in _FIELDS)),
    "lone surrogates": (FORM, b"&".join(name + b"=%ED%A0%80" for name in _FIELDS)),
    "very long words": (FORM, b"&".join(name + b"=" + b"9" * 50_000 for name in _FIELDS)),
}


@pytest.mark.parametrize("name", BODIES)
def test_no_body_breaks_anything(ours, asker, signed_in, ben, name):
    kind, body = BODIES[name]
    session = {"Cookie": f"session={signed_in(ben).cookies['session'].value}"}
    broken = []
    for address in ours:
        with transaction.atomic():
            reply = asker.send(Question(address, "POST", {**SAME, **session, "Content-Type": kind}), body)
            transaction.set_rollback(True)
        if reply.status >= 500:
            broken.append((address, reply.status))
    assert broken == []


@pytest.mark.parametrize(
    ("headers", "query", "expected"),
    [
        ({"X-Long": "x" * 65_000}, "", 431),
        ({f"X-{number}": "1" for number in range(200)}, "", 431),
        ({"Cookie": "a=" + "x" * 20_000}, "", 200),
        ({"Cookie": "; ".join(f"edition=u{n}; pass=v1.{n}.x.y" for n in range(800))}, "", 200),
        ({"Accept-Language": "de," * 3000}, "", 200),
        ({"Range": "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(3000))}, "", 200),
        ({"If-None-Match": ",".join(f'"{n}"' for n in range(3000))}, "", 200),
        ({}, "?" + "x" * 5000, 414),
        ({}, "?" + "&".join(f"a{n}=1" for n in range(500)), 200),
        ({}, "?page=" + "9" * 3000, 200),
    ],
)
def test_too_much_of_anything_is_refused_or_means_nothing(asker, story, headers, query, expected):
    assert asker.ask(Question(story.address + query, headers=headers)).status == expected
