"""What readers do, kept in one transaction."""

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry

from standfirst.delivery.models import BusMessage
from standfirst.forum.actions import (
    Refused,
    delete_own,
    open_thread,
    post_comment,
    recommend,
    report,
    unrecommend,
)  # fmt: skip
from standfirst.forum.models import Comment, Recommendation, Report, Sanction, WatchedWord
from standfirst.forum.moderation.actions import ban
from standfirst.forum.testing import make_comment
from standfirst.notices.models import Told
from standfirst.readers.models import Follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(story):
    return open_thread(story)


@pytest.fixture
def known_ben(story, ben):
    """Ben, after his first comment."""
    make_comment(story, ben, "My first words here.")
    return ben


def acts(comment):
    return [entry.action for entry in ModelLogEntry.objects.for_instance(comment)]


def test_a_comment_is_kept_counted_and_on_record(thread, known_ben):
    comment = post_comment(thread=thread, author=known_ben, text="I *crossed* it.")
    thread.refresh_from_db()
    assert (comment.status, comment.html, thread.comments) == ("approved", "<p>I <em>crossed</em> it.</p>", 2)
    assert acts(comment) == ["forum.comment"]


def test_a_comment_drops_its_threads_pages_and_is_announced(thread, known_ben):
    BusMessage.objects.all().delete()
    post_comment(thread=thread, author=known_ben, text="Good news.")
    lines = [(line.kind, line.payload) for line in BusMessage.objects.order_by("pk")]
    key = f"thread/{thread.pk}"
    assert lines == [("forget", [f"reader/{known_ben.pk}", key]), ("announce", [key, 2])]


def test_a_story_knows_how_much_it_is_discussed(thread, story, known_ben):
    post_comment(thread=thread, author=known_ben, text="Good news.")
    assert story.interest.discussed == 2


def test_a_newcomers_first_comment_waits_and_nobody_hears_of_it(thread, ben):
    comment = post_comment(thread=thread, author=ben, text="Hello.")
    thread.refresh_from_db()
    assert (comment.status, comment.reasons, thread.comments) == ("pending", ["newcomer"], 0)
    assert not Told.objects.exists()


def test_the_same_key_again_answers_with_the_same_comment(thread, known_ben):
    first = post_comment(thread=thread, author=known_ben, text="Once.", once="k1")
    assert post_comment(thread=thread, author=known_ben, text="Once.", once="k1") == first


def test_without_a_key_the_same_words_at_the_same_place_are_one_comment(thread, known_ben):
    first = post_comment(thread=thread, author=known_ben, text="Twice clicked.")
    assert post_comment(thread=thread, author=known_ben, text="Twice clicked. ") == first


def test_two_readers_may_use_the_same_key(thread, known_ben, cleo):
    one = post_comment(thread=thread, author=known_ben, text="Mine.", once="k1")
    assert post_comment(thread=thread, author=cleo, text="Mine too.", once="k1") != one


def test_the_same_words_elsewhere_are_refused(thread, known_ben, world):
    from standfirst.newsroom.stories.testing import make_story

    post_comment(thread=thread, author=known_ben, text="Buy my wonderful book, everybody!")
    elsewhere = open_thread(make_story(section=world, title="Another"))
    with pytest.raises(Refused, match="repeated"):
        post_comment(thread=elsewhere, author=known_ben, text="buy my wonderful BOOK, everybody!")


def test_what_is_refused_leaves_no_trace(thread, dan, ada):
    ban(reader=dan, by=ada, reason="Spam")
    with pytest.raises(Refused) as refusal:
        post_comment(thread=thread, author=dan, text="Hello again.")
    assert "may not comment" in refusal.value.sentences[0]
    assert not Comment.objects.exists()


def test_a_story_whose_comments_are_closed_takes_none(thread, story, known_ben):
    story.comments_open = False
    story.save()
    with pytest.raises(Refused, match="closed"):
        post_comment(thread=thread, author=known_ben, text="Too late?")


def test_a_banned_word_rejects_and_the_author_can_read_why(thread, known_ben):
    WatchedWord.objects.create(words="casino*", kind="banned")
    comment = post_comment(thread=thread, author=known_ben, text="Visit my casinos.")
    assert (comment.status, comment.reasons) == ("rejected", ["banned_word"])


def test_a_comment_keeps_what_the_phases_saw(thread, known_ben):
    WatchedWord.objects.create(words="casino*", kind="suspect")
    comment = post_comment(thread=thread, author=known_ben, text="Visit my Casinos.")
    comment.refresh_from_db()
    assert comment.findings == [
        {"phase": "no_suspect_words", "reason": "suspect_word", "match": "Casinos", "rule": "casino*"}
    ]


def test_a_deleted_comment_is_quoted_nowhere(thread, known_ben):
    WatchedWord.objects.create(words="casino*", kind="suspect")
    comment = post_comment(thread=thread, author=known_ben, text="Visit my Casinos.")
    delete_own(comment=comment, author=known_ben)
    comment.refresh_from_db()
    assert comment.findings == []


def test_who_was_rejected_several_times_lately_is_known_by_it(thread, known_ben):
    from standfirst.forum.facts import Where, gather, past_of

    for number in range(3):
        post_comment(thread=thread, author=known_ben, text=f"Number {number} of what I say.")
    late = Comment.objects.filter(author=known_ben).order_by("-pk").values_list("pk", flat=True)[:2]
    Comment.objects.filter(pk__in=list(late)).update(status="rejected")
    facts = gather(
        where=Where.under(thread), author=known_ben, text="Again.", parent=None, past=past_of(known_ben)
    )
    assert (facts.rejected_lately, facts.approved_before, facts.last_minute) == (2, 2, 4)


