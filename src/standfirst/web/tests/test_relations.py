"""Between two readers: follow, mute, block. Block beats follow; mute is silent."""

import pytest

from standfirst.forum.actions import Refused, post_comment, recommend
from standfirst.forum.feed import following_feed
from standfirst.forum.notices import FollowedCommentNotice, ReplyNotice
from standfirst.forum.phases import Reason
from standfirst.forum.testing import make_comment
from standfirst.readers import relating
from standfirst.readers.models import Block, Follow, Mute
from standfirst.readers.queries import blocked_between

from .flow import SAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

VERBS = ("follow", "unfollow", "mute", "unmute", "block", "unblock")
PAGE = "/account/follow/dan/"


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


@pytest.fixture
def blocked(ben, dan):
    relating.block(reader=ben, other=dan)


def words(answer):
    return answer.content.decode()


def hearers(notice):
    return [hearer.reader for hearer in notice.hearers()]


def test_the_personal_page_has_a_button_for_what_may_be_changed(as_ben, dan):
    for verb, other in (("follow", "unfollow"), ("mute", "unmute"), ("block", "unblock")):
        assert f'action="/readers/dan/{verb}"' in words(as_ben.get(PAGE))
        answer = as_ben.post(f"/readers/dan/{verb}", **SAME)
        assert (answer.status_code, answer["Location"]) == (303, PAGE)
        assert f'action="/readers/dan/{other}"' in words(as_ben.get(PAGE))
        as_ben.post(f"/readers/dan/{other}", **SAME)
    assert not any(model.objects.exists() for model in (Follow, Mute, Block))


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_signs_in_first_and_a_get_changes_nothing(client, dan, verb):
    assert client.get(f"/readers/dan/{verb}").status_code == 405
    answer = client.post(f"/readers/dan/{verb}", **SAME)
    assert answer["Location"] == "/account/join/?next=%2Faccount%2Ffollow%2Fdan%2F"


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_of_it_can_be_done_to_oneself(as_ben, verb):
    as_ben.post(f"/readers/ben/{verb}", **SAME)
    assert not any(model.objects.exists() for model in (Follow, Mute, Block))


def test_the_acts_of_one_reader_are_counted_together(as_ben, dan):
    answers = [as_ben.post(f"/readers/dan/{VERBS[n % 6]}", **SAME).status_code for n in range(61)]
    assert answers == [303] * 60 + [429]


def test_blocking_ends_follows_both_ways_and_forbids_new_ones(ben, dan):
    relating.follow(follower=ben, followed=dan)
    relating.follow(follower=dan, followed=ben)
    relating.block(reader=ben, other=dan)
    assert not Follow.objects.exists()
    assert not relating.follow(follower=dan, followed=ben)
    assert not relating.follow(follower=ben, followed=dan)


def test_unblocking_lets_them_follow_again_and_follows_nobody_by_itself(ben, dan, blocked):
    relating.unblock(reader=ben, other=dan)
    assert not Follow.objects.exists()
    assert relating.follow(follower=dan, followed=ben)


def test_nobody_takes_back_the_block_of_another(ben, dan, blocked):
    relating.unblock(reader=dan, other=ben)
    assert blocked_between(dan.pk, ben.pk)


def test_who_is_blocked_is_told_no_more_than_that_following_is_not_possible(client, ben, dan, blocked):
    client.force_login(dan)
    before = words(client.get("/account/follow/ben/"))
    assert "You have blocked" not in before
    assert 'action="/readers/ben/follow"' in before
    answer = client.post("/readers/ben/follow", **SAME)
    assert answer.status_code == 422
    assert "You cannot follow this reader." in words(answer)
    as_json = client.post("/readers/ben/follow", HTTP_ACCEPT="application/json", **SAME)
    assert (as_json.status_code, as_json.json()) == (409, {"follows": False, "asked": False})


def test_a_blocked_reader_cannot_reply_and_keeps_the_words(client, story, ben, dan, blocked):
    said = make_comment(story, ben)
    client.force_login(dan)
    form = {"text": "And another thing about you", "parent": said.pk}
    answer = client.post(f"{story.address}/comments", form, **SAME)
    assert answer.status_code == 422
    assert "You cannot reply to this comment or recommend it." in words(answer)
    assert "And another thing about you" in words(answer)


def test_who_blocks_has_not_the_last_word_either(story, ben, dan, blocked):
    said = make_comment(story, dan)
    with pytest.raises(Refused) as refusal:
        post_comment(thread=said.thread, author=ben, text="Hear, hear.", parent=said)
    assert refusal.value.reasons == (Reason.BLOCKED,)


