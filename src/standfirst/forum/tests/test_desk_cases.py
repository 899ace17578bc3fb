"""Appeals and notices of illegal content in the newsroom."""

import pytest
from django.urls import reverse

from standfirst.forum.moderation.actions import reject
from standfirst.forum.moderation.appeals import appeal
from standfirst.forum.moderation.legal import Notifier, receive
from standfirst.forum.testing import make_comment

pytestmark = pytest.mark.django_db


def test_an_appeal_is_decided_on_its_page_but_not_by_the_first_decider(desk, story, ben, ada, cleo):
    theirs = reject(comment=make_comment(story, ben), by=ada, reason="Off the point")
    mine = reject(comment=make_comment(story, ben), by=cleo, reason="Off the point")
    for decision in (theirs, mine):
        appeal(decision=decision, reader=ben, text="It was about the bridge.")
        desk.post(
            reverse("forum_decide_appeal", args=[decision.appeal.pk]),
            {"outcome": "grant", "answer": "Indeed."},
        )
        decision.appeal.refresh_from_db()
    assert (theirs.appeal.granted, mine.appeal.granted) == (True, None)
    page = desk.get(reverse("forum_appeals")).content.decode()
    assert "You took this decision" in page
    assert desk.get(reverse("forum_appeals")).context["counts"]["appeals"] == 1


def test_a_notice_that_names_no_comment_is_answered_on_its_page(desk, story, uk, mailoutbox):
    made = receive(
        category="rights",
        address=story.address,
        explanation="My picture.",
        notifier=Notifier("Eve", "eve@example.org"),
    )
    address = reverse("forum_answer_notice", args=[made.pk])
    desk.post(address, {"outcome": "removed", "answer": ""})
    desk.post(address, {"outcome": "removed", "answer": "The picture is gone."})
    assert "My picture." not in mailoutbox[-1].body
    assert "The picture is gone." in mailoutbox[-1].body
    assert "The picture is gone." in desk.get(reverse("forum_notices")).content.decode()


def test_a_notice_of_illegal_content_brings_the_comment_into_the_queue_and_says_so(desk, story, ben):
    shown = make_comment(story, ben)
    address = f"{story.address}/comments/{shown.pk}"
    receive(category="hate", address=address, explanation="See there.", notifier=Notifier("Eve"))
    page = desk.get(reverse("forum_queue", args=["reported"]))
    assert [comment.pk for comment in page.context["comments"]] == [shown.pk]
    assert "<strong>Notice of illegal content</strong>" in page.content.decode()
