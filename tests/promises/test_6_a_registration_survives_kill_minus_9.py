"""Promise 6: nothing acknowledged is lost: a code that was promised arrives, a confirmed account is there."""

from __future__ import annotations

import httpx
import pytest

from tests.journeys.mailbox import Mailbox
from tests.journeys.paper import running
from tests.ports import free_port

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
    with running(tmp_path / "data", STANDFIRST_SMTP_URL=mail.url) as paper:
        yield paper


def kill(paper):
    """As when the power goes; then it starts again."""
    paper.lose_power()
    paper.start()


class Reader:
    """A stranger on the way to an account, a step at a time; each says what must be true when it was answered."""

    EMAIL = "new@example.org"

    def __init__(self, paper, mail):
        self.browser = httpx.Client(base_url=paper.url, headers=SAME, timeout=60)
        self.mail, self.code = mail, ""

    def asks(self):
        assert self.browser.post("/account/join/", data={"email": self.EMAIL}).status_code == 302

    def gets_the_letter(self):
        self.code = self.mail.code_for(self.EMAIL)

    def mistypes(self):
        assert self.EMAIL in self.browser.get("/account/code/").text
        wrong = "000000" if self.code != "000000" else "111111"
        assert "This is not the code" in self.browser.post("/account/code/", data={"code": wrong}).text

    def types_it(self):
        assert (
            self.browser.post("/account/code/", data={"code": self.code}).headers["location"]
            == "/account/welcome"
        )

    def takes_a_name(self):
        handle = self.browser.get("/_/me").json()["reader"]["handle"]
        assert handle.startswith("reader-")
        named = {"name": "Nora New", "handle": handle, "about": ""}
        assert self.browser.post("/account/", data=named).status_code == 303

    def types_it_once_more(self):
        assert self.browser.post("/account/code/", data={"code": self.code}).status_code == 302

    def still_has_the_name(self):
        assert self.browser.get("/_/me").json()["reader"]["name"] == "Nora New"


STEPS = (
    Reader.asks, Reader.gets_the_letter, Reader.mistypes, Reader.types_it, Reader.takes_a_name,
    Reader.types_it_once_more,
)  # fmt: skip


def test_registering_goes_on_after_a_kill_between_any_two_steps(harbour, mail):
    reader = Reader(harbour, mail)
    with reader.browser:
        for step in STEPS:
            step(reader)
            kill(harbour)
        reader.still_has_the_name()
    assert harbour.python(READERS) == [reader.EMAIL]
    # Sent twice at most: when the power went between sending a letter and noting that down.
    assert len(mail.letters_to(reader.EMAIL)) <= 2
