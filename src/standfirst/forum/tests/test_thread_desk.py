"""Threads and their rules in the newsroom: who sets them, who closes, who answers, and what is on record."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from standfirst.forum.models import Comment, StatedPolicy, Thread
from standfirst.forum.policy.actions import close_thread, set_policy
from standfirst.forum.policy.holding import holding_of
from standfirst.forum.policy.policies import Visibility
from standfirst.forum.testing import make_comment
from standfirst.newsroom.desk.roles import Role, make_roles

pytestmark = pytest.mark.django_db


def signed_in(client, reader, role=None):
    reader.is_staff = True
    reader.save()
    if role:
        reader.groups.add(make_roles()[role])
    client.force_login(reader)
    return client


@pytest.fixture
def editor(client, cleo, uk):
    return signed_in(client, cleo, Role.EDITOR)


def rules(kind, scope):
    return reverse("forum_rules_of", args=[kind, scope.pk])


def thread(story):
    return reverse("forum_thread", args=[story.pk])


def test_an_editor_sets_a_storys_rules_and_they_hold_and_are_on_record(editor, cleo, story, uk):
    answer = editor.post(rules("article", story), {"visibility": "readable", "closes_after": "7"})
    assert (answer.status_code, answer["Location"]) == (302, thread(story))
    held = holding_of(story).in_edition(uk)
    assert (held.visibility, held.closes_after) == (Visibility.READABLE, 7)
    page = editor.get(thread(story)).content.decode()
    assert "as others say → readable" in page
    assert PageLogEntry.objects.filter(action="forum.policy", user=cleo).count() == 2


@pytest.mark.parametrize("kind", ["edition", "section"])
def test_editions_and_sections_have_rules_too(editor, uk, world, story, kind):
    scope = {"edition": uk, "section": world}[kind]
    editor.post(rules(kind, scope), {"strangers": "count"})
    assert holding_of(story).in_edition(uk).strangers == "count"
    assert "yes" in editor.get(reverse("forum_rules")).content.decode()


def test_the_form_says_what_holds_where_nothing_is_said(editor, ada, story, world, uk, us):
    set_policy(scope=world, by=ada, said={"visibility": "hidden"})
    set_policy(scope=us, by=ada, said={"closes_after": 3})
    page = editor.get(rules("article", story)).content.decode()
    assert "Where nothing is said here: hidden: no comments at all" in page
    assert f"{uk.name}: never · {us.name}: after 3 days" in page


def test_what_makes_no_sense_is_said_beside_it_and_nothing_typed_is_lost(editor, story):
    said = {"premoderation": "never", "sometimes": "all", "hours_from": "22:00", "lock": "A trial begins."}
    answer = editor.post(rules("article", story), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say both: from when, and to when." in page
    assert 'value="22:00"' in page
    assert "A trial begins." in page
    assert not StatedPolicy.objects.exists()


def test_a_schedule_is_told_in_words(editor, story):
    said = {
        "premoderation": "never", "sometimes": "all", "hours_from": "22:00", "hours_to": "07:00", "weekends": "on",
    }  # fmt: skip
    editor.post(rules("article", story), said)
    page = editor.get(thread(story)).content.decode()
    assert "nobody; everybody from 22:00 to 07:00, on Saturdays and Sundays" in page


def test_a_journalist_sets_no_rules_and_closes_nothing_but_answers(client, dan, ben, story):
    make_comment(story, ben, "Who paid for it?")
    signed_in(client, dan, Role.JOURNALIST)
    client.post(rules("article", story), {"visibility": "hidden"})
    assert not StatedPolicy.objects.exists()
    assert client.post(reverse("forum_move", args=[story.pk, "close"]), {"reason": "No."}).status_code == 302
    assert Thread.objects.get().closed_at is None
    page = client.get(thread(story)).content.decode()
    assert "Who paid for it?" in page
    assert "Close these comments" not in page


def test_an_answer_from_the_newsroom_stands_at_once_below_what_it_answers(client, dan, ben, story):
    asked = make_comment(story, ben, "Who paid for it?")
    signed_in(client, dan, Role.JOURNALIST)
    sent = {"text": "The city did.", "parent": asked.pk, "once": "k1"}
    for _twice in range(2):
        assert client.post(reverse("forum_answer", args=[story.pk]), sent).status_code == 302
    said = Comment.objects.get(author=dan)
    assert (said.parent_id, said.is_shown, said.text) == (asked.pk, True, "The city did.")


def test_an_answer_that_was_refused_is_not_lost(client, dan, ada, ben, story):
    asked = make_comment(story, ben)
    close_thread(story=story, by=ada, reason="Too heated.")
    signed_in(client, dan, Role.JOURNALIST)
    answer = client.post(
        reverse("forum_answer", args=[story.pk]), {"text": "The city did.", "parent": asked.pk}
    )
    assert answer.status_code == 422
    assert "The city did.</textarea>" in answer.content.decode()
    assert "Comments under this story are closed." in answer.content.decode()


@pytest.mark.parametrize("role", [None, Role.MODERATOR])
def test_readers_are_kept_out_and_moderators_are_not(client, ben, dan, story, role):
    if role is None:
        client.force_login(ben)
    else:
        signed_in(client, dan, role)
    answers = [client.get(thread(story)).status_code, client.get(rules("article", story)).status_code]
    assert answers == ([302, 302] if role is None else [200, 200])
    client.post(reverse("forum_answer", args=[story.pk]), {"text": "Words."})
    assert Comment.objects.count() == (0 if role is None else 1)


def test_closing_and_opening_needs_a_reason_and_is_said_to_the_newsroom(editor, story):
    editor.post(reverse("forum_move", args=[story.pk, "close"]), {"reason": " "})
    assert not Thread.objects.filter(closed_at__isnull=False).exists()
    editor.post(reverse("forum_move", args=[story.pk, "close"]), {"reason": "Too heated."})
    page = editor.get(thread(story)).content.decode()
    assert "Comments closed: Too heated." in page
    editor.post(reverse("forum_move", args=[story.pk, "open"]), {"reason": "Cooler now."})
    assert Thread.objects.get().closed_at is None


def test_the_switch_in_the_story_closes_its_comments_too(editor, story, ben):
    story.comments_open = False
    story.save()
    assert "Comments under this story are closed." in editor.get(thread(story)).content.decode()


def test_a_story_and_a_section_lead_to_their_comments(editor, story, world):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert thread(story) in page
    page = editor.get(reverse("wagtailadmin_explore", args=[world.pk])).content.decode()
    assert rules("section", world) in page
