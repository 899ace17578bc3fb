"""The meter's cookie: what it proves, and what proves nothing."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access import passes
from standfirst.access.meter_cookies import EMPTY, LONGEST, MeterCookie, sign, verify
from standfirst.access.meters import MOST_ARTICLES
from standfirst.access.rules import VisitorClass
from standfirst.access.sealing import key_id, seal

KEY = b"a key of the paper's own"
KEYS = {key_id(KEY): KEY}
TODAY = 20_000
ANONYMOUS, REGISTERED = VisitorClass.ANONYMOUS, VisitorClass.REGISTERED

marks = st.dictionaries(st.integers(0, 10**9), st.integers(0, 10**5), max_size=MOST_ARTICLES)
cookies = st.builds(
    MeterCookie, stranger=marks, tag=st.text("abcXYZ-_", min_size=16, max_size=16), reader=marks
)


@given(cookies)
def test_what_was_signed_is_what_is_read_and_fits_into_a_cookie(cookie):
    text = sign(cookie, KEY)
    found = verify(text, KEYS)
    assert len(text) <= LONGEST
    assert (found.stranger, found.reader) == (cookie.stranger, cookie.reader)
    assert found.tag == (cookie.tag if cookie.reader else "")


@given(cookies, st.data())
def test_no_flipped_bit_verifies(cookie, data):
    text = bytearray(sign(cookie, KEY).encode())
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] ^= 1 << data.draw(st.integers(0, 7))
    assert verify(text.decode("latin-1"), KEYS) is EMPTY


@given(st.text(max_size=200))
def test_nonsense_is_an_empty_meter_and_raises_nothing(text):
    assert verify(text, KEYS) is EMPTY


def test_another_papers_key_proves_nothing():
    assert verify(sign(MeterCookie({81: TODAY}), b"another key"), KEYS) is EMPTY


def test_a_pass_is_no_meter_and_a_meter_is_no_pass():
    a_pass = passes.Pass(REGISTERED, "tag", TODAY, 2**40)
    assert verify(passes.sign(a_pass, KEY), KEYS) is EMPTY
    assert passes.verify(sign(MeterCookie({81: TODAY}), KEY), KEYS, 0) is None
    as_pass = sign(MeterCookie({81: TODAY}), KEY).replace("m1.", "v1.", 1)
    assert passes.verify(as_pass, KEYS, 0) is None


@pytest.mark.parametrize(
    "payload",
    [
        b"[]", b"null", b"\xff", b'{"stranger":5}', b'{"stranger":[[1]]}', b'{"stranger":[["1",2]]}',
        b'{"stranger":[[1,-2]]}', b'{"reader":[[1,true]]}', b'{"stranger":[[[],1]]}', b"[" * 2000,
        b'{"stranger":[[1,1e9]]}', b'{"stranger":{"12":1}}',
    ],
)  # fmt: skip
def test_a_signed_payload_of_another_shape_is_an_empty_meter(payload):
    assert verify(seal("m1", payload, KEY), KEYS) is EMPTY


def test_more_than_any_meter_counts_is_neither_signed_nor_read():
    too_many = dict.fromkeys(range(MOST_ARTICLES + 1), TODAY)
    with pytest.raises(ValueError, match="at most"):
        sign(MeterCookie(too_many), KEY)


def test_a_readers_marks_count_with_the_readers_own_session_alone():
    cookie = MeterCookie(tag="bens", reader={81: TODAY})
    ben, cleo = (cookie.spent(81, TODAY, visitor_class=REGISTERED, tag=tag) for tag in ("bens", "cleos"))
    stranger = cookie.spent(81, TODAY, visitor_class=ANONYMOUS, tag="bens")
    assert (ben.own, cleo.own, stranger.own) == (0, None, None)


def test_a_reader_without_a_tag_has_no_marks():
    cookie = MeterCookie(tag="", reader={81: TODAY})
    assert cookie.spent(81, TODAY, visitor_class=REGISTERED, tag="").own is None


def test_what_a_stranger_read_on_stays_open_after_registering_and_is_not_charged():
    cookie = MeterCookie(stranger={81: TODAY, 82: TODAY})
    assert cookie.spent(81, TODAY, visitor_class=REGISTERED, tag="bens").own == 0
    assert cookie.spent(81, TODAY, visitor_class=REGISTERED, tag="bens").ages == ()


def test_a_class_nobody_understands_is_charged_like_a_stranger():
    cookie = MeterCookie(stranger={82: TODAY}, tag="bens", reader={81: TODAY})
    assert cookie.spent(81, TODAY, visitor_class=None, tag="bens").ages == (0,)


def test_meters_are_read_without_django():
    code = "import sys, standfirst.access.meter_cookies; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
