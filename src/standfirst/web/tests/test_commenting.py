"""Commenting as a visitor meets it: forms without JavaScript, and words that are never lost."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from standfirst.forum.actions import open_thread, post_comment
from standfirst.forum.models import Comment, Report
from standfirst.forum.moderation.actions import ban
from standfirst.forum.testing import make_comment
from standfirst.readers.models import Follow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_was_counted(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def address(story):
    return f"{story.address}/comments"


@pytest.fixture
def talk(story, ben):
    return make_comment(story, ben, "First words.")


def test_a_reader_comments_and_is_led_to_the_comment(client, address, talk, ben):
    client.force_login(ben)
    answer = client.post(address, {"text": "More words."})
    made = Comment.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (303, f"{address}/{made.pk}")


def test_a_second_click_leads_to_the_same_comment(client, address, talk, ben):
    client.force_login(ben)
    places = {client.post(address, {"text": "Clicked twice."})["Location"] for _click in range(2)}
    assert len(places) == 1


def test_a_first_comment_waits_and_its_author_is_told(client, address, ben):
    client.force_login(ben)
    answer = client.post(address, {"text": "Hello."}, follow=True)
    assert "A moderator reads first comments before they appear." in answer.content.decode()


def test_a_strangers_words_are_kept_until_there_is_an_account(client, address, ben):
    answer = client.post(address, {"text": "Typed before joining."})
    assert answer["Location"] == "/account/join/?next=%2Faccount%2Fdraft%2F"
    client.force_login(ben)
    assert "Typed before joining." in client.get("/account/draft/").content.decode()


def test_a_strangers_reply_stays_a_reply(client, address, talk, cleo):
    client.post(address, {"text": "Indeed.", "parent": str(talk.pk)})
    client.force_login(cleo)
    assert f'name="parent" value="{talk.pk}"' in client.get("/account/draft/").content.decode()


def test_without_a_draft_the_page_leads_to_ones_comments(client, uk, ben):
    client.force_login(ben)
    assert client.get("/account/draft/")["Location"] == "/account/comments/"


def test_a_reader_without_a_name_is_asked_for_one_and_the_words_stay(client, address, ben):
    ben.name = ""
    ben.save()
    client.force_login(ben)
    page = client.post(address, {"text": "Nameless words."}).content.decode()
    assert ('name="name"' in page, "Nameless words." in page) == (True, True)
    assert client.post(address, {"text": "Nameless words.", "name": "Benedict O."}).status_code == 303
    ben.refresh_from_db()
    assert ben.name == "Benedict O."


@pytest.mark.parametrize(
    ("text", "said"), [("  ", "nothing in it"), ("x" * 5001, "too long"), ("x" * 1_000_000, "too long")]
)
def test_what_cannot_be_taken_is_refused_in_words_and_kept(client, address, ben, text, said):
    client.force_login(ben)
    answer = client.post(address, {"text": text})
    assert (answer.status_code, said in answer.content.decode(), text in answer.content.decode()) == (
        422,
        True,
        True,
    )


def test_a_banned_reader_is_told_and_keeps_the_words(client, address, dan, ada):
    ban(reader=dan, by=ada, reason="Spam")
    client.force_login(dan)
    page = client.post(address, {"text": "Once more."}).content.decode()
    assert ("You may not comment here any more" in page, "Once more." in page) == (True, True)
    assert "Spam" in client.get("/account/comments/").content.decode()


def test_a_network_that_asks_too_much_waits_and_keeps_the_words(client, address, settings, ben):
    settings.FORUM_LIMITS = {"comment": "1/m/ip"}
    client.force_login(ben)
    client.post(address, {"text": "One."})
    answer = client.post(address, {"text": "Two."})
    assert (answer.status_code, "Two." in answer.content.decode()) == (429, True)


def test_what_was_taken_before_is_acknowledged_again_whatever_is_in_the_way_now(
    client, address, settings, story, talk, ben
):
    settings.FORUM_LIMITS = {"comment": "1/m/ip"}
    client.force_login(ben)
    sent = {"text": "Was I heard?", "once": "k1"}
    heard = client.post(address, sent)["Location"]
    story.comments_open = False
    story.save()
    again = [client.post(address, sent) for _try in range(3)]
    assert [(answer.status_code, answer["Location"]) for answer in again] == [(303, heard)] * 3


def test_a_network_does_not_answer_for_readers_who_are_known_here(client, address, settings, ben):
    settings.FORUM_LIMITS = {"comment": "1/m/ip"}
    ben.joined_at -= timedelta(days=2)
    ben.save()
    client.force_login(ben)
    for words in ("One.", "Two.", "Three."):
        assert client.post(address, {"text": words}).status_code == 303


def test_a_comment_costs_a_known_number_of_statements(
    client, address, story, ben, django_assert_max_num_queries
):
    ben.joined_at -= timedelta(days=2)
    ben.save()
    make_comment(story, ben, "My first words here.")
    client.force_login(ben)
    client.post(address, {"text": "The answer to this brings a pass."})
    with django_assert_max_num_queries(18):
        assert client.post(address, {"text": "And this is one comment."}).status_code == 303


def test_words_come_back_harmless(client, address, ben):
    client.force_login(ben)
    page = client.post(
        address, {"text": "</textarea><script>alert(1)</script>" + "x" * 5000}
    ).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("parent", ["x", "999999", "-1", "9" * 30])
def test_a_reply_to_nothing_keeps_the_words(client, address, ben, parent):
    client.force_login(ben)
    answer = client.post(address, {"text": "Where did it go?", "parent": parent})
    assert (answer.status_code, "Where did it go?" in answer.content.decode()) == (422, True)


def test_there_is_a_form_to_reply_without_javascript(client, address, talk, cleo):
    assert f'name="parent" value="{talk.pk}"' in client.get(f"{address}/{talk.pk}/reply").content.decode()
    client.force_login(cleo)
    client.post(address, {"text": "Indeed.", "parent": str(talk.pk)})
    assert Comment.objects.latest("pk").parent == talk


def test_recommending_a_second_time_offers_to_take_it_back(client, address, talk, cleo):
    client.force_login(cleo)
    first = client.post(f"{address}/{talk.pk}/recommend")
    second = client.post(f"{address}/{talk.pk}/recommend").content.decode()
    assert first["Location"] == f"{address}/{talk.pk}"
    assert f'action="{address}/{talk.pk}/unrecommend"' in second
    client.post(f"{address}/{talk.pk}/unrecommend")
    talk.refresh_from_db()
    assert talk.recommended == 0


def test_recommending_by_script_answers_with_the_number(client, address, talk, cleo):
    client.force_login(cleo)
    answer = client.post(f"{address}/{talk.pk}/recommend", headers={"Accept": "application/json"})
    assert answer.json() == {"recommended": 1, "mine": True}


def test_a_stranger_who_recommends_is_asked_to_join_first(client, address, talk):
    assert client.post(f"{address}/{talk.pk}/recommend")["Location"].startswith("/account/join/?next=")


def test_nothing_is_recommended_by_a_link(client, address, talk, cleo):
    client.force_login(cleo)
    assert client.get(f"{address}/{talk.pk}/recommend").status_code == 405


def test_a_stranger_may_report_and_is_thanked(client, address, talk):
    answer = client.post(f"{address}/{talk.pk}/report", {"reason": "spam", "note": "An advert."}, follow=True)
    assert "A moderator will look at the comment." in answer.content.decode()
    assert Report.objects.get().note == "An advert."


def test_a_report_without_a_reason_keeps_the_note(client, address, talk):
    answer = client.post(f"{address}/{talk.pk}/report", {"note": "An advert."})
    assert (answer.status_code, "An advert." in answer.content.decode()) == (422, True)


def test_a_reader_deletes_their_own(client, address, talk, ben):
    client.force_login(ben)
    assert client.post(f"{address}/{talk.pk}/delete")["Location"] == address
    talk.refresh_from_db()
    assert talk.status == "deleted"


def test_nobody_deletes_what_another_wrote(client, address, talk, dan):
    client.force_login(dan)
    assert client.post(f"{address}/{talk.pk}/delete").status_code == 403


def test_following_shows_those_i_follow_and_replies_to_them_and_to_me(
    client, story, talk, ben, cleo, dan, ada
):
    Follow.objects.create(follower=dan, followed=ben)
    mine = make_comment(story, dan, "Dan speaks.")
    to_me = make_comment(story, ada, "Ada answers Dan.", parent=mine)
    to_ben = make_comment(story, ada, "Ada answers Ben.", parent=talk)
    make_comment(story, cleo, "Cleo to nobody in particular.")
    client.force_login(dan)
    found = [comment.pk for comment in client.get("/following").context["comments"]]
    assert found == [to_ben.pk, to_me.pk, talk.pk]


def test_following_leads_to_the_story_by_its_headline(client, story, talk, ben, dan):
    Follow.objects.create(follower=dan, followed=ben)
    client.force_login(dan)
    assert f'<a href="{story.address}">Bridge reopens</a>' in client.get("/following").content.decode()


def test_following_is_for_readers(client, uk):
    assert client.get("/following")["Location"] == "/account/join/?next=/following"


def test_own_comments_are_nobody_elses(client, story, ben, dan):
    post_comment(thread=open_thread(story), author=ben, text="Bens waiting words.")
    client.force_login(dan)
    assert "Bens waiting words." not in client.get("/account/comments/").content.decode()


def test_a_post_from_another_site_is_refused(address, ben):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ben)
    for headers, status in (
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
    ):
        assert strict.post(address, {"text": "From where?"}, headers=headers).status_code == status


def test_a_script_is_told_where_the_comment_is_and_a_stranger_where_to_join(client, address, talk, ben):
    wanted = {"headers": {"Accept": "application/json"}}
    answer = client.post(address, {"text": "By a script.", "once": "k1"}, **wanted)
    assert (answer.status_code, answer.json()["address"]) == (
        401,
        "/account/join/?next=%2Faccount%2Fdraft%2F",
    )
    client.force_login(ben)
    answers = [client.post(address, {"text": "By a script.", "once": "k1"}, **wanted) for _again in range(2)]
    made = Comment.objects.get(once="k1")
    assert [answer.status_code for answer in answers] == [201, 201]
    assert {answer.json()["address"] for answer in answers} == {f"{address}/{made.pk}"}
