"""What a stranger sees of the thread under a walled story, and what no lie, no format and no other address opens."""

import re
import time
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from standfirst.access.passes import Pass, sign
from standfirst.access.rules import VisitorClass
from standfirst.delivery.models import BusMessage
from standfirst.delivery.responses import KEYS_HEADER, UNTIL_HEADER, VARIES_HEADER
from standfirst.forum.notices import ReplyNotice
from standfirst.forum.policy.actions import close_thread, set_policy
from standfirst.forum.policy.sights import topic_of
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.actions import follow
from standfirst.web.visits import pass_keys

from .flow import SAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_spent")]
SECRET = "Heard in the thread alone."
LIES = (
    {"Standfirst-Country": "US"}, {"CF-IPCountry": "US"}, {"Standfirst-Edge": "guess"},
    {"X-Forwarded-For": "66.249.66.1"},
    {"User-Agent": "Googlebot/2.1"}, {"Standfirst-Crawler": "guess google"}, {"Standfirst-Varies": "edition"},
    {"Accept": "application/json"}, {"Standfirst-Visit": "registered"}, {"Authorization": "Bearer registered"},
    {"Referer": "https://www.google.com/"}, {"Cookie": "reader=1; session=guess; visitor=registered"},
)  # fmt: skip


@pytest.fixture
def say(ada):
    def say(scope, **said):
        return set_policy(scope=scope, by=ada, said=said)

    return say


@pytest.fixture
def comment(story, ben):
    return make_comment(story, ben, SECRET)


@pytest.fixture
def address(story):
    return f"{story.address}/comments"


@pytest.fixture
def kept(say, uk, comment):
    """Strangers are told nothing of the thread."""
    say(uk, strangers="nothing")
    return comment


def a_pass(key=None):
    now = int(time.time())
    made = Pass(visitor_class=VisitorClass.REGISTERED, tag="ben", fresh=now + 60, end=now + 600)
    return sign(made, key or next(iter(pass_keys().values())))


def below(address, comment):
    """Every address of ours below the thread, as Django knows them."""
    routes = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    rests = [
        route.partition("/comments")[2] for route in routes if "(?P<number>" in route and "/comments" in route
    ]
    assert len(rests) >= 9
    return [address + re.sub(r"\(\?P<\w+>[^)]*\)", str(comment.pk), rest.rstrip("$")) for rest in rests]


def says(answer):
    return SECRET in b"".join(answer).decode()


def test_usually_a_stranger_reads_the_thread_below_a_cut_story(client, address, comment):
    answer = client.get(address)
    assert says(answer)
    assert "visitor" not in answer[VARIES_HEADER]


def test_where_strangers_are_told_nothing_they_get_an_offer_that_leads_back(client, address, kept):
    answer = client.get(address)
    page = answer.content.decode()
    assert (answer.status_code, says(answer)) == (200, False)
    assert f"/account/join/?next={address}" in page
    assert not re.search(r"<h2[^>]*>Comments <span>", page)


def test_the_count_alone_may_be_told(client, say, uk, address, comment):
    say(uk, strangers="count")
    answer = client.get(address)
    assert re.search(r"<h2[^>]*>Comments <span>1</span>", answer.content.decode())
    assert not says(answer)


def test_no_address_below_the_thread_tells_a_stranger_what_is_said(client, address, kept):
    for where in below(address, kept):
        assert not says(client.get(where)), where
        assert not says(client.post(where, {"parent": kept.pk, "text": ""}, **SAME)), where


def test_every_stored_page_below_the_thread_varies_as_the_story_does(client, say, uk, address, story, kept):
    client.cookies["pass"] = a_pass()
    stored = [answer for where in below(address, kept) if KEYS_HEADER in (answer := client.get(where))]
    assert len(stored) >= 5
    assert all({"home", "visitor"} <= set(answer[VARIES_HEADER].split()) for answer in stored)
    assert set(client.get(story.address)[VARIES_HEADER].split()) <= set(
        client.get(address)[VARIES_HEADER].split()
    )


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: next(iter(lie)))
def test_no_lie_opens_the_thread(client, us, address, kept, lie):
    assert not says(client.get(address, headers=lie))


def test_nor_does_a_forged_pass_and_a_true_one_does(client, address, kept):
    for forged in ("v1.x.y.z", a_pass(b"another paper's key"), a_pass()[:-2], "registered"):
        client.cookies["pass"] = forged
        assert not says(client.get(address))
    client.cookies["pass"] = a_pass()
    assert says(client.get(address))


def test_a_session_alone_opens_no_shared_page(client, ben, address, kept):
    client.force_login(ben)
    assert not says(client.get(address))


@pytest.mark.parametrize("text", ["", "x" * 6000, "What do they say?"])
def test_a_stranger_who_answers_unseen_words_does_not_see_them_and_keeps_the_own(client, address, kept, text):
    answer = client.post(address, {"text": text, "parent": kept.pk}, **SAME)
    unknown = client.post(address, {"text": text, "parent": kept.pk + 999}, **SAME)
    assert not says(answer)
    assert answer.status_code == unknown.status_code  # nor whether there is such a comment
    if answer.status_code == 303:
        assert client.session["forum.draft"]["text"] == text


def test_the_kept_words_wait_behind_the_door_for_an_account(client, ben, address, kept):
    client.post(address, {"text": "What do they say?", "parent": kept.pk}, **SAME)
    client.force_login(ben)
    page = client.get("/account/draft/")
    assert "What do they say?" in page.content.decode()
    assert says(page)


