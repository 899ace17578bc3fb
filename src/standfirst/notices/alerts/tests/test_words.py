"""The words of an alert: nothing hides in them, nothing turns them round."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.alerts.words import cleaned, sameness


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  The  bridge\n is\topen ", "The bridge is open"),
        ("pay \u202egro.elpmaxe\u202c", "pay gro.elpmaxe"),
        ("br\u200bid\ufeffge\u00ad", "bridge"),
        ("\u2066hidden\u2069", "hidden"),
        ("n\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\u0144\u0301\u0301\u0301\u0301"),
        ("\u200b\u202e \u3164", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 saves cat", "👩\u200d🚒 saves cat"),
        ("橋が再び開通", "橋が再び開通"),
        ("\ud800 broken", "? broken"),
    ],
)
def test_what_plays_tricks_is_taken_out_and_living_scripts_stay(typed, kept):
    assert cleaned(typed) == kept


@given(text=st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert cleaned(cleaned(text)) == cleaned(text)


@given(text=st.text())
def test_nothing_turns_a_line_round(text):
    kept = cleaned(text)
    assert not {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI", "B"} & {
        unicodedata.bidirectional(letter) for letter in kept
    }


def test_the_same_words_are_the_same_however_they_are_dressed():
    plain = sameness("The bridge is open")
    for dressed in (
        "THE BRIDGE IS OPEN!",
        "The br\u200didge is — open.",
        "Ｔｈｅ ｂｒｉｄｇｅ ｉｓ ｏｐｅｎ",
    ):
        assert sameness(dressed) == plain
    assert sameness("The bridge is shut") != plain


@given(text=st.text(min_size=1))
def test_every_text_has_a_sameness_that_fits_its_column(text):
    assert len(sameness(text)) == 32
