"""Promise 7: every act by staff and moderators is on record, in one log: who, when, what, why."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from standfirst.forum.actions import open_thread, post_comment
from standfirst.forum.moderation import actions as moderation
from standfirst.forum.testing import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(story, ben):
    return post_comment(thread=open_thread(story), author=ben, text="My first words here.")


def the_last_entry():
    entry = ModelLogEntry.objects.order_by("-pk").first()
    return entry.action, entry.user.name, entry.data.get("why")


def test_a_rejection_is_on_record_with_its_reason(waiting, cleo):
    moderation.reject(comment=waiting, by=cleo, reason="Off the point")
    assert the_last_entry() == ("forum.reject", "Cleo Marsh", "Off the point")


def test_an_approval_is_on_record(waiting, cleo):
    moderation.approve(comment=waiting, by=cleo)
    assert the_last_entry()[:2] == ("forum.approve", "Cleo Marsh")


def test_a_sanction_and_its_end_are_on_record(dan, cleo):
    made = moderation.ban(reader=dan, by=cleo, reason="Spam", until=timezone.now() + timedelta(days=7))
    assert the_last_entry() == ("forum.ban", "Cleo Marsh", "Spam")
    moderation.lift(sanction=made, by=cleo, reason="A mistake")
    assert the_last_entry() == ("forum.lift", "Cleo Marsh", "A mistake")


def test_every_verb_of_moderators_leaves_an_entry_that_can_be_read(story, ben, dan, cleo):
    before = timezone.now()
    shown = make_comment(story, ben)
    moderation.reject(comment=shown, by=cleo, reason="Off the point")
    moderation.approve(comment=shown, by=cleo)
    moderation.lift(sanction=moderation.ban(reader=dan, by=cleo, reason="Spam"), by=cleo, reason="A mistake")
    entries = list(ModelLogEntry.objects.filter(user=cleo))
    assert {entry.action for entry in entries} == {"forum.reject", "forum.approve", "forum.ban", "forum.lift"}
    for entry in entries:
        assert registry.get_formatter(entry).format_message(entry)
        assert entry.timestamp >= before


def test_what_a_reader_wrote_is_not_copied_into_the_log(waiting, cleo):
    moderation.approve(comment=waiting, by=cleo)
    for entry in ModelLogEntry.objects.all():
        assert waiting.text not in f"{entry.label} {entry.data}"
