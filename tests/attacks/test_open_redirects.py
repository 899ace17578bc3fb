"""A target that a stranger names leads nowhere but to this paper."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.targets import local_target

HERE = "http://testserver"
EVIL = (
    "//evil.example", "///evil.example", "////evil.example/x", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\t/evil.example", "\t//evil.example", "/\n/evil.example", " //evil.example", "/ /../evil.example//..",
    "https:evil.example", "https:/evil.example", "http:\\\\evil.example", "https://evil.example", "http:evil",
    "https://testserver.evil.example", "https://testserver@evil.example", "//testserver@evil.example",
    "HTTPS://EVIL.EXAMPLE", "//evil.example\\@testserver", "//evil。example", "//evil%E3%80%82example",
    "//evil.example#@testserver", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
    "//[::1]", "//0x7f.1", "/%0d%0a//evil", "http://testserver:80@evil.example/", "//google.com/%2f..",
    "/%5cevil.example", "/%09/evil.example", "/.//evil.example", "/..//evil.example", "x" * 3000, "/" + "x" * 3000,
    "/\u2028/evil.example", "\x00//evil.example", "http:///evil.example", "ftp://evil.example",
    "/\r\nSet-Cookie: evil=1", "/%0d%0aSet-Cookie:%20evil=1", "//localhost.evil.example",
)  # fmt: skip
NAMES = (
    "next",
    "to",
    "target",
    "return",
    "return_to",
    "returnUrl",
    "url",
    "redirect",
    "continue",
    "referer",
    "from",
)


def leads_away(location: str, at: str = "/account/join/") -> bool:
    """Would a browser that follows it leave? Browsers drop tabs and line ends, and read \\ as /."""
    as_read = "".join(char for char in location.strip(" \0") if char not in "\t\r\n").replace("\\", "/")
    parts = urlsplit(urljoin(HERE + at, as_read))
    return parts.scheme not in {"http", "https"} or parts.netloc not in {"testserver", "localhost"}


@pytest.mark.parametrize("target", [target for target in EVIL if leads_away(target) or len(target) > 2500])
def test_what_leads_away_or_is_endless_is_no_target(target):
    assert local_target(target) == ""


@given(st.text(alphabet=st.sampled_from("/\\:@.#?%\t\n evilhtps。0"), max_size=30))
def test_no_target_ever_leads_away(text):
    kept = local_target(text)
    assert kept in {"", text}
    assert not leads_away(kept)


@pytest.mark.django_db
def test_no_address_sends_anybody_away_whatever_it_is_asked(ours, signed_in, ben):
    """Every route of ours, every name that a target goes by, as a stranger and as a reader."""
    sent_away = []
    for target in (
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://testserver@evil.example",
    ):
        query = dict.fromkeys(NAMES, target)
        for client in (signed_in(), signed_in(ben)):
            for address in ours:
                answer = client.get(address, query, headers={"Referer": target})
                if leads_away(answer.get("Location", "/"), address):
                    sent_away.append((address, answer["Location"]))
    assert sent_away == []


@pytest.mark.django_db
def test_no_form_sends_anybody_away_whatever_it_says(ours, signed_in, ben):
    fields = {"edition": "us", "email": "x@example.org", "name": "Ben", "sign_in": "1", "text": "A word."}
    sent_away = []
    for target in ("//evil.example", "/\\evil.example"):
        form = {**fields, **dict.fromkeys(NAMES, target)}
        for address in ours:
            answer = signed_in(ben).post(
                address, form, headers={"Sec-Fetch-Site": "same-origin", "Referer": target}
            )
            if leads_away(answer.get("Location", "/"), address):
                sent_away.append((address, answer["Location"]))
    assert sent_away == []


@pytest.mark.django_db
def test_the_switch_of_editions_goes_nowhere_else(client, us):
    for target in EVIL:
        form = {"edition": "us", "next": target}
        answer = client.post("/edition", form, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code in {302, 303}
        assert not leads_away(answer["Location"], "/edition")
        assert len(answer["Location"]) < 2500, target[:20]
        assert "evil" not in answer.cookies


@pytest.mark.django_db
def test_signing_in_and_out_goes_nowhere_else(signed_in, ben, uk):
    ben.set_password("correct horse battery")
    ben.save()
    same = {"Sec-Fetch-Site": "same-origin"}
    for target in EVIL:
        cache.clear()  # the limits of tries
        browser = signed_in()
        form = {"login": ben.email, "password": "correct horse battery", "next": target}
        answer = browser.post("/account/login/", form, headers=same)
        assert answer.status_code == 302
        assert not leads_away(answer["Location"])
        out = browser.post("/account/logout/", {"next": target}, headers=same)
        assert not leads_away(out["Location"])
