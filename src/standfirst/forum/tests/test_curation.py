"""The paper's picks and what is pinned: on record, and never what nobody may see."""

import pytest
from wagtail.models import ModelLogEntry

from standfirst.delivery.models import BusMessage
from standfirst.forum.curation import MOST_PINNED, CannotLift, feature, pin, unfeature, unpin
from standfirst.forum.moderation.actions import reject
from standfirst.forum.testing import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(story, ben):
    return make_comment(story, ben)


@pytest.mark.parametrize(
    ("lift", "drop", "field", "name"),
    [(feature, unfeature, "featured_at", "feature"), (pin, unpin, "pinned_at", "pin")],
)
def test_lifting_and_taking_back_is_on_record_and_heard(comment, cleo, lift, drop, field, name):
    BusMessage.objects.all().delete()
    assert [lift(comment=comment, by=cleo), lift(comment=comment, by=cleo)] == [True, False]
    comment.refresh_from_db()
    assert getattr(comment, field) is not None
    assert [drop(comment=comment, by=cleo), drop(comment=comment, by=cleo)] == [True, False]
    entries = ModelLogEntry.objects.filter(object_id=str(comment.pk), user=cleo, action__endswith=name)
    assert sorted(entries.values_list("action", flat=True)) == [f"forum.{name}", f"forum.un{name}"]
    assert [line.payload for line in BusMessage.objects.all()] == [[f"thread/{comment.thread_id}"]] * 2


@pytest.mark.parametrize("lift", [feature, pin])
def test_what_is_off_the_page_is_not_lifted(comment, cleo, lift):
    reject(comment=comment, by=cleo, reason="Off the point")
    with pytest.raises(CannotLift):
        lift(comment=comment, by=cleo)


def test_a_reply_can_be_featured_and_not_pinned(story, comment, ben, cleo):
    reply = make_comment(story, ben, parent=comment)
    assert feature(comment=reply, by=cleo)
    with pytest.raises(CannotLift):
        pin(comment=reply, by=cleo)


def test_so_many_are_pinned_and_no_more_and_a_removed_one_makes_room(story, ben, cleo):
    made = [make_comment(story, ben) for _ in range(MOST_PINNED + 1)]
    for one in made[:MOST_PINNED]:
        pin(comment=one, by=cleo)
    with pytest.raises(CannotLift):
        pin(comment=made[-1], by=cleo)
    reject(comment=made[0], by=cleo, reason="Off the point")
    assert pin(comment=made[-1], by=cleo)