def test_the_papers_own_people_answer_whoever_has_blocked_them(story, ben, cleo):
    said = make_comment(story, ben)
    relating.block(reader=ben, other=cleo)
    assert post_comment(thread=said.thread, author=cleo, text="A correction.", parent=said).is_shown


def test_a_blocked_reader_cannot_recommend(client, story, ben, dan, blocked):
    said = make_comment(story, ben)
    with pytest.raises(Refused):
        recommend(comment=said, reader=dan)
    client.force_login(dan)
    answer = client.post(f"{story.address}/comments/{said.pk}/recommend", **SAME)
    assert (answer.status_code, said.recommendations.count()) == (422, 0)


@pytest.mark.parametrize("verb", ["mute", "block"])
def test_nobody_hears_a_reply_of_whom_they_keep_away(story, ben, dan, verb):
    reply = make_comment(story, dan, parent=make_comment(story, ben))
    assert hearers(ReplyNotice(reply.pk)) == [ben.pk]
    getattr(relating, verb)(reader=ben, other=dan)
    assert hearers(ReplyNotice(reply.pk)) == []


def test_a_blocked_reader_hears_nothing_of_who_blocked_them(story, ben, cleo, dan, blocked):
    """Dan follows Cleo, to whom Ben replies."""
    relating.follow(follower=dan, followed=cleo)
    reply = make_comment(story, ben, parent=make_comment(story, cleo))
    assert hearers(FollowedCommentNotice(reply.pk)) == []
    assert reply not in following_feed(dan)


def test_the_muted_are_in_neither_feed_nor_notices_and_follows_stay(story, ben, cleo, dan):
    relating.follow(follower=dan, followed=ben)
    said = make_comment(story, ben)
    answered = make_comment(story, cleo, parent=said)
    assert following_feed(dan) == [answered, said]
    relating.mute(reader=dan, other=ben)
    assert following_feed(dan) == []
    assert hearers(FollowedCommentNotice(said.pk)) == hearers(FollowedCommentNotice(answered.pk)) == []
    assert Follow.objects.exists()


def test_muting_one_of_two_whom_one_follows_leaves_the_other(story, ben, cleo, dan):
    relating.follow(follower=dan, followed=ben)
    relating.follow(follower=dan, followed=cleo)
    relating.mute(reader=dan, other=cleo)
    reply = make_comment(story, ben, parent=make_comment(story, cleo))
    assert following_feed(dan) == [reply]
    assert hearers(FollowedCommentNotice(reply.pk)) == [dan.pk]


def test_who_is_muted_sees_no_difference(client, ben, dan):
    client.force_login(dan)
    before = (words(client.get("/account/follow/ben/")), words(client.get("/readers/ben/")))
    relating.mute(reader=ben, other=dan)
    assert (words(client.get("/account/follow/ben/")), words(client.get("/readers/ben/"))) == before
    assert relating.follow(follower=dan, followed=ben)


def test_who_has_no_page_is_muted_and_blocked_from_a_comment(as_ben, story, dan):
    said = make_comment(story, dan)
    dan.seen_by = "nobody"
    dan.save()
    page = f"/account/said/{said.pk}/"
    for verb in ("mute", "block", "follow"):
        assert as_ben.post(page, {"verb": verb}, **SAME).status_code == 303
    assert [Mute.objects.count(), Block.objects.count(), Follow.objects.count()] == [1, 1, 0]
    assert "/readers/dan/" not in words(as_ben.get(page))


def test_who_has_a_page_is_found_from_a_comment(as_ben, story, dan):
    assert as_ben.get(f"/account/said/{make_comment(story, dan).pk}/")["Location"] == PAGE


def test_whom_one_keeps_away_is_listed_and_let_back(as_ben, ben, dan, cleo):
    relating.mute(reader=ben, other=dan)
    relating.block(reader=ben, other=cleo)
    page = words(as_ben.get("/account/muted/"))
    assert "Dan Frost" in page
    assert "Cleo Marsh" in page
    as_ben.post("/account/muted/", {"unmute": Mute.objects.get().pk}, **SAME)
    as_ben.post("/account/muted/", {"unblock": Block.objects.get().pk}, **SAME)
    assert not any(model.objects.exists() for model in (Mute, Block))


def test_nobody_lets_back_whom_another_keeps_away(as_ben, dan, cleo):
    relating.mute(reader=dan, other=cleo)
    as_ben.post("/account/muted/", {"unmute": Mute.objects.get().pk}, **SAME)
    assert Mute.objects.exists()
