"""Keys come and go, and nobody is signed out by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.keys import HONOURED_FOR, KEPT_FOR, Keyring, PassKey, new_key, parse_keys
from standfirst.access.passes import FRESH_FOR, Pass, sign, verify
from standfirst.access.rules import VisitorClass

NOW = 1_700_000_000
OLD = Keyring((PassKey(b"old"),))
PASS = Pass(VisitorClass.REGISTERED, tag="a-tag", fresh=NOW + 3600, end=NOW + 86400)

rings = st.builds(
    lambda first, others: Keyring((PassKey(first), *(PassKey(*other) for other in others))),
    st.binary(min_size=1, max_size=8).map(bytes.hex).map(str.encode),
    st.lists(
        st.tuples(
            st.binary(min_size=1, max_size=8).map(bytes.hex).map(str.encode), st.integers(0, 2**40).map(float)
        ),
        max_size=4,
    ),
)


@given(rings)
def test_keys_are_read_as_they_were_written(ring):
    assert parse_keys(str(ring)) == ring


def test_a_new_key_signs_and_the_old_one_is_believed_for_an_hour():
    ring = OLD.rotated(b"new", NOW)
    assert ring.signing == b"new"
    text = sign(PASS, b"old")
    assert verify(text, ring.believed(NOW + HONOURED_FOR - 1), NOW) == PASS
    assert verify(text, ring.believed(NOW + HONOURED_FOR), NOW) is None


def test_a_pass_is_never_fresh_for_longer_than_its_key_is_believed():
    assert FRESH_FOR <= HONOURED_FOR


def test_at_once_means_at_once():
    ring = OLD.rotated(b"new", NOW + 0.9, at_once=True)
    assert verify(sign(PASS, b"old"), ring.believed(NOW + 0.9), NOW) is None


def test_who_comes_with_a_pass_of_a_key_given_up_can_still_be_asked_about():
    ring = OLD.rotated(b"new", NOW, at_once=True)
    assert verify(sign(PASS, b"old"), ring.given_up(NOW), NOW) == PASS
    assert not ring.believed(NOW).keys() & ring.given_up(NOW).keys()


def test_a_second_rotation_lengthens_nothing():
    twice = OLD.rotated(b"new", NOW).rotated(b"newer", NOW + 1800)
    assert [key.until for key in twice.keys[1:]] == [NOW + 1800 + HONOURED_FOR, NOW + HONOURED_FOR]


def test_a_key_is_dropped_when_no_session_can_know_it():
    long_after = NOW + HONOURED_FOR + KEPT_FOR + 1
    ring = OLD.rotated(b"new", NOW).rotated(b"newer", long_after)
    assert [key.secret for key in ring.keys] == [b"newer", b"new"]


@given(rings, st.integers(0, 2**40), st.booleans())
def test_whatever_was_there_the_new_key_signs_and_is_believed(ring, now, at_once):
    turned = ring.rotated(b"fresh one", now, at_once=at_once)
    assert next(iter(turned.believed(now).values())) == turned.signing == b"fresh one"
    if at_once:
        assert len(turned.believed(now)) == 1
    assert turned.next_end(now) > now


def test_there_is_always_a_key():
    with pytest.raises(ValueError, match="at least one"):
        parse_keys(" , ")


def test_keys_are_random_and_a_setting_may_hold_any_text():
    assert new_key() != new_key()
    assert parse_keys("some@one").keys == (PassKey(b"some@one"),)
