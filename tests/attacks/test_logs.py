"""What is written to the log: no secrets, and no lines that a stranger wrote."""

import logging
import re

import pytest

from standfirst.web.canary.asking import Question

pytestmark = pytest.mark.django_db
SAME = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "two-miles-of-xantho-water"


def code_in(mail):
    return re.search(r"\b(\d{6})\b", mail.body)[1]


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("django.db.backends", "faker", "PIL"):
        logging.getLogger(name).setLevel(logging.WARNING)
    yield caplog
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


def test_no_code_password_pass_or_session_is_ever_logged(client, uk, ben, log, mailoutbox):
    """A wrong code, a right one, a wrong password, a right one, a page that fails on the way: all of it in the log."""
    client.post("/account/join/", {"email": "new@example.org"}, headers=SAME)
    code = code_in(mailoutbox[-1])
    wrong = "000000" if code != "000000" else "111111"
    client.post("/account/code/", {"code": wrong}, headers=SAME)
    client.post("/account/code/", {"code": code}, headers=SAME)
    secrets = {code, wrong, *(client.cookies[name].value for name in ("session", "pass"))}
    client.post("/account/logout/", headers=SAME)
    ben.set_password(PASSWORD)
    ben.save()
    for password in ("wrong-" + PASSWORD, PASSWORD):
        client.post("/account/login/", {"login": ben.email, "password": password}, headers=SAME)
    secrets |= {PASSWORD, client.cookies["session"].value, client.cookies["pass"].value}
    client.post(
        "/account/login/", {"login": ben.email, "password": PASSWORD}, headers={"Sec-Fetch-Site": "none"}
    )
    client.get(f"/no-such-page?pass={PASSWORD}")
    logged = "\n".join(logging.Formatter("%(name)s %(message)s").format(record) for record in log.records)
    assert [secret for secret in secrets if secret in logged] == []


def test_a_page_that_fails_logs_no_secret(client, uk, ben, log, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("standfirst.readers.forms.PasswordSignInForm.clean", lambda self: 1 / 0)
    answer = client.post("/account/login/", {"login": ben.email, "password": PASSWORD}, headers=SAME)
    assert answer.status_code == 500
    logged = "\n".join(logging.Formatter("%(name)s %(message)s").format(record) for record in log.records)
    assert "ZeroDivisionError" in logged
    assert PASSWORD not in logged
    assert PASSWORD not in answer.content.decode()


def test_no_stranger_writes_a_line_of_the_log(asker, story, log, monkeypatch):
    """A line end in an address, a header or a field makes no second line."""
    forged = "%0aWARNING django.security: Ada signed in"
    for address in (
        f"/world/x{forged}",
        f"{story.address}?x={forged}",
        f"/search?q={forged}",
        f"/account/{forged}/",
    ):
        for headers in (
            {},
            {"User-Agent": "x\tERROR forged", "Referer": "x\x0bERROR forged", "Cookie": "a\x0cb=1"},
        ):
            asker.ask(Question(address, headers=headers))
            asker.ask(Question(address, "POST", {**SAME, **headers}))
    lines = [line for record in log.records for line in record.getMessage().splitlines()]
    assert not [line for line in lines if line.startswith(("WARNING django.security", "ERROR forged"))]
