"""A real push: an editor sends an alert, a stranger's Firefox shows it, a click opens the article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .firefox import Firefox, PushServiceProcess, wait_for
from .paper import Paper, running

EDITOR = """
from django.test import Client
from standfirst.readers.testing import make_reader, sign_in
from standfirst.readers.models import Reader
ada = Reader.objects.filter(handle="ada").first() or make_reader("Ada Lund", is_staff=True, is_superuser=True)
client = Client()
sign_in(client, ada)
answer = client.cookies["session"].value
"""
DEVICES = """
from standfirst.notices.models import Subscription
answer = [[row.edition.slug, row.device, row.reader_id] for row in Subscription.objects.select_related("edition")]
"""


@pytest.fixture(scope="module")
def service() -> Iterator[PushServiceProcess]:
    running = PushServiceProcess()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def push_paper(tmp_path_factory, service) -> Iterator[Paper]:
    """A paper that knows this push service and no other of its kind."""
    with running(tmp_path_factory.mktemp("push") / "data", STANDFIRST_PUSH_HOSTS=service.host) as paper:
        yield paper


@pytest.fixture(scope="module")
def bridge_story(push_paper):
    return push_paper.story(title="Bridge reopens")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory, service) -> Iterator[Firefox]:
    profile = tmp_path_factory.mktemp("firefox") / "profile"
    profile.mkdir()
    running = Firefox(service, profile)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def editor(push_paper, chromium):
    """Ada, signed in to the newsroom, in a browser of her own."""
    context = chromium.new_context(base_url=push_paper.url)
    context.add_cookies([{"name": "session", "value": push_paper.python(EDITOR), "url": push_paper.url}])
    yield context.new_page()
    context.close()


def send_alert(editor, story, text):
    editor.goto(f"/newsroom/alerts/write/{story.number}/")
    editor.get_by_label("Text").fill(text)
    editor.get_by_role("button", name="Look at it").click()
    editor.get_by_text("About 1 device would be told now").wait_for()
    editor.get_by_role("button", name="Send it now").click()
    editor.get_by_text("The alert is on its way").wait_for()


def test_a_stranger_says_yes_and_an_alert_reaches_their_firefox(
    firefox, service, push_paper, bridge_story, editor
):
    firefox.goto(push_paper.url + bridge_story.address)
    firefox.click(".edition-switch button[value=us]")
    line = firefox.words("[data-push-key]")
    assert line.splitlines()[0] == "Stay up to date with notifications from The Harbour Post"

    firefox.click("[data-push-key] a")
    assert "Shall we tell you when news breaks?" in firefox.words("dialog[open] [data-said=question]")
    assert push_paper.python(DEVICES) == []  # the paper asked; nothing has happened yet
    firefox.click("dialog [data-yes]")
    assert "This device will be told when news breaks" in firefox.words("dialog [data-said=on]")
    assert push_paper.python(DEVICES) == [["us", "Firefox · Linux", None]]
    assert len(service.seen()["channels"]) == 1

    firefox.goto(push_paper.url + "/us/")
    send_alert(editor, bridge_story, "The bridge is open again")
    assert wait_for(firefox.alerts) == [{"title": "The Harbour Post", "body": "The bridge is open again"}]
    shown = firefox.do(
        "evaluate",
        expression="navigator.serviceWorker.ready.then((worker) => worker.getNotifications())"
        ".then((all) => all.map(({ title, body, data }) => [title, body, data.address]))",
    )
    assert shown == [["The Harbour Post", "The bridge is open again", bridge_story.address]]
    assert [update["code"] for update in service.seen()["acknowledged"]] == [100]

    firefox.do("clickAlert")
    wait_for(lambda: push_paper.url + bridge_story.address in firefox.tabs())
    assert push_paper.python(DEVICES) == [["us", "Firefox · Linux", None]]


def test_who_turns_notifications_off_hears_nothing_more(firefox, service, push_paper):
    firefox.goto(push_paper.url + "/notices/preferences")
    assert "This browser gets notifications" in firefox.words("[data-push-panel] form")
    firefox.click("[data-turn-off]")
    assert "This browser gets no notifications" in firefox.words("[data-push-panel] [data-state~=off]")
    assert push_paper.python(DEVICES) == []
    wait_for(lambda: not service.seen()["channels"])
