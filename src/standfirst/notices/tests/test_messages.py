"""What a push carries fits, in any script, and is never cut inside a character."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from standfirst.notices.notice import Words
from standfirst.notices.push.encryption import MOST_BYTES, encrypt
from standfirst.notices.push.messages import LONGEST_BODY, payload, shortened, topic
from standfirst.notices.testing import Browser

#: Letters with marks, a family, a flag of two letters, one of tags, a skin, Hangul in parts, a Devanagari cluster.
WHOLE = [
    "e\u0301",
    "👩\u200d👩\u200d👧",
    "🇬🇧",
    "🏴\U000e0067\U000e0062\U000e007f",
    "👍\U0001f3fd",
    "\u1112\u1161\u11ab",
    "क\u094dष\u093f",
    "a",
]


def words(title="Paper", body="", address="/world/bridge-81", tag="alert/1"):
    return Words(title=title, body=body, address=address, tag=tag)


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)), st.text(max_size=500))
@example("\x1f" * 200, "\x1f" * 600, "/")
@example("𝕬" * 200, "𝕬" * 600, "/" + "ü" * 400)
def test_it_fits_and_reads_as_what_was_said(title, body, address):
    made = payload(words(title, body, address))
    said = json.loads(made)
    assert len(made) <= MOST_BYTES
    assert set(said) == {"title", "body", "address", "tag"}
    browser = Browser()
    assert len(encrypt(made, key=browser.public, auth=browser.auth)) <= 4096


def test_short_words_are_whole():
    assert json.loads(payload(words(body="Die Brücke ist offen")))["body"] == "Die Brücke ist offen"


@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=40), st.integers(1, 60))
def test_a_text_is_cut_between_what_a_reader_sees_as_characters(parts, most):
    text = "".join(parts)
    cut = shortened(text, most)
    assert len(cut) <= most
    beginnings = {"".join(parts[:number]) for number in range(len(parts) + 1)}
    assert cut == text or cut == "" or cut.removesuffix("…") in beginnings


def test_what_is_left_out_is_said():
    assert shortened("word " * 200, LONGEST_BODY).endswith("word…")


@given(st.text(st.characters(codec=None)))
def test_a_topic_is_what_the_standard_allows(tag):
    assert len(topic(tag)) == 32
    assert topic(tag).replace("-", "").replace("_", "").isalnum()
