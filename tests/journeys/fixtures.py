"""Real browsers against a real paper.

`paper` is one running paper for the whole session; `page` is a tab of a fresh stranger with JavaScript,
`plain_page` one without; `new_context()` makes more strangers, each with their own cookies.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.ports import free_port

from .mailbox import Mailbox
from .paper import Paper, Story

#: The browser without its windows: the same pages, scripts and rules for a third of the processor's time.
CHROMIUM = "/usr/bin/chromium-headless-shell"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: The paper is drawn for this window unless a journey says otherwise.
WINDOW = {"width": 1280, "height": 900}

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """Every letter that the paper sends."""
    box = Mailbox(free_port())
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Iterator[Paper]:
    """A running paper with the editions uk (walled), us (open) and de."""
    data = tmp_path_factory.mktemp("paper") / "data"
    made = Paper(data, free_port(), {"STANDFIRST_SMTP_URL": mailbox.url})
    made.init()
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def bridge(paper: Paper) -> Story:
    """A story of nine paragraphs, the canary in the fifth."""
    return paper.story(title="Bridge reopens")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, which Django takes for an asynchronous context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, paper: Paper) -> Iterator[NewContext]:
    """Makes strangers: `new_context(javascript=False, locale="de")`."""
    made: list[BrowserContext] = []

    def make(*, javascript: bool = True, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            base_url=paper.url, java_script_enabled=javascript, **{"viewport": WINDOW, **options}
        )
        context.set_default_timeout(30_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def plain_page(new_context: NewContext) -> Page:
    """A tab without JavaScript."""
    return new_context(javascript=False).new_page()
