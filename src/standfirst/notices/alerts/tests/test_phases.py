"""An alert goes one way, and ends once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.alerts.phases import TABLE, Act, State, after, before, may_approve
from standfirst.notices.models import Alert

ENDS = {State.SENT, State.STOPPED}


def test_the_model_knows_the_same_states():
    assert set(State) == set(Alert.State.values)


@given(acts=st.lists(st.sampled_from(Act)))
def test_whatever_is_done_nothing_is_sent_that_nobody_approved(acts):
    state, approved = State.DRAFT, False
    for act in acts:
        found = after(state, act)
        if found is None:
            continue
        approved = (approved or act is Act.APPROVE) and act is not Act.CHANGE
        state = found
        assert state is State.DRAFT or approved


@pytest.mark.parametrize("end", sorted(ENDS))
def test_what_was_sent_or_stopped_stays_so(end):
    assert all(after(end, act) is None for act in Act)


def test_only_what_is_approved_or_on_its_way_can_be_stopped():
    assert set(before(Act.STOP)) == {State.APPROVED, State.SENDING}


def test_every_state_can_be_reached_and_left():
    assert {state for state, _act in TABLE} == set(State) - ENDS
    assert set(TABLE.values()) == set(State)


def test_where_two_are_asked_for_whoever_wrote_it_may_not_approve_it():
    assert not may_approve(writer=7, approver=7, needs_second=True)
    assert may_approve(writer=7, approver=8, needs_second=True)
    assert may_approve(writer=7, approver=7, needs_second=False)
