"""RFC 8291 and RFC 8292, against the standard's own example and an independent implementation."""

import json

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from tests.journeys.push_service import check_vapid

from standfirst.notices.push.encryption import MOST_BYTES, PROOF_SECONDS, Vapid, b64, encrypt, unb64
from standfirst.notices.testing import Browser

# RFC 8291, section 5 and appendix A.
RFC_TEXT = b"When I grow up, I want to be a watermelon"
RFC_KEY = unb64("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
RFC_AUTH = unb64("BTBZMqHH6r4Tts7J_aSIgg")
RFC_SALT = unb64("DGv6ra1nlYgDCS1FRnbzlw")
RFC_SENDER = int.from_bytes(unb64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
RFC_BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
AUDIENCE = "https://fcm.googleapis.com"


def test_the_example_of_the_standard_comes_out_byte_for_byte():
    sender = ec.derive_private_key(RFC_SENDER, ec.SECP256R1())
    assert b64(encrypt(RFC_TEXT, key=RFC_KEY, auth=RFC_AUTH, salt=RFC_SALT, sender=sender)) == RFC_BODY


@given(st.binary(max_size=MOST_BYTES))
def test_an_independent_implementation_reads_what_we_encrypt(text):
    browser = Browser()
    body = encrypt(text, key=browser.public, auth=browser.auth)
    assert http_ece.decrypt(body, private_key=browser.private, auth_secret=browser.auth) == text


def test_the_longest_text_fills_4096_bytes_and_one_more_is_refused():
    browser = Browser()
    assert len(encrypt(b"x" * MOST_BYTES, key=browser.public, auth=browser.auth)) == 4096
    with pytest.raises(ValueError, match="more than"):
        encrypt(b"x" * (MOST_BYTES + 1), key=browser.public, auth=browser.auth)


def test_a_key_off_the_curve_is_refused():
    with pytest.raises(ValueError, match=r"curve|EC key"):
        encrypt(b"x", key=b"\x04" + b"\x01" * 64, auth=b"a" * 16)


@pytest.fixture
def vapid():
    return Vapid.from_hex(f"{RFC_SENDER:064x}", contact="mailto:news@example.org")


def test_a_push_service_accepts_the_proof(vapid):
    check_vapid(vapid.authorization(AUDIENCE, now=1_000_000), audience=AUDIENCE, key=vapid.public_key)


def test_a_proof_for_one_service_is_none_for_another(vapid):
    with pytest.raises(ValueError, match="not for"):
        check_vapid(vapid.authorization(AUDIENCE, now=1_000_000), audience="https://evil.example", key="")


def test_a_proof_is_signed_once_and_kept_for_hours(vapid):
    first = vapid.authorization(AUDIENCE, now=1_000_000)
    assert vapid.authorization(AUDIENCE, now=1_000_000 + PROOF_SECONDS / 2 - 1) == first
    assert vapid.authorization(AUDIENCE, now=1_000_000 + PROOF_SECONDS / 2 + 1) != first


def test_a_proof_lasts_no_longer_than_a_day(vapid):
    token = vapid.authorization(AUDIENCE, now=1_000_000).removeprefix("vapid t=").split(",")[0]
    assert json.loads(unb64(token.split(".")[1]))["exp"] <= 1_000_000 + 24 * 60 * 60


@pytest.mark.parametrize("text", ["", "xyz", "0", "f" * 64])
def test_a_broken_key_is_said_in_words(text):
    with pytest.raises(ValueError, match="VAPID key"):
        Vapid.from_hex(text, contact="mailto:a@example.org")
