"""Moderators at work in the newsroom."""

import pytest
from django.urls import reverse

from standfirst.forum.actions import open_thread, post_comment, report
from standfirst.forum.models import Comment, Sanction
from standfirst.forum.moderation import reject
from standfirst.forum.testing import make_comment
from standfirst.newsroom.desk.roles import Role, make_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, cleo, uk):
    cleo.groups.add(make_roles()[Role.MODERATOR])
    client.force_login(cleo)
    return client


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


@pytest.mark.parametrize(("days", "kind"), [("", "ban"), ("7", "suspend")])
def test_days_make_a_suspension_of_a_ban(desk, waiting, ben, days, kind):
    act(desk, waiting, "ban", reason="Spam", days=days)
    made = Sanction.objects.get()
    assert (made.kind, made.reader, made.reason) == (kind, ben, "Spam")


@pytest.mark.parametrize("fields", [{}, {"reason": "Spam", "days": "0"}, {"reason": "Spam", "days": "9999"}])
def test_a_ban_without_a_reason_or_with_odd_days_is_none(desk, waiting, fields):
    act(desk, waiting, "ban", **fields)
    assert not Sanction.objects.exists()


def test_a_sanction_is_lifted_with_a_reason(desk, waiting):
    act(desk, waiting, "ban", reason="Spam")
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


def test_unknown_acts_and_queues_are_not_found(desk, waiting):
    assert act(desk, waiting, "explode").status_code == 404
    assert desk.get(reverse("forum_queue", args=["secret"])).status_code == 404


def test_moderators_edit_the_watched_words(desk):
    assert desk.get("/newsroom/snippets/forum/watchedword/").status_code == 200