def test_where_no_wall_stands_strangers_read_all(client, story, address, kept):
    Article.objects.filter(pk=story.pk).update(wall="open")
    answer = client.get(address)
    assert says(answer)
    assert "visitor" not in answer[VARIES_HEADER]


def test_counts_leave_out_what_a_stranger_may_not_know(client, story, kept):
    answer = client.get(f"/_/counts?threads={story.number}")
    assert answer.json() == {}
    assert {"home", "visitor"} <= set(answer[VARIES_HEADER].split())
    client.cookies["pass"] = a_pass()
    assert client.get(f"/_/counts?threads={story.number}").json() == {str(story.number): 1}


def test_a_readers_page_leaves_out_what_was_said_there(client, ben, kept):
    answer = client.get(ben.address)
    assert not says(answer)
    assert {"home", "visitor"} <= set(answer[VARIES_HEADER].split())
    client.cookies["pass"] = a_pass()
    assert says(client.get(ben.address))


def test_streams_name_such_a_thread_by_a_secret(client, story, address, kept, cleo):
    make_comment(story, cleo)
    said = [line.payload[0] for line in BusMessage.objects.filter(kind=BusMessage.Kind.ANNOUNCE)]
    assert re.fullmatch(rf"thread/{story.number}/[0-9a-f]{{40}}", said[-1])
    assert said[-1] not in client.get(address).content.decode()
    client.cookies["pass"] = a_pass()
    assert f'data-topic="{said[-1]}"' in client.get(address).content.decode()


def test_where_everybody_may_know_the_count_the_stream_says_it_to_everybody(say, story, uk, comment):
    say(uk, strangers="count")
    assert topic_of(story.number) == f"thread/{story.number}"


def test_a_hidden_thread_is_nowhere(client, say, story, ben, address, comment):
    say(story, visibility="hidden")
    client.cookies["pass"] = a_pass()
    assert {client.get(where).status_code for where in below(address, comment)} <= {404, 405}
    page = client.get(story.address).content.decode()
    assert "Join our commenting forum" not in page
    assert "data-comments" not in page
    assert client.get(f"/_/counts?threads={story.number}").json() == {}
    assert not says(client.get(ben.address))


def test_nobody_hears_of_a_comment_in_a_hidden_thread(client, say, story, cleo, comment):
    reply = make_comment(story, cleo, "An answer.", parent=comment)
    heard = {"comment": reply.pk}
    assert ReplyNotice.from_reference(heard)
    say(story, visibility="hidden")
    assert ReplyNotice.from_reference(heard) is None


def test_the_feed_of_those_followed_leaves_out_what_is_hidden(client, say, story, ben, cleo, comment):
    follow(follower=cleo, followed=ben)
    client.force_login(cleo)
    assert says(client.get("/following"))
    say(story, visibility="hidden")
    assert not says(client.get("/following"))


def test_hidden_in_one_edition_it_stands_in_the_others_and_neither_gets_the_others_copy(
    client, settings, say, us, uk, story, address, comment
):
    say(us, visibility="hidden")
    assert "home" in client.get(address)[VARIES_HEADER].split()
    assert "home" in client.get(story.address)[VARIES_HEADER].split()
    client.cookies["edition"] = "us"
    assert client.get(address).status_code == 404


def test_a_lock_shows_its_words_and_takes_neither_comments_nor_edits(
    client, say, story, ben, address, comment
):
    say(story, lock="A trial begins on <Monday>.")
    page = client.get(address).content.decode()
    assert "closed for legal reasons" in page
    assert "A trial begins on &lt;Monday&gt;." in page
    assert "<textarea" not in page
    client.force_login(ben)
    answer = client.post(address, {"text": "My words."}, **SAME)
    assert answer.status_code == 422
    assert "A trial begins on &lt;Monday&gt;." in answer.content.decode()
    assert "My words." in answer.content.decode()
    edit = client.post(f"/account/comments/{comment.pk}/edit", {"text": "Other words."}, **SAME)
    comment.refresh_from_db()
    assert (edit.status_code, comment.text) == (422, SECRET)


def test_a_thread_that_closed_says_since_when_and_its_page_ends_when_it_will(
    client, say, story, ada, address
):
    say(story, closes_after=2)
    Article.objects.filter(pk=story.pk).update(first_published_at=timezone.now() - timedelta(days=1))
    ends = float(client.get(address)[UNTIL_HEADER])
    assert abs(ends - (timezone.now() + timedelta(days=1)).timestamp()) < 60
    Article.objects.filter(pk=story.pk).update(first_published_at="2026-01-01T12:00:00Z")
    answer = client.get(address)
    assert "They closed: " in answer.content.decode()
    assert "3 January 2026" in answer.content.decode()
    assert UNTIL_HEADER not in answer


def test_a_thread_that_somebody_closed_says_since_when(client, story, ada, address, comment):
    close_thread(story=story, by=ada, reason="Too heated.")
    page = client.get(address).content.decode()
    assert "They closed: " in page
    assert "Too heated" not in page  # the reason is the newsroom's own
    assert SECRET in page


def test_a_readable_thread_says_that_it_takes_no_more(client, say, story, address, comment):
    say(story, visibility="readable")
    page = client.get(address).content.decode()
    assert "No new ones are taken." in page
    assert SECRET in page
