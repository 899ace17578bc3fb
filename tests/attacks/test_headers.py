"""Headers on every answer, and flags on every cookie."""

import pytest

from standfirst.web.canary.asking import Guise, Question
from standfirst.web.cookies import COOKIES, HINT

pytestmark = pytest.mark.django_db
#: What is told to other sites of where a reader came from: never more than our name.
CLOSE = {"strict-origin-when-cross-origin", "strict-origin", "same-origin", "no-referrer"}
SAME = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}


def test_every_answer_guards_itself(everywhere, asker):
    """No sniffing, no frames, no plug-ins, a policy for HTML; errors, redirects, files and refusals alike."""
    bare = []
    odd = [
        "/healthz",
        "/_/stream",
        "/media/x",
        "/static/x",
        "/a\x01b",
        "/" + "x" * 5000,
        "/newsroom/reports/",
    ]
    for address in [*everywhere, *odd]:
        for method in ("GET", "POST", "TRACE"):
            reply = asker.ask(Question(address, method, SAME if method == "POST" else {}))
            policy = reply.header("content-security-policy")
            is_html = reply.header("content-type").startswith("text/html")
            guarded = not is_html or ("default-src 'self'" in policy and "frame-ancestors 'self'" in policy)
            framed = not is_html or reply.header("x-frame-options") == "SAMEORIGIN"
            told = not is_html or reply.header("referrer-policy") in CLOSE
            if reply.header("x-content-type-options") != "nosniff" or not (guarded and framed and told):
                bare.append((method, address[:60], reply.status))
            if reply.header("access-control-allow-origin"):
                bare.append((method, address[:60], "another site may read it"))
    assert bare == []


def test_no_reader_page_may_run_a_script_from_elsewhere(ours, asker):
    for address in ours:
        policy = asker.ask(Question(address)).header("content-security-policy")
        assert "unsafe" not in policy, address
        assert "http:" not in policy, address


def test_every_cookie_is_in_the_table_and_guarded(everywhere, asker, settings, ben, signed_in):
    """HttpOnly but for the hint, SameSite, for the whole site, and Secure on https."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    bens = Guise("Ben", {"Cookie": f"session={signed_in(ben).cookies['session'].value}"})
    form = b"email=new%40example.org&edition=us&login=ben%40example.org&password=x"
    odd = {}
    for address in everywhere:
        for question in (
            Question(address, guise=bens), Question(address, "POST", SAME), Question(address, "POST", SAME, bens)
        ):  # fmt: skip
            reply = asker.send(question, form if question.method == "POST" else b"")
            for name, value in reply.headers:
                if name == "set-cookie":
                    odd.update(dict.fromkeys(_faults(value), address))
    assert odd == {}


def _faults(value):
    name, _, rest = value.strip().partition("=")
    flags = rest.lower()
    wanted = ["samesite=lax", "path=/", *([] if "max-age=0" in flags else ["secure"])]
    wanted += [] if name == HINT or "max-age=0" in flags else ["httponly"]
    if name not in {cookie.name for cookie in COOKIES}:
        yield f"{name}: not in web/cookies.py"
    if "domain=" in flags:
        yield f"{name}: for other hosts too"
    yield from (f"{name}: not {flag}" for flag in wanted if flag not in flags)
