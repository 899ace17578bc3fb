"""After the first comment one question, once: shall we tell you of replies, and how?"""

import pytest

from standfirst.forum.models import Comment
from standfirst.notices.models import Preference

pytestmark = pytest.mark.django_db
ASKED = "/notices/first-comment?next="
QUESTION = "Shall we tell you when somebody replies?"


@pytest.fixture
def write(client, story, uk):
    """A function by which whoever is signed in comments under the bridge's story; gives the answer."""
    return lambda text, **more: client.post(f"{story.address}/comments", {"text": text}, **more)


def said(ben):
    return {row.channel: row.wanted for row in Preference.objects.filter(reader=ben, kind="reply")}


def test_where_the_first_comment_waits_the_question_stands_with_it(client, write, ben):
    client.force_login(ben)
    answer = write("I crossed it this morning.")
    assert answer["Location"] == f"/account/comments/?first#comment-{Comment.objects.get().pk}"
    assert QUESTION in client.get(answer["Location"]).content.decode()
    assert QUESTION not in client.get("/account/comments/").content.decode()
    assert "?first" not in write("And back in the evening.")["Location"]


def test_a_first_comment_that_all_see_leads_by_way_of_the_question(client, write, ada, story):
    client.force_login(ada)  # the paper's own people do not wait
    first = write("I crossed it this morning.")["Location"]
    assert first.startswith(ASKED)
    assert f'{story.address}/comments/{Comment.objects.get().pk}"' in client.get(first).content.decode()
    assert not write("And back in the evening.")["Location"].startswith(ASKED)


def test_a_script_is_led_to_the_comment_and_told_where_the_question_is(client, write, ada):
    client.force_login(ada)
    answer = write("I crossed it this morning.", headers={"accept": "application/json"}).json()
    assert answer["address"].endswith(f"/{Comment.objects.get().pk}")
    assert answer["ask"].startswith(ASKED)


@pytest.mark.parametrize(
    ("way", "kept"),
    [("mail", {"mail": True}), ("push", {}), ("not", {"push": False})],  # what differs from the paper's ways
)
def test_the_answer_is_kept_and_leads_back_to_the_comment(client, uk, ben, way, kept):
    client.force_login(ben)
    answer = client.post("/notices/first-comment", {"way": way, "next": "/world/bridge-1/comments/2"})
    assert (answer.status_code, answer["Location"]) == (303, "/world/bridge-1/comments/2")
    assert said(ben) == kept


def test_who_has_said_it_before_is_not_asked(client, ada, write):
    Preference.objects.create(reader=ada, kind="reply", channel="push", wanted=False)
    client.force_login(ada)
    assert not write("I crossed it this morning.")["Location"].startswith(ASKED)


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", ""])
def test_the_question_leads_nowhere_else(client, uk, ben, target):
    client.force_login(ben)
    answer = client.post("/notices/first-comment", {"way": "not", "next": target})
    assert answer["Location"] == "/account/comments/"


def test_an_answer_that_is_none_asks_again_and_keeps_nothing(client, uk, ben):
    client.force_login(ben)
    answer = client.post("/notices/first-comment", {"way": "carrier pigeon", "next": "/world/"})
    assert (answer.status_code, said(ben)) == (200, {})
    assert 'value="/world/"' in answer.content.decode()


def test_a_stranger_has_nothing_to_answer(client, uk):
    answer = client.post("/notices/first-comment", {"way": "mail"})
    assert answer["Location"].startswith("/account/join/")
    assert not Preference.objects.exists()
