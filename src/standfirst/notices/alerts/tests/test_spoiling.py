"""What stands below the cut is not told above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.alerts.spoiling import repeated

ABOVE = ["Bridge reopens after nine years", "The ferry is no longer the only way across."]
BELOW = [
    "The mayor, Ines Coutinho, will resign on Monday.",
    "It cost 41.5 million.",
    "彼女は月曜日に辞任する予定です。",
]


@pytest.mark.parametrize(
    ("text", "given_away"),
    [
        ("The bridge reopens after nine years", []),
        ("Bridge open: the mayor will resign on Monday", ["will resign on Monday"]),
        ("Bridge: WILL RESIGN ON Monday", ["WILL RESIGN ON Monday"]),
        ("Bridge bill was 41.5 million", ["41.5"]),
        ("Bridge: a word with Coutinho", ["Coutinho"]),
        ("It will be open on Monday", ["Monday"]),
        ("The mayor is pleased", []),
        ("橋: 月曜日に辞任する", ["月曜日に辞任する"]),
        ("", []),
    ],
)
def test_words_that_stand_only_below_the_cut_are_found(text, given_away):
    assert repeated(text, above=ABOVE, below=BELOW) == given_away


@given(text=st.text())
def test_the_headline_and_the_lead_give_nothing_away(text):
    assert repeated(text, above=[text], below=[text, *BELOW]) == []


@given(text=st.text(), below=st.lists(st.text()))
def test_any_text_has_an_answer_made_of_its_own_words(text, below):
    for said in repeated(text, above=[], below=below):
        assert said
