"""Passes: what they prove, and what proves nothing."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.passes import Pass, Standing, new_tag, sign, verify
from standfirst.access.rules import IN_A_PASS, Extent, VisitorClass, decide, parse_wall
from standfirst.access.sealing import key_id, seal

KEY = b"a key of the paper's own"
KEYS = {key_id(KEY): KEY}
NOW = 1_700_000_000
PASS = Pass(VisitorClass.REGISTERED, tag="a-tag", fresh=NOW + 3600, end=NOW + 86400)

passes = st.builds(
    Pass,
    visitor_class=st.sampled_from(sorted(IN_A_PASS)),
    tag=st.text("abcXYZ019-_", min_size=1, max_size=20),
    fresh=st.integers(0, 2**40),
    end=st.integers(NOW + 1, 2**40),
    granted=st.frozensets(st.integers(0, 2**40), max_size=20),
)


@given(passes)
def test_what_was_signed_is_what_is_read(given_pass):
    assert verify(sign(given_pass, KEY), KEYS, NOW) == given_pass


@given(passes, st.data())
def test_no_flipped_bit_verifies(given_pass, data):
    text = bytearray(sign(given_pass, KEY).encode())
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] ^= 1 << data.draw(st.integers(0, 7))
    assert verify(text.decode("latin-1"), KEYS, NOW) is None


def test_none_of_the_bits_of_a_pass_can_be_flipped():
    text = sign(replace(PASS, granted=frozenset({81, 82})), KEY)
    for at in range(len(text)):
        for bit in range(8):
            flipped = text[:at] + chr(ord(text[at]) ^ 1 << bit) + text[at + 1 :]
            assert verify(flipped, KEYS, NOW) is None


@given(passes, passes, st.integers(0, 3))
def test_no_part_of_one_pass_can_stand_in_another(one, other, part):
    ours, theirs = sign(one, KEY).split("."), sign(other, b"another key").split(".")
    ours[part] = theirs[part]
    assert verify(".".join(ours), KEYS, NOW) == (
        one if ours[part] == sign(one, KEY).split(".")[part] else None
    )


@given(st.text(max_size=200))
def test_nonsense_proves_nothing_and_raises_nothing(text):
    assert verify(text, KEYS, NOW) is None


@given(st.text("v1.abc=-_ \n", max_size=40))
def test_nothing_can_be_added_to_a_pass(more):
    text = sign(PASS, KEY)
    assert (verify(text + more, KEYS, NOW) is None) == bool(more)


def test_a_key_the_paper_gave_up_proves_nothing():
    assert verify(sign(PASS, b"another key"), KEYS, NOW) is None


@pytest.mark.parametrize(
    ("later", "standing"), [(0, Standing.FRESH), (3600, Standing.STALE), (86400, Standing.ENDED)]
)
def test_a_pass_is_fresh_then_stale_then_ended(later, standing):
    assert PASS.standing(NOW + later) is standing


def test_an_ended_pass_proves_nothing():
    assert verify(sign(PASS, KEY), KEYS, PASS.end) is None


def signed(payload: bytes) -> str:
    """Anything, signed with the paper's own key."""
    return seal("v1", payload, KEY)


@pytest.mark.parametrize("named", ["subscriber", "crawler", "partner"])
def test_a_class_that_no_pass_can_prove_counts_as_a_stranger(named):
    payload = {"class": named, "tag": "t", "fresh": NOW + 1, "end": NOW + 1}
    found = verify(signed(json.dumps(payload).encode()), KEYS, NOW)
    assert found.visitor_class is None
    assert decide(parse_wall("registered:3"), found.visitor).extent is Extent.LEAD


@pytest.mark.parametrize(
    "payload",
    [b"[]", b"{}", b'{"class":"registered","tag":1,"fresh":1,"end":1}', b"null", b"\xff", b"[" * 3000],
)
def test_a_signed_payload_of_another_shape_proves_nothing(payload):
    assert verify(signed(payload[:600]), KEYS, NOW) is None


def test_tags_are_random():
    assert new_tag() != new_tag()


@pytest.mark.parametrize("named", [None, VisitorClass.CRAWLER, VisitorClass.PARTNER])
def test_a_pass_that_names_no_class_of_a_reader_is_not_signed(named):
    with pytest.raises(ValueError, match="class"):
        sign(Pass(named, tag="t", fresh=1, end=1), KEY)


def test_a_pass_that_grants_too_much_is_not_signed():
    with pytest.raises(ValueError, match="at most"):
        sign(Pass(VisitorClass.ANONYMOUS, tag="t", fresh=1, end=1, granted=frozenset(range(51))), KEY)


def test_passes_are_read_without_django():
    code = "import sys, standfirst.access.passes; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
