"""A stranger meets the wall and gets in with an account that is elsewhere: a real OpenID Connect provider."""

import json

import pytest

from tests.openid import CLIENT, SECRET, Provider
from tests.ports import free_port

from .paper import Paper
from .steps import paragraphs


@pytest.fixture(scope="module")
def university():
    provider = Provider(free_port())
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def paper(tmp_path_factory, mailbox, university):
    """A paper of its own: its operator has named a provider."""
    made = Paper(
        tmp_path_factory.mktemp("provided") / "data", free_port(), {"STANDFIRST_SMTP_URL": mailbox.url}
    )
    made.init()
    said = {"name": "The University", "url": university.url, "client_id": CLIENT, "secret": SECRET}
    (made.data / "providers.json").write_text(json.dumps({"university": said}))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def bridge(paper):
    return paper.story(title="Bridge reopens")


def calls(page):
    """Every host that the tab asks for anything from now on."""
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    return hosts


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_way_leads_there_and_back_to_the_same_place(new_context, university, bridge, paper, javascript):
    page = new_context(javascript=javascript).new_page()
    university.says(f"person-{javascript}@example.org".lower())
    hosts = calls(page)
    page.goto(bridge.address)
    page.get_by_role("button", name="Go on with The University").wait_for()
    assert hosts == {f"localhost:{paper.port}"}  # nobody else is asked for anything before the click
    page.get_by_role("button", name="Go on with The University").click()
    page.get_by_role("button", name="It is me").click()
    page.wait_for_url(f"**{bridge.address}#cut")
    assert len(paragraphs(page)) == 9
    if javascript:
        page.wait_for_function("document.activeElement.textContent == 'Paragraph 4 of the story.'")
