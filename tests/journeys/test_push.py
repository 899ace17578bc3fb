"""Real pushes to a real Firefox. An editor sends an alert, a stranger's browser shows it, a click opens the article.
Somebody replies to a reader; their browser shows it until they have signed out, and is mended on the way."""

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
answer = [[row.edition.slug, row.device, row.reader.name if row.reader else None]
          for row in Subscription.objects.select_related("edition", "reader")]
"""
#: What the stranger's device has reported of the newest push.
SEEN = """
from standfirst.notices.models import Dispatch
copy = Dispatch.objects.filter(channel="push").latest("pk")
answer = [copy.shown_at is not None, copy.opened_at is not None]
"""
#: A push whose payload is no notice of ours.
BROKEN = """
import time, urllib.request
from standfirst.notices.models import Subscription
from standfirst.notices.push.encryption import encrypt
from standfirst.notices.push.endpoints import check_keys
from standfirst.notices.push.vapid import vapid
row = Subscription.objects.get()
key, auth = check_keys(row.p256dh, row.auth)
origin = row.endpoint.partition("/push/")[0]
proof = vapid().authorization(origin, now=time.time())
headers = {"TTL": "60", "Content-Encoding": "aes128gcm", "Authorization": proof}
asked = urllib.request.Request(row.endpoint, data=encrypt(b"null", key=key, auth=auth), headers=headers)
answer = urllib.request.urlopen(asked, timeout=10).status
"""
READER = """
from django.test import Client
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.testing import make_reader, sign_in
ida, otto = make_reader("Ida Push"), make_reader("Otto Answers")
make_comment(Article.objects.get(pk={number}), ida, "Who has crossed it?")
client = Client()
sign_in(client, ida)
answer = client.cookies["session"].value
"""
REPLY = """
from standfirst.forum.models import Comment
from standfirst.forum.testing import make_comment
from standfirst.readers.models import Reader
first = Comment.objects.get(author__handle="ida")
made = make_comment(first.thread.article, Reader.objects.get(handle="otto"), {text!r}, parent=first)
answer = made.pk
"""
#: How many replies lie in Ida's inbox: that one is there says that all its copies have been written.
INBOX = """
from standfirst.notices.models import InboxItem
answer = InboxItem.objects.filter(reader__handle="ida").count()
"""
PATIENCE = 90  # seconds: a push goes through three processes and a browser, on machines that are never quiet


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


def shown_alert(firefox, title, body):
    """Wait until Firefox shows this."""
    wait_for(lambda: {"title": title, "body": body} in firefox.alerts(), seconds=PATIENCE)


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
    assert "This device will be told" in firefox.words("dialog [data-said=on]")
    assert push_paper.python(DEVICES) == [["us", "Firefox · Linux", None]]
    assert len(service.seen()["channels"]) == 1

    firefox.goto(push_paper.url + "/us/")
    send_alert(editor, bridge_story, "The bridge is open again")
    shown_alert(firefox, "The Harbour Post", "The bridge is open again")
    shown = firefox.run(
        "navigator.serviceWorker.ready.then((worker) => worker.getNotifications())"
        ".then((all) => all.map(({ title, body, data }) => [title, body, data.address]))"
    )
    assert shown == [["The Harbour Post", "The bridge is open again", bridge_story.address]]
    assert [update["code"] for update in service.seen()["acknowledged"]] == [100]

    firefox.click_alert("The Harbour Post")
    wait_for(lambda: push_paper.url + bridge_story.address in firefox.tabs())
    wait_for(lambda: push_paper.python(SEEN) == [True, True], seconds=PATIENCE)
    assert push_paper.python(DEVICES) == [["us", "Firefox · Linux", None]]


def test_a_push_that_cannot_be_read_is_shown_all_the_same(firefox, push_paper):
    assert push_paper.python(BROKEN) == 201
    shown_alert(firefox, "The Harbour Post", "There is news. Open the paper to read it.")


def test_a_reader_hears_of_replies_on_a_device_that_is_mended_until_they_sign_out(
    firefox, service, push_paper, bridge_story
):
    session = push_paper.python(READER.format(number=bridge_story.number))
    firefox.goto(push_paper.url + "/us/")
    firefox.run(f"void (document.cookie = 'session={session}; path=/', document.cookie = 'reader=1; path=/')")
    firefox.goto(push_paper.url + "/us/")  # the page binds the device
    wait_for(lambda: push_paper.python(DEVICES) == [["us", "Firefox · Linux", "Ida Push"]], seconds=PATIENCE)

    number = push_paper.python(REPLY.format(text="I have, this morning."))
    shown_alert(firefox, "Otto Answers replied to you", "Bridge reopens")
    firefox.click_alert("Otto Answers replied to you")
    wait_for(lambda: any(tab.endswith(f"#comment-{number}") for tab in firefox.tabs()), seconds=PATIENCE)

    service.forget()
    push_paper.python(REPLY.format(text="Twice, to be exact."))
    wait_for(lambda: push_paper.python(DEVICES) == [], seconds=PATIENCE)  # 410: gone
    firefox.goto(push_paper.url + "/us/")
    wait_for(lambda: push_paper.python(DEVICES) == [["us", "Firefox · Linux", "Ida Push"]], seconds=PATIENCE)
    taken = len(service.seen()["taken"])
    push_paper.python(REPLY.format(text="It holds."))
    wait_for(lambda: len(service.seen()["taken"]) == taken + 1, seconds=PATIENCE)

    firefox.goto(push_paper.url + "/account/logout/")
    assert "Notifications on this device" in firefox.words("main form fieldset")
    firefox.click("main form .button")
    wait_for(lambda: push_paper.python(DEVICES) == [["us", "Firefox · Linux", None]], seconds=PATIENCE)
    taken, had = len(service.seen()["taken"]), push_paper.python(INBOX)
    push_paper.python(REPLY.format(text="And back again."))
    wait_for(lambda: push_paper.python(INBOX) == had + 1, seconds=PATIENCE)
    assert len(service.seen()["taken"]) == taken


def test_who_turns_notifications_off_hears_nothing_more(firefox, service, push_paper):
    firefox.goto(push_paper.url + "/notices/preferences")
    assert "This browser gets notifications" in firefox.words("[data-push-panel] form")
    firefox.click("[data-turn-off]")
    assert "This browser gets no notifications" in firefox.words("[data-push-panel] [data-state~=off]")
    assert push_paper.python(DEVICES) == []
    wait_for(lambda: not service.seen()["channels"])
    assert firefox.run("localStorage.getItem('push')") is None
