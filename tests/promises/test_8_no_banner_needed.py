"""Promise 8: a stranger on an open article carries no cookie, and no page calls a third party before a click."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.journey


@pytest.fixture
def requests_of(page):
    """Every address the browser asks for, whatever for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def open_story(paper):
    return paper.story(title="Harbour dredged", wall="open")


def test_a_stranger_on_an_open_article_carries_no_cookie(page, open_story):
    page.goto(open_story.address, wait_until="networkidle")
    assert page.context.cookies() == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]


def test_no_page_calls_a_third_party(page, paper, open_story, bridge, requests_of):
    for address in (
        "/",
        "/us/",
        "/world/",
        open_story.address,
        bridge.address,
        f"{bridge.address}/comments",
        "/nowhere",
    ):
        page.goto(address, wait_until="networkidle")
    elsewhere = {url for url in requests_of if urlsplit(url).netloc != urlsplit(paper.url).netloc}
    assert {url for url in elsewhere if urlsplit(url).scheme not in {"data", "blob"}} == set()
    assert len(requests_of) > 10
