"""Cross-site request forgery: a form on another site changes nothing here, whoever is signed in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

HOST = "testserver"
FORGED = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "a site that hides itself": {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    "a sister site": {"Sec-Fetch-Site": "same-site", "Origin": f"http://sister.{HOST}"},
    "an address bar": {"Sec-Fetch-Site": "none"},
    "an old browser on another site": {"Origin": "https://evil.example"},
    "an old browser on a site that hides itself": {"Origin": "null"},
    "a host that begins like ours": {"Origin": f"http://{HOST}.evil.example"},
    "our host under another scheme": {"Origin": f"https://{HOST}"},
    "our host on another port": {"Origin": f"http://{HOST}:8081"},
    "a word that we do not know": {"Sec-Fetch-Site": "same-origin, cross-site", "Origin": f"http://{HOST}"},
    "nothing said at all": {},
    "another method in a header": {
        "Sec-Fetch-Site": "cross-site", "X-HTTP-Method-Override": "GET", "X-Requested-With": "XMLHttpRequest"
    },
}  # fmt: skip
#: What may be written whoever asks: the counters of limits, and sessions.
HARMLESS = ("shared_cache", "django_session")


def writes(queries):
    """The statements that changed something."""
    verbs = ("INSERT", "UPDATE", "DELETE", "REPLACE")
    return [
        query["sql"][:200]
        for query in queries
        if query["sql"].lstrip().upper().startswith(verbs)
        and not any(name in query["sql"] for name in HARMLESS)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("said", FORGED)
def test_no_route_takes_a_form_from_elsewhere(everywhere, signed_in, ada, said):
    """As an administrator, who could do everything: 403, 405, or nothing there; and not a row is written."""
    ada_at_work = signed_in(ada, enforce_csrf_checks=True)
    taken = []
    form = {
        "edition": "us",
        "next": "/",
        "email": "new@example.org",
        "name": "X",
        "text": "A word.",
        "reason": "x",
    }
    for address in everywhere if said in {"another site", "nothing said at all"} else everywhere[::9]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = ada_at_work.post(address, form, headers=FORGED[said])
        if answer.status_code not in {403, 404, 405} or writes(captured.captured_queries):
            taken.append((address, answer.status_code, writes(captured.captured_queries)))
    assert taken == []


@pytest.mark.django_db
def test_nobody_is_signed_in_by_another_sites_form(signed_in, ben, uk):
    """Or a reader would read, and write, in the attacker's account."""
    ben.set_password("correct horse battery")
    ben.save()
    form = {"login": ben.email, "password": "correct horse battery"}
    for headers in FORGED.values():
        victim = signed_in(enforce_csrf_checks=True)
        answer = victim.post("/account/login/", form, headers=headers)
        assert answer.status_code == 403
        assert "session" not in victim.cookies
        assert "correct horse" not in answer.content.decode()


@pytest.mark.django_db
def test_a_token_of_ones_own_opens_no_other_browser(signed_in, ben, uk):
    """The token of the attacker's browser, with the attacker's cookie, is none in Ben's."""
    attacker = signed_in(enforce_csrf_checks=True)
    shown = attacker.post("/account/logout/", {})  # says nothing: is shown what was typed, with a token
    token = shown.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert token
    bens = signed_in(ben, enforce_csrf_checks=True)
    assert bens.post("/account/logout/", {"csrfmiddlewaretoken": token}).status_code == 403
    assert bens.get("/account/").status_code == 200


@pytest.mark.django_db
def test_no_get_changes_anything(ours, signed_in, ben):
    """A link, or a picture on another site, is a GET."""
    browser = signed_in(ben)
    changed = []
    for address in ours:
        with CaptureQueriesContext(connection) as captured:
            browser.get(address, headers={"Sec-Fetch-Site": "cross-site"})
        if writes(captured.captured_queries):
            changed.append((address, writes(captured.captured_queries)))
    assert changed == []
