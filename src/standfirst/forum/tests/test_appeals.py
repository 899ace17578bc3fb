"""An appeal is decided by somebody else, once, and its outcome is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.forum.models import Appeal, Comment, Decision, Sanction
from standfirst.forum.moderation import appeals
from standfirst.forum.moderation.actions import approve, ban, reject
from standfirst.forum.moderation.deciding import DecidedMeanwhile
from standfirst.forum.testing import make_comment
from standfirst.notices.models import Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(story, ben, cleo, uk):
    return reject(comment=make_comment(story, ben), by=cleo, reason="Off the point")


@pytest.fixture
def appeal(decision, ben):
    return appeals.appeal(decision=decision, reader=ben, text="It was about the bridge.")


def test_who_decided_first_does_not_decide_the_appeal(appeal, cleo):
    with pytest.raises(appeals.NotYours):
        appeals.decide_appeal(appeal=appeal, by=cleo, granted=False, answer="I was right.")
    appeal.refresh_from_db()
    assert appeal.decided_at is None


def test_whom_it_concerns_does_not_decide_it_either(appeal, ben):
    assert not appeals.may_decide(appeal, ben)


def test_a_granted_appeal_puts_the_comment_back_and_says_so(appeal, ada, mailoutbox):
    appeals.decide_appeal(appeal=appeal, by=ada, granted=True, answer="It is about the bridge.")
    comment = Comment.objects.get()
    assert (comment.status, comment.thread.comments) == ("approved", 1)
    assert "It is about the bridge." in mailoutbox[-1].body
    assert Told.objects.filter(kind="appeal").count() == 1


def test_a_dismissed_appeal_leaves_all_as_it_is(appeal, ada):
    appeals.decide_appeal(appeal=appeal, by=ada, granted=False, answer="It is not.")
    assert Comment.objects.get().status == "rejected"


def test_a_granted_appeal_lifts_the_ban(dan, cleo, ada, uk):
    sanction = ban(reader=dan, by=cleo, reason="Spam")
    made = appeals.appeal(decision=sanction.decisions.get(), reader=dan, text="It was no spam.")
    appeals.decide_appeal(appeal=made, by=ada, granted=True, answer="It was none.")
    assert not Sanction.objects.filter(Sanction.in_force(timezone.now())).exists()


def test_the_second_to_decide_is_told_who_was_faster(appeal, ada, dan):
    appeals.decide_appeal(appeal=appeal, by=ada, granted=False, answer="It is not.")
    with pytest.raises(DecidedMeanwhile) as said:
        appeals.decide_appeal(appeal=appeal, by=dan, granted=True, answer="It is.")
    assert said.value.sentence.startswith("Ada Lund has dismissed this appeal meanwhile.")
    assert Comment.objects.get().status == "rejected"


def test_an_outcome_has_reasons(appeal, ada):
    with pytest.raises(appeals.ReasonMissing):
        appeals.decide_appeal(appeal=appeal, by=ada, granted=True, answer=" ")


def test_one_appeals_once(appeal, decision, ben):
    again = appeals.appeal(decision=decision, reader=ben, text="Once more.")
    assert (again, Appeal.objects.count()) == (appeal, 1)


def test_nobody_appeals_for_somebody_else(decision, dan):
    with pytest.raises(PermissionError):
        appeals.appeal(decision=decision, reader=dan, text="I object.")


@pytest.mark.parametrize(("days", "may"), [(183, True), (185, False)])
def test_an_appeal_is_possible_for_six_months(decision, ben, days, may):
    Decision.objects.update(at=timezone.now() - timedelta(days=days))
    if may:
        assert appeals.appeal(decision=decision, reader=ben, text="It was about the bridge.")
    else:
        with pytest.raises(appeals.CannotAppeal, match="six months"):
            appeals.appeal(decision=decision, reader=ben, text="It was about the bridge.")


def test_what_was_decided_anew_meanwhile_is_not_undone(appeal, decision, cleo, ada):
    approve(comment=decision.comment, by=cleo)
    reject(comment=decision.comment, by=cleo, reason="Spam after all")
    appeals.decide_appeal(appeal=appeal, by=ada, granted=True, answer="The first was wrong.")
    assert Comment.objects.get().status == "rejected"
