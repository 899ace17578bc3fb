"""Promise 6: nothing acknowledged is lost, and a retry doubles nothing. Against a paper that is killed."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

import httpx
import pytest

from tests.journeys.paper import running

pytestmark = pytest.mark.journey

SAID = """
from standfirst.forum.models import Comment, Thread
from standfirst.notices.models import Told
answer = {
    "comments": sorted(Comment.objects.values_list("text", flat=True)),
    "counted": sum(Thread.objects.values_list("comments", flat=True)),
    "shown": Comment.objects.filter(status="approved").count(),
    "told": Told.objects.filter(kind="followed_comment").count(),
}
"""

#: A reader whose comments do not wait and whom somebody follows, signed in as a browser would be.
KNOWN = """
from django.test import Client
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.relating import follow
from standfirst.readers.testing import make_reader
ben = make_reader("Ben Okoro")
follow(follower=make_reader("Ada Lund"), followed=ben)
make_comment(Article.objects.get(), ben, "The first words.")
client = Client()
client.force_login(ben)
answer = client.cookies["session"].value
"""


@pytest.fixture
def harbour(tmp_path):
    """A paper of its own: this one is killed."""
    with running(tmp_path / "data") as paper:
        yield paper


@pytest.fixture
def post(harbour):
    """Posts a comment as Ben and says whether the paper acknowledged it."""
    story = harbour.story(title="Bridge reopens")
    session = harbour.python(KNOWN)

    refused = []  # what was said instead, for whoever reads a failure

    def send(text, once=""):
        try:
            answer = httpx.post(
                f"{harbour.url}{story.address}/comments",
                data={"text": text, "once": once},
                headers={"Sec-Fetch-Site": "same-origin"},
                cookies={"session": session},
                timeout=60,
            )
        except httpx.HTTPError as error:
            refused.append(repr(error))
            return None
        if answer.status_code == 303:
            return answer.headers["location"]
        refused.append(f"{answer.status_code} {answer.text[-2000:]}\n{harbour.log()}")
        return None

    send.refused = refused
    return send


def test_retries_at_the_same_moment_are_one_comment(harbour, post):
    with ThreadPoolExecutor(8) as pool:
        places = set(pool.map(lambda _n: post("At once.", "same-key"), range(8)))
    said = harbour.python(SAID)
    assert None not in places, post.refused
    assert len(places) == 1
    assert said["comments"] == ["At once.", "The first words."]
    assert said["counted"] == said["shown"] == said["told"] == 2


def test_a_comment_that_was_acknowledged_survives_a_kill(harbour, post):
    """The paper dies while comments come in; whatever it answered is there, once, and a retry finds it."""
    texts = [f"Number {n}." for n in range(3)]
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(post, text) for text in texts]
        wait(waiting, return_when=FIRST_COMPLETED)
        harbour.lose_power()
        acknowledged = {text for text, one in zip(texts, waiting, strict=True) if one.result()}
    said = harbour.python(SAID)
    assert acknowledged <= set(said["comments"])
    assert said["counted"] == said["shown"] == said["told"]
    harbour.start()
    places = [post(text) for text in texts]
    after = harbour.python(SAID)
    assert None not in places, post.refused
    assert after["comments"] == sorted([*texts, "The first words."])
    assert after["counted"] == after["told"] == 4
