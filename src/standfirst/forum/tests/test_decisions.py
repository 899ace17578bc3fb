"""A decision says its reasons to whom it concerns, and who reported hears the outcome."""

import pytest
from django.utils import timezone, translation

from standfirst.forum.actions import open_thread, post_comment, report
from standfirst.forum.editing import edit_own
from standfirst.forum.models import Comment, Decision, Sanction, WatchedWord
from standfirst.forum.moderation.actions import approve, ban, reject, warn
from standfirst.forum.moderation.deciding import DecidedMeanwhile, version_of
from standfirst.forum.moderation.grounds import ReasonMissing, Why
from standfirst.forum.moderation.notices import DecisionNotice, ReportNotice
from standfirst.forum.reasons import in_words
from standfirst.forum.testing import make_comment
from standfirst.notices.models import Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(story, ben):
    return make_comment(story, ben, "What I had to say.")


def hearers(notice):
    return [hearer.reader for hearer in notice.hearers()]


def test_a_removal_says_what_why_and_how_to_appeal(shown, cleo, ben, uk, mailoutbox):
    made = reject(comment=shown, by=cleo, reason=Why("It insults Dan.", "abuse"))
    assert (made.reader, made.ground, made.words, made.automated) == (ben, "abuse", "It insults Dan.", False)
    [letter] = mailoutbox
    assert letter.to == ["ben@example.org"]
    for words in (
        "Bridge reopens",
        "Abuse or harassment",
        "It insults Dan.",
        "by a person",
        f"/decisions/{made.pk}/",
    ):
        assert words in letter.body
    assert "What I had to say" not in letter.body + letter.subject


def test_its_author_hears_of_it_in_the_inbox_too_even_when_banned(shown, cleo, ben, dan, uk):
    made = reject(comment=shown, by=cleo, reason=Why("", "spam"))
    ban(reader=ben, by=cleo, reason="Spam")
    assert hearers(DecisionNotice(made.pk)) == [ben.pk]
    words = DecisionNotice.from_reference({"decision": made.pk}).words(uk)
    assert (words.title, words.address) == (
        "Your comment is not on the page",
        f"/account/decisions/{made.pk}/",
    )


@pytest.mark.parametrize("why", [Why("", "other"), Why(" ", "illegal"), Why("Words", "nonsense"), ""])
def test_a_ground_that_says_nothing_by_itself_needs_words(shown, cleo, why):
    with pytest.raises(ReasonMissing):
        reject(comment=shown, by=cleo, reason=why)
    assert not Decision.objects.exists()


def test_a_ground_from_the_list_is_said_in_the_readers_language(shown, cleo):
    from django.utils import translation

    from standfirst.forum.reasons import in_words

    reject(comment=shown, by=cleo, reason=Why("", "spam"))
    shown.refresh_from_db()
    assert in_words(shown.reasons) == ["Spam or advertising"]
    with translation.override("de"):
        assert shown.reasons == ["ground.spam"]


def test_a_rule_that_decides_by_itself_says_so(story, ben, uk, mailoutbox):
    WatchedWord.objects.create(words="casino", kind="banned")
    post_comment(thread=open_thread(story), author=ben, text="Visit my casino today.")
    made = Decision.objects.get()
    assert (made.automated, made.by, made.source, made.ground) == (True, None, "rule", "words")
    assert "without a person" in mailoutbox[0].body


def test_a_rule_gives_its_reasons_in_the_language_of_the_authors_own_edition(story, ben, uk, de, mailoutbox):
    WatchedWord.objects.create(words="casino", kind="banned")
    ben.edition = de
    ben.save()
    comment = post_comment(thread=open_thread(story), author=ben, text="Visit my casino today.")
    assert "newcomer" in comment.reasons  # which would only have held it
    with translation.override("de"):
        [said] = in_words(["banned_word"])
    assert Decision.objects.get().words == said != in_words(["banned_word"])[0]
    assert said in mailoutbox[0].body


def test_an_edit_that_a_rule_takes_down_says_so_too(shown, ben, uk, mailoutbox):
    WatchedWord.objects.create(words="casino", kind="banned")
    edit_own(comment=shown, author=ben, text="Visit my casino today.")
    made = Decision.objects.get()
    assert (made.automated, made.ground, len(mailoutbox)) == (True, "words", 1)


def test_who_reported_hears_the_outcome_and_a_stranger_nothing(shown, cleo, dan, ben, uk):
    report(comment=shown, reader=dan, reason="spam")
    report(comment=shown, reader=None, reason="abuse")
    made = reject(comment=shown, by=cleo, reason="Off the point")
    assert hearers(ReportNotice(made.pk)) == [dan.pk]
    assert ReportNotice(made.pk).words(uk).body == "The comment was taken down."
    assert (made.source, Told.objects.filter(kind="report").count()) == ("report", 1)


def test_a_comment_that_stays_is_told_to_who_reported_it_and_to_nobody_else(shown, cleo, dan, uk, mailoutbox):
    report(comment=shown, reader=dan, reason="spam")
    made = approve(comment=shown, by=cleo)
    assert ReportNotice(made.pk).words(uk).body == "The comment stays."
    assert not Told.objects.filter(kind="decision").exists()
    assert mailoutbox == []


def test_the_second_moderator_is_told_who_was_faster(shown, cleo, ada):
    seen = version_of(shown)
    reject(comment=shown, by=ada, reason="Off the point", seen=seen)
    with pytest.raises(DecidedMeanwhile) as said:
        approve(comment=shown, by=cleo, seen=seen)
    assert (
        said.value.sentence == "Ada Lund has decided it meanwhile: Not on the page. Nothing was done twice."
    )
    assert Comment.objects.get().status == "rejected"


def test_what_its_author_has_changed_is_looked_at_again(shown, cleo):
    seen = version_of(shown)
    Comment.objects.update(edited_at=timezone.now())
    with pytest.raises(DecidedMeanwhile) as said:
        approve(comment=shown, by=cleo, seen=seen)
    assert "It has changed since you saw it" in said.value.sentence


def test_rejecting_twice_decides_and_writes_once(shown, cleo, ada, uk, mailoutbox):
    assert reject(comment=shown, by=cleo, reason="Off the point") is not None
    assert reject(comment=shown, by=ada, reason="Off the point") is None
    assert (Decision.objects.count(), len(mailoutbox)) == (1, 1)


def test_a_warning_is_told_and_takes_nothing(shown, cleo, ben, uk, mailoutbox):
    made = warn(reader=ben, by=cleo, reason=Why("Please stay polite.", "abuse", shown))
    assert (made.act, made.comment, Sanction.objects.count()) == ("warn", shown, 0)
    assert "Please stay polite." in mailoutbox[0].body


def test_how_long_somebody_waited_is_kept(story, ben, cleo):
    held = post_comment(thread=open_thread(story), author=ben, text="My first words here.")
    made = approve(comment=held, by=cleo)
    assert (made.source, made.opened_at) == ("held", held.created_at)
