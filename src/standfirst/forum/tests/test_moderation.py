"""What moderators do: on record, with a reason."""

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.forum.actions import delete_own, open_thread, post_comment, report
from standfirst.forum.models import Report
from standfirst.forum.moderation.actions import ReasonMissing, approve, ban, lift, reject
from standfirst.forum.notices import FollowedCommentNotice, ReplyNotice
from standfirst.forum.policy.actions import set_policy
from standfirst.forum.testing import make_comment
from standfirst.notices.models import Told
from standfirst.readers.models import Follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(story, ben, cleo):
    """Of Ben, whom Cleo follows."""
    Follow.objects.create(follower=cleo, followed=ben)
    return post_comment(thread=open_thread(story), author=ben, text="My first words here.")


def count(story):
    return open_thread(story).comments


def test_an_approved_comment_is_shown_counted_and_told(waiting, cleo, story):
    approve(comment=waiting, by=cleo)
    waiting.refresh_from_db()
    assert (waiting.status, count(story), Told.objects.count()) == ("approved", 1, 1)


def test_approving_twice_counts_and_tells_once(waiting, cleo, story):
    for _again in range(2):
        approve(comment=waiting, by=cleo)
    assert (count(story), Told.objects.count()) == (1, 1)


def test_a_comment_that_comes_back_is_not_told_again(waiting, cleo, story):
    approve(comment=waiting, by=cleo)
    reject(comment=waiting, by=cleo, reason="Off the point")
    approve(comment=waiting, by=cleo)
    assert (count(story), Told.objects.filter(kind="followed_comment").count()) == (1, 1)


def test_a_rejection_needs_a_reason_which_its_author_reads(waiting, cleo, story):
    with pytest.raises(ReasonMissing):
        reject(comment=waiting, by=cleo, reason=" ")
    reject(comment=waiting, by=cleo, reason="Off the point")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.reasons, count(story)) == ("rejected", ["Off the point"], 0)


def test_every_act_says_who_and_why(waiting, cleo):
    reject(comment=waiting, by=cleo, reason="Off the point")
    entry = ModelLogEntry.objects.for_instance(waiting).first()
    assert (entry.action, entry.user, entry.data["why"]) == ("forum.reject", cleo, "Off the point")
    assert waiting.text not in entry.label


def test_a_moderators_act_closes_the_reports(story, ben, cleo, dan):
    comment = make_comment(story, ben)
    report(comment=comment, reader=dan, reason="spam")
    approve(comment=comment, by=cleo)
    assert not Report.objects.filter(resolved_at=None).exists()


def test_what_its_author_deleted_stays_deleted(story, ben, cleo):
    comment = make_comment(story, ben)
    delete_own(comment=comment, author=ben)
    approve(comment=comment, by=cleo)
    comment.refresh_from_db()
    assert comment.status == "deleted"


def test_a_suspension_may_not_end_in_the_past(dan, cleo):
    with pytest.raises(ValueError, match="future"):
        ban(reader=dan, by=cleo, reason="Spam", until=timezone.now())


def test_a_sanction_can_be_lifted_on_record(dan, cleo, story):
    made = ban(reader=dan, by=cleo, reason="Spam")
    lift(sanction=made, by=cleo, reason="A mistake")
    assert post_comment(thread=open_thread(story), author=dan, text="Thank you.").status == "pending"
    assert ModelLogEntry.objects.for_instance(made).first().data["why"] == "A mistake"


def hearers(notice):
    return [hearer.reader for hearer in notice.hearers()]


def test_a_reply_is_heard_by_whom_it_is_for(story, ben, cleo):
    reply = make_comment(story, cleo, parent=make_comment(story, ben))
    assert hearers(ReplyNotice(reply.pk)) == [ben.pk]


def test_nobody_hears_of_their_own_reply(story, ben):
    reply = make_comment(story, ben, parent=make_comment(story, ben))
    assert hearers(ReplyNotice(reply.pk)) == []


def test_nobody_hears_of_a_thread_that_the_own_edition_hides(story, ada, ben, dan, uk, us):
    set_policy(scope=us, by=ada, said={"visibility": "hidden"})
    reply = ReplyNotice(make_comment(story, dan, parent=make_comment(story, ben)).pk)
    assert (hearers(reply), reply.is_shown_in(uk), reply.is_shown_in(us)) == ([ben.pk], True, False)
    for edition, heard in ((us, []), (uk, [ben.pk])):
        ben.edition = edition
        ben.save()
        assert hearers(reply) == heard


def test_followers_hear_of_a_comment_and_of_replies_to_it_once(story, ben, cleo, dan):
    Follow.objects.create(follower=dan, followed=ben)
    Follow.objects.create(follower=dan, followed=cleo)
    Follow.objects.create(follower=ben, followed=cleo)
    reply = make_comment(story, cleo, parent=make_comment(story, ben))
    assert hearers(FollowedCommentNotice(reply.pk)) == [dan.pk]


def test_the_banned_hear_nothing(story, ben, cleo, dan):
    Follow.objects.create(follower=dan, followed=ben)
    ban(reader=dan, by=cleo, reason="Spam")
    assert hearers(FollowedCommentNotice(make_comment(story, ben).pk)) == []


def test_a_notice_of_a_deleted_comment_is_not_told(story, ben):
    comment = make_comment(story, ben)
    delete_own(comment=comment, author=ben)
    assert FollowedCommentNotice.from_reference({"comment": comment.pk}) is None


def test_a_notice_says_who_and_where_but_never_what(story, ben, cleo, uk):
    reply = make_comment(story, cleo, "xanthocanary, I say", parent=make_comment(story, ben))
    words = ReplyNotice.from_reference({"comment": reply.pk}).words(uk)
    assert (words.title, words.body) == ("Cleo Marsh replied to you", "Bridge reopens")
    assert words.address == f"{story.address}/comments/{reply.pk}"
