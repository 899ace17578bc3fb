"""Words that moderators watch."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.forum.words import WordList, fold

WATCHED = WordList.of(["spam", "free money", "casino*", "", " * ", "Straße"])


@pytest.mark.parametrize(
    "text",
    [
        "this is SPAM!", "ＳＰＡＭ", "sp\u200bam", "spám", "s p a m", "s.p.a.m", "free  money", "FREE-money",
        "casinos", "online casino", "STRASSE",
    ],
)  # fmt: skip
def test_a_watched_word_is_found_however_it_is_dressed(text):
    assert WATCHED.found_in(text)


@pytest.mark.parametrize("text", ["spammer", "freedom money", "a free lunch and money", "occasion", "", "…"])
def test_other_words_are_left_alone(text):
    assert not WATCHED.found_in(text)


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=5))
def test_any_list_may_be_asked_about_any_text(text, entries):
    assert WordList.of(entries).found_in(text) in {True, False}


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_a_long_list_and_a_long_text_take_no_long_time():
    many = WordList.of([*(f"w{n}*" for n in range(2000)), *(f"two w{n}" for n in range(2000))])
    started = time.thread_time()
    many.found_in("two w " * 5000)
    assert time.thread_time() - started < 1