def test_a_reply_tells_of_itself(thread, known_ben, cleo, dan):
    first = post_comment(thread=thread, author=known_ben, text="Is it open?")
    Follow.objects.create(follower=dan, followed=known_ben)
    reply = post_comment(thread=thread, author=cleo, text="It is.", parent=first)
    assert [told.kind for told in Told.objects.order_by("pk")] == ["reply", "followed_comment"]
    assert (reply.root, reply.place) == (first, 1)


def test_what_nobody_will_hear_of_is_not_written_down(thread, known_ben, cleo):
    first = post_comment(thread=thread, author=known_ben, text="Is it open?")
    post_comment(thread=thread, author=known_ben, text="It is.", parent=first)
    assert not Told.objects.exists()
    Follow.objects.create(follower=cleo, followed=known_ben)
    post_comment(thread=thread, author=known_ben, text="And lit.", parent=first)
    assert [told.kind for told in Told.objects.all()] == ["followed_comment"]


def test_a_reply_to_a_reply_is_one_level_deeper_and_the_first_there(thread, known_ben, cleo):
    first = post_comment(thread=thread, author=known_ben, text="Is it open?")
    second = post_comment(thread=thread, author=cleo, text="It is.", parent=first)
    third = post_comment(thread=thread, author=known_ben, text="Thanks.", parent=second)
    assert (third.root, third.level, third.place, third.parent) == (first, 3, 1, second)


def test_nobody_replies_to_what_is_not_on_the_page(thread, ben, cleo):
    waiting = post_comment(thread=thread, author=ben, text="Hello.")
    with pytest.raises(Refused, match="gone"):
        post_comment(thread=thread, author=cleo, text="Hello yourself.", parent=waiting)


def test_nobody_replies_across_threads(thread, known_ben, cleo, world):
    from standfirst.newsroom.stories.testing import make_story

    mine = post_comment(thread=thread, author=known_ben, text="Here.")
    with pytest.raises(Refused, match="gone"):
        post_comment(thread=open_thread(make_story(section=world)), author=cleo, text="There.", parent=mine)


def test_deleting_ones_own_leaves_a_tombstone_without_words(thread, known_ben):
    comment = post_comment(thread=thread, author=known_ben, text="Oops.")
    delete_own(comment=comment, author=known_ben)
    comment.refresh_from_db()
    thread.refresh_from_db()
    assert (comment.status, comment.text, comment.html, thread.comments) == ("deleted", "", "", 1)


def test_deleting_twice_counts_once(thread, known_ben):
    comment = post_comment(thread=thread, author=known_ben, text="Oops.")
    for _again in range(2):
        delete_own(comment=comment, author=known_ben)
    thread.refresh_from_db()
    assert thread.comments == 1


def test_nobody_deletes_what_another_wrote(thread, known_ben, dan):
    comment = post_comment(thread=thread, author=known_ben, text="Mine.")
    with pytest.raises(PermissionError):
        delete_own(comment=comment, author=dan)


def test_recommending_twice_counts_once_and_can_be_taken_back(thread, known_ben, cleo):
    comment = post_comment(thread=thread, author=known_ben, text="Well said.")
    assert [recommend(comment=comment, reader=cleo), recommend(comment=comment, reader=cleo)] == [True, False]
    comment.refresh_from_db()
    assert comment.recommended == 1
    assert [unrecommend(comment=comment, reader=cleo), unrecommend(comment=comment, reader=cleo)] == [
        True,
        False,
    ]
    comment.refresh_from_db()
    assert (comment.recommended, Recommendation.objects.count()) == (0, 0)


def test_nobody_recommends_their_own(thread, known_ben):
    comment = post_comment(thread=thread, author=known_ben, text="Well said.")
    with pytest.raises(Refused):
        recommend(comment=comment, reader=known_ben)


def test_a_second_report_by_the_same_reader_replaces_the_first(thread, known_ben, cleo):
    comment = post_comment(thread=thread, author=known_ben, text="Rude.")
    report(comment=comment, reader=cleo, reason="spam")
    report(comment=comment, reader=cleo, reason="abuse", note="really")
    assert [(row.reason, row.note) for row in Report.objects.all()] == [("abuse", "really")]


def test_a_stranger_may_report_too(thread, known_ben):
    comment = post_comment(thread=thread, author=known_ben, text="Rude.")
    assert report(comment=comment, reader=None, reason="illegal").reader is None


def test_when_the_transaction_fails_nothing_was_told(thread, known_ben):
    before = (Comment.objects.count(), Told.objects.count(), BusMessage.objects.count())
    with transaction.atomic():
        post_comment(thread=thread, author=known_ben, text="Never.")
        transaction.set_rollback(True)
    assert (Comment.objects.count(), Told.objects.count(), BusMessage.objects.count()) == before


def test_a_suspension_ends_by_itself(thread, known_ben, ada):
    from datetime import timedelta

    from django.utils import timezone

    made = ban(reader=known_ben, by=ada, reason="Rude", until=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="suspended"):
        post_comment(thread=thread, author=known_ben, text="Still here.")
    Sanction.objects.filter(pk=made.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert post_comment(thread=thread, author=known_ben, text="Back again.").is_shown


def test_a_comment_costs_the_same_in_a_long_thread(thread, known_ben, cleo, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        post_comment(thread=thread, author=cleo, text="Short.")
    Comment.objects.bulk_create(
        Comment(
            thread=thread,
            author=known_ben,
            text="x",
            html="x",
            status="approved",
            once=str(n),
            fingerprint=str(n),
        )
        for n in range(300)
    )
    with django_assert_max_num_queries(18):
        post_comment(thread=thread, author=cleo, text="Long.")
