"""Promise 6: nothing acknowledged is lost: a code that was promised arrives, a confirmed account is there."""

from __future__ import annotations

import httpx
import pytest

from tests.journeys.mailbox import Mailbox
from tests.journeys.paper import Paper, free_port

from .test_6_nothing_acknowledged_is_lost import kill as kill_all

pytestmark = pytest.mark.journey

SAME = {"Sec-Fetch-Site": "same-origin"}
READERS = """
from allauth.account.models import EmailAddress
answer = sorted(EmailAddress.objects.filter(verified=True).values_list("email", flat=True))
"""


@pytest.fixture
def mail():
    box = Mailbox(free_port())
    box.start()
    yield box
    box.stop()


@pytest.fixture
def harbour(tmp_path, mail):
    """A paper of its own: this one is killed."""
    made = Paper(tmp_path / "data", free_port(), {"STANDFIRST_SMTP_URL": mail.url})
    made.init()
    made.start()
    yield made
    made.stop()


def kill(paper):
    """As when the power goes; then it starts again."""
    kill_all(paper)
    paper.start()


def test_a_promised_code_arrives_and_a_confirmed_account_is_there(harbour, mail):
    with httpx.Client(base_url=harbour.url, headers=SAME, timeout=20) as stranger:
        asked = stranger.post("/account/join/", data={"email": "new@example.org"})
        assert asked.status_code == 302
        kill(harbour)
        code = mail.code_for("new@example.org")
        confirmed = stranger.post("/account/code/", data={"code": code})
        assert confirmed.headers["location"] == "/account/welcome"
        kill(harbour)
        assert harbour.python(READERS) == ["new@example.org"]
        assert stranger.get("/_/me").json()["reader"]["handle"].startswith("reader-")
    assert (
        len(mail.letters_to("new@example.org")) <= 2
    )  # sent twice at most: killed between sending and noting it
