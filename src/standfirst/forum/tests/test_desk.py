"""Moderators at work in the newsroom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from standfirst.forum.actions import open_thread, post_comment, report
from standfirst.forum.models import Comment, Decision, Sanction, WatchedWord
from standfirst.forum.moderation.actions import approve, reject
from standfirst.forum.moderation.deciding import version_of
from standfirst.forum.testing import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(story, ben):
    return post_comment(thread=open_thread(story), author=ben, text="My first words here.")


def queue(client, name):
    return [comment.pk for comment in client.get(reverse("forum_queue", args=[name])).context["comments"]]


def act(client, comment, what, **fields):
    return client.post(reverse("forum_act", args=[comment.pk, what]), fields)


def test_each_queue_holds_its_comments(desk, story, ben, dan, waiting):
    shown = make_comment(story, dan)
    report(comment=shown, reader=ben, reason="spam")
    assert [queue(desk, name) for name in ("waiting", "reported", "all")] == [
        [waiting.pk], [shown.pk], [shown.pk, waiting.pk],
    ]  # fmt: skip


def test_the_queues_are_for_moderators(client, ada, dan, uk):
    dan.is_staff = True
    dan.save()
    client.force_login(dan)
    assert client.get(reverse("forum_queue", args=["waiting"])).status_code == 302
    client.force_login(ada)
    assert client.get(reverse("forum_queue", args=["waiting"])).status_code == 200


def test_an_act_needs_the_permission(client, waiting, dan):
    client.force_login(dan)
    act(client, waiting, "approve")
    waiting.refresh_from_db()
    assert waiting.status == "pending"


def test_approving_takes_it_from_the_queue(desk, waiting):
    act(desk, waiting, "approve", queue="waiting")
    assert queue(desk, "waiting") == []
    assert Comment.objects.get().is_shown


def test_rejecting_without_a_reason_changes_nothing(desk, waiting):
    act(desk, waiting, "reject")
    assert queue(desk, "waiting") == [waiting.pk]
    act(desk, waiting, "reject", reason="Off the point")
    assert Comment.objects.get().reasons == ["Off the point"]


def test_a_comment_is_seen_in_its_place(desk, story, ben, dan, cleo):
    first = make_comment(story, ben, "What was asked.")
    past = make_comment(story, dan, "Past rudeness.")
    reject(comment=past, by=cleo, reason="Rude to others")
    reply = make_comment(story, dan, "What was answered.", parent=first)
    report(comment=reply, reader=None, reason="abuse", note="Look at this.")
    page = desk.get(reverse("forum_comment", args=[reply.pk])).content.decode()
    for words in (
        "What was asked.",
        "What was answered.",
        "Bridge reopens",
        "Rude to others",
        "Look at this.",
    ):
        assert words in page


def test_no_address_and_no_story_is_shown_to_moderators(desk, waiting):
    for address in (reverse("forum_queue", args=["waiting"]), reverse("forum_comment", args=[waiting.pk])):
        page = desk.get(address).content.decode()
        assert "ben@example.org" not in page
        assert "Paragraph 1" not in page


@pytest.mark.parametrize(
    ("kind", "until"), [("ban", None), ("ban", timedelta(days=7)), ("suspend", timedelta(days=7))]
)
def test_a_reader_is_suspended_until_a_day_or_banned_with_an_end_or_none(desk, waiting, ben, kind, until):
    day = (timezone.now() + until).date().isoformat() if until else ""
    act(desk, waiting, "ban", ground="spam", reason="Three times", kind=kind, until=day)
    made = Sanction.objects.get()
    assert (made.kind, made.reader, made.reason) == (kind, ben, "Spam or advertising: Three times")
    assert (made.until is None) is (until is None)
    assert Decision.objects.get().comment == waiting


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"kind": "ban"}, {"kind": "suspend", "reason": "Spam"}, {"kind": "explode", "reason": "Spam"},
        {"kind": "ban", "reason": "Spam", "until": "2001-01-01"}, {"kind": "ban", "reason": "x", "until": "9999-12-31"},
        {"kind": "ban", "reason": "Spam", "until": "soon"},
    ],
)  # fmt: skip
def test_a_ban_without_a_reason_or_with_an_odd_end_is_none(desk, waiting, fields):
    act(desk, waiting, "ban", **fields)
    assert not Sanction.objects.exists()


def test_a_sanction_is_lifted_with_a_reason(desk, waiting):
    act(desk, waiting, "ban", reason="Spam", kind="ban")
    made = Sanction.objects.get()
    act(desk, waiting, "lift", sanction=made.pk)
    made.refresh_from_db()
    assert made.lifted_at is None
    act(desk, waiting, "lift", sanction=made.pk, reason="A mistake")
    made.refresh_from_db()
    assert made.lifted_at is not None


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "99999"])
def test_odd_pages_are_normal_pages(desk, page):
    assert desk.get(reverse("forum_queue", args=["all"]), {"page": page}).status_code == 200


def test_what_waits_is_suspect_or_new_and_counted(desk, story, ben, dan):
    WatchedWord.objects.create(words="casino", kind="suspect")
    new = post_comment(thread=open_thread(story), author=ben, text="My first words here.")
    odd = post_comment(thread=open_thread(story), author=dan, text="Near the casino it is.")
    assert (queue(desk, "newcomers"), queue(desk, "suspect")) == ([new.pk], [odd.pk])
    counts = desk.get(reverse("forum_queue", args=["waiting"])).context["counts"]
    assert counts == {"waiting": 2, "suspect": 1, "newcomers": 1, "reported": 0, "appeals": 0, "notices": 0}


def test_a_queue_takes_no_more_questions_when_it_is_longer(desk, story, ben, dan):
    address = reverse("forum_queue", args=["all"])
    first = make_comment(story, ben)
    with CaptureQueriesContext(connection) as short:
        desk.get(address)
    for author in (ben, dan, ben, dan):
        report(comment=make_comment(story, author, parent=first), reader=None, reason="spam")
    with CaptureQueriesContext(connection) as long:
        desk.get(address)
    assert len(long) <= len(short)


def test_the_match_and_the_rule_are_shown(desk, story, ben):
    WatchedWord.objects.create(words="casino*", kind="suspect")
    odd = post_comment(thread=open_thread(story), author=ben, text="Two CASINOS there.")
    page = desk.get(reverse("forum_comment", args=[odd.pk])).content.decode()
    assert "casinos</mark>" in page.lower()
    assert "casino*</code>" in page


def test_an_act_goes_back_to_where_it_was_done_and_nowhere_else(desk, waiting):
    there = reverse("forum_queue", args=["newcomers"])
    assert act(desk, waiting, "approve", back=there)["Location"] == there
    assert "evil" not in act(desk, waiting, "approve", back="//evil.example/")["Location"]


def test_the_second_to_press_sees_who_was_faster(desk, waiting, ada):
    seen = version_of(waiting)
    reject(comment=waiting, by=ada, reason="Off the point")
    answer = desk.post(reverse("forum_act", args=[waiting.pk, "approve"]), {"seen": seen}, follow=True)
    assert "Ada Lund has decided it meanwhile: Not on the page." in answer.content.decode()
    assert Comment.objects.get().status == "rejected"


def test_many_are_decided_at_once_and_what_changed_is_said(desk, story, ben, dan, ada):
    first = post_comment(thread=open_thread(story), author=ben, text="My first words here.")
    second = post_comment(thread=open_thread(story), author=dan, text="My own first words.")
    lines = [f"{comment.pk}:{version_of(comment)}" for comment in (first, second)]
    approve(comment=second, by=ada)
    said = {"comment": [*lines, "nonsense", "9" * 40], "act": "reject", "ground": "spam"}
    page = desk.post(reverse("forum_bulk"), said, follow=True).content.decode()
    assert "1 comment decided." in page
    assert "Dan Frost: Ada Lund has decided it meanwhile" in page
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == ["rejected", "approved"]


@pytest.mark.parametrize("said", [{"act": "reject"}, {"act": "reject", "ground": "illegal"}, {}])
def test_many_are_not_rejected_without_a_reason(desk, waiting, said):
    desk.post(reverse("forum_bulk"), {"comment": [f"{waiting.pk}:{version_of(waiting)}"], **said})
    assert Comment.objects.get().status == "pending"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"author": "okoro"}, 1), ({"author": "BEN"}, 1), ({"author": "ben@example.org"}, 0), ({"words": "FIRST"}, 1),
        ({"status": "approved"}, 0), ({"status": "pending"}, 1), ({"first": "2001-01-01"}, 1),
        ({"last": "2001-01-01"}, 0), ({"first": "nonsense"}, 0), ({}, 0),
    ],
)  # fmt: skip
def test_comments_are_found_by_author_words_status_and_day(desk, waiting, asked, found):
    assert len(desk.get(reverse("forum_search"), asked).context["comments"]) == found


def test_a_comment_is_lifted_out_and_its_thread_closed_and_opened(desk, story, ben):
    shown = make_comment(story, ben)
    for what in ("feature", "pin"):
        act(desk, shown, what)
    act(desk, shown, "close", reason="It went round in circles")
    shown.refresh_from_db()
    assert (bool(shown.featured_at), bool(shown.pinned_at)) == (True, True)
    assert open_thread(story).closed_at
    for what in ("unfeature", "unpin"):
        act(desk, shown, what)
    act(desk, shown, "reopen", reason="A night has passed")
    shown.refresh_from_db()
    assert (shown.featured_at, shown.pinned_at, open_thread(story).closed_at) == (None, None, None)


def test_a_thread_is_not_closed_without_a_reason(desk, story, ben):
    act(desk, make_comment(story, ben), "close", reason="")
    assert open_thread(story).closed_at is None


def test_notes_and_warnings_stand_beside_the_comment_and_notes_nowhere_else(desk, client, waiting, ben):
    act(desk, waiting, "note", reason="Knows the harbour well.")
    act(desk, waiting, "warn", reason="Please stay polite.", ground="abuse")
    page = desk.get(reverse("forum_comment", args=[waiting.pk])).content.decode()
    assert "Knows the harbour well." in page
    assert "Please stay polite." in page
    client.force_login(ben)
    for address in (
        "/account/comments/",
        "/account/decisions/",
        f"/account/decisions/{Decision.objects.get().pk}/",
    ):
        assert "Knows the harbour" not in client.get(address).content.decode()


def test_staff_are_sanctioned_only_with_a_fresh_proof(desk, story, ada, settings):
    theirs = make_comment(story, ada)
    session = desk.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    for what in ("ban", "warn"):
        act(desk, theirs, what, reason="Spam", kind="ban")
    assert not Decision.objects.exclude(act="keep").exists()


def test_unknown_acts_and_queues_are_not_found(desk, waiting):
    assert act(desk, waiting, "explode").status_code == 404
    assert desk.get(reverse("forum_queue", args=["secret"])).status_code == 404


def test_moderators_edit_the_watched_words(desk):
    assert desk.get("/newsroom/snippets/forum/watchedword/").status_code == 200


def test_what_was_typed_stands_in_the_form_again_when_something_is_missing(desk, waiting):
    answer = act(desk, waiting, "ban", kind="suspend", ground="spam", reason="It sells “boats” & ships.")
    page = answer.content.decode()
    assert (answer.status_code, Sanction.objects.count()) == (422, 0)
    assert "A suspension needs a day on which it ends." in page
    assert 'value="It sells “boats” &amp; ships."' in page
    assert '<option value="spam" selected>' in page
