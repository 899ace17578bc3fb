"""A pass where it does not belong, somebody else's, another paper's: none of it reads, and none of it is anybody."""

import time

import pytest

from standfirst.access.passes import Pass, sign
from standfirst.access.rules import VisitorClass
from standfirst.access.sealing import key_id
from standfirst.newsroom.stories.testing import CANARY
from standfirst.web.visits import pass_keys

pytestmark = pytest.mark.django_db


def a_pass(key=None, **more):
    now = int(time.time())
    made = Pass(
        **{
            "visitor_class": VisitorClass.REGISTERED,
            "tag": "ben",
            "fresh": now + 60,
            "end": now + 600,
            **more,
        }
    )
    return sign(made, key or next(iter(pass_keys().values())))


def reads(client, story, **asked):
    answer = client.get(story.address, asked.get("query", {}), headers=asked.get("headers", {}))
    return CANARY in answer.content.decode()


def test_the_pass_itself_reads_in_its_cookie(client, story):
    client.cookies["pass"] = a_pass()
    assert reads(client, story)


@pytest.mark.parametrize("name", ["pass", "token", "access", "key"])
def test_a_pass_in_a_query_reads_nothing(client, story, name):
    assert not reads(client, story, query={name: a_pass()})


@pytest.mark.parametrize("name", ["Pass", "Authorization", "X-Pass", "Cookie2", "Standfirst-Pass"])
def test_a_pass_in_a_header_reads_nothing(client, story, name):
    for text in (a_pass(), f"Bearer {a_pass()}", f"pass={a_pass()}"):
        assert not reads(client, story, headers={name: text})


@pytest.mark.parametrize("cookie", ["Pass", "PASS", "session", "meter", "reader", "csrf"])
def test_a_pass_in_another_cookie_reads_nothing(client, story, cookie):
    client.cookies[cookie] = a_pass()
    assert not reads(client, story)


def test_another_papers_pass_reads_nothing_under_its_own_name_or_ours(client, story):
    theirs = a_pass(b"another paper's key")
    ours = key_id(next(iter(pass_keys().values())))
    for text in (theirs, theirs.replace(key_id(b"another paper's key"), ours)):
        client.cookies["pass"] = text
        assert not reads(client, story)


def test_a_pass_is_nobody_whatever_it_reads(client, story, ben):
    """Ben's pass alone, in somebody else's browser: the article, and not a word about Ben."""
    client.cookies["pass"] = a_pass()
    assert reads(client, story)
    assert client.get("/_/me").json()["reader"] is None
    for address in ("/account/settings", "/account/", "/following", "/notices"):
        answer = client.get(address)
        assert answer.status_code in {302, 404} or ben.email not in answer.content.decode()


def test_a_pass_that_was_taken_renews_nothing_without_its_session(client, story):
    now = int(time.time())
    client.cookies["pass"] = a_pass(fresh=now - 10)
    answer = client.get("/_/pass")
    assert answer.status_code == 204
    assert answer.cookies["pass"]["max-age"] == 0


def test_an_article_that_was_granted_is_no_other(client, story, world):
    client.cookies["pass"] = a_pass(
        visitor_class=VisitorClass.ANONYMOUS, granted=frozenset({story.number + 1})
    )
    assert not reads(client, story)
