"""Editing one's own comment: five minutes, the same phases, and nothing hidden from moderators."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.forum.actions import Refused, delete_own, open_thread, post_comment
from standfirst.forum.editing import WINDOW, TooLate, edit_own
from standfirst.forum.models import Comment, EarlierText, WatchedWord
from standfirst.forum.moderation.actions import ban, reject
from standfirst.forum.testing import make_comment
from standfirst.readers.personal_data import forget_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(story, ben):
    """Ben is no newcomer."""
    return make_comment(story, ben, "Hello, everybody.")


@pytest.fixture
def talk(story, ben, known):
    return make_comment(story, ben, "Teh bridge.")


def older(comment, by):
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - by)
    comment.refresh_from_db()


def counted(comment):
    return type(comment.thread).objects.get(pk=comment.thread_id).comments


def test_ben_mends_a_slip_and_it_is_marked(talk, ben):
    edit_own(comment=talk, author=ben, text="The *bridge*.")
    talk.refresh_from_db()
    assert (talk.html, talk.is_shown, bool(talk.edited_at)) == ("<p>The <em>bridge</em>.</p>", True, True)
    assert counted(talk) == 2


def test_what_it_said_before_is_kept_and_the_edit_is_on_record(talk, ben):
    edit_own(comment=talk, author=ben, text="The bridge.")
    edit_own(comment=talk, author=ben, text="The old bridge.")
    assert [row.text for row in talk.earlier.all()] == ["Teh bridge.", "The bridge."]
    entry = ModelLogEntry.objects.filter(action="forum.edit").last()
    assert (entry.user_id, entry.object_id) == (ben.pk, str(talk.pk))


def test_after_five_minutes_it_stays_as_it_is(talk, ben):
    older(talk, WINDOW + timedelta(seconds=1))
    with pytest.raises(TooLate):
        edit_own(comment=talk, author=ben, text="The bridge.")
    talk.refresh_from_db()
    assert (talk.text, talk.edited_at) == ("Teh bridge.", None)


def test_editing_does_not_begin_the_minutes_anew(talk, ben):
    older(talk, WINDOW - timedelta(minutes=1))
    edit_own(comment=talk, author=ben, text="The bridge.")
    older(talk, WINDOW)
    with pytest.raises(TooLate):
        edit_own(comment=talk, author=ben, text="That bridge.")


def test_nobody_edits_anothers(talk, cleo):
    with pytest.raises(PermissionError):
        edit_own(comment=talk, author=cleo, text="Mine now.")


def test_a_banned_word_takes_it_off_the_page_and_the_count_is_right(talk, ben):
    WatchedWord.objects.create(words="casino", kind="banned")
    kept = edit_own(comment=talk, author=ben, text="Visit the casino.")
    assert (kept.status, counted(talk)) == ("rejected", 1)


def test_links_that_are_added_wait_for_a_moderator(talk, ben):
    kept = edit_own(comment=talk, author=ben, text="https://a.example https://b.example https://c.example")
    assert (kept.status, kept.reasons, counted(talk)) == ("pending", ["many_links"], 1)


def test_no_edit_brings_onto_the_page_what_waits(talk, ben):
    edit_own(comment=talk, author=ben, text="https://a.example https://b.example https://c.example")
    assert edit_own(comment=talk, author=ben, text="Harmless.").status == "pending"
    assert counted(talk) == 1


def test_a_newcomers_approved_comment_is_read_again(story, ben):
    first = make_comment(story, ben, "Hello.")
    assert edit_own(comment=first, author=ben, text="Something else.").status == "pending"


def test_what_is_refused_changes_nothing(talk, ben, ada):
    ban(reader=ben, by=ada, reason="Spam")
    with pytest.raises(Refused):
        edit_own(comment=talk, author=ben, text="Goodbye.")
    assert not EarlierText.objects.exists()
    talk.refresh_from_db()
    assert talk.text == "Teh bridge."


def test_the_same_words_in_another_case_are_no_repetition(story, ben, known):
    long = make_comment(story, ben, "a sentence that is long enough to count")
    assert edit_own(comment=long, author=ben, text="A sentence that is long enough to count").is_shown


def test_words_said_elsewhere_are_a_repetition_here_too(story, ben, talk):
    make_comment(story, ben, "A sentence that is long enough to count")
    with pytest.raises(Refused):
        edit_own(comment=talk, author=ben, text="A sentence that is long enough to count.".rstrip("."))


@pytest.mark.parametrize("gone", [delete_own, reject])
def test_what_is_off_the_page_for_good_is_not_edited(talk, ben, cleo, gone):
    if gone is reject:
        reject(comment=talk, by=cleo, reason="Rude")
    else:
        delete_own(comment=talk, author=ben)
    with pytest.raises(TooLate):
        edit_own(comment=talk, author=ben, text="Back again.")


def test_saying_the_same_marks_nothing(talk, ben):
    assert edit_own(comment=talk, author=ben, text="Teh bridge.\r\n").edited_at is None


def test_deleting_takes_the_earlier_words_too(talk, ben):
    edit_own(comment=talk, author=ben, text="The bridge.")
    delete_own(comment=talk, author=ben)
    assert not EarlierText.objects.exists()


def test_a_pending_comment_may_be_mended(story, dan):
    waits = post_comment(thread=open_thread(story), author=dan, text="Frist!")
    kept = edit_own(comment=waits, author=dan, text="First!")
    assert (kept.status, kept.text, kept.reasons) == ("pending", "First!", ["newcomer"])


@pytest.mark.parametrize("erases", [True, False])
def test_who_leaves_leaves_no_earlier_words(talk, ben, erases):
    edit_own(comment=talk, author=ben, text="The bridge.")
    forget_reader(ben, erases_comments=erases)
    assert not EarlierText.objects.exists()
