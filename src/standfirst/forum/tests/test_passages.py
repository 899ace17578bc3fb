"""A reference says where a passage stands, without its words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.forum.passages import MOST_QUOTED, NEAR, Reference, find, fixed, words_at

STORY = [
    "The bridge is open.",
    "It was closed for a year, and nobody said why.",
    "The ferry stops on Sunday.",
]
PASSAGE = fixed(Reference(1, 7, 24), STORY)


def test_a_reference_holds_no_word_of_the_passage():
    assert words_at(PASSAGE, STORY) == "closed for a year"
    kept = str(PASSAGE.as_json())
    assert not any(word in kept for word in ("closed", "year"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "3.1",
        "3.5-5",
        "3.9-5",
        "-1.0-5",
        "1.0-5 ",
        f"1.0-{MOST_QUOTED + 1}",
        "١.0-5",
        "1.0-5\n",
        "9" * 40,
    ],
)
def test_what_is_no_short_passage_is_none(text):
    assert Reference.parse(text) is None


@given(st.integers(0, 9999), st.integers(0, 9_000), st.integers(1, MOST_QUOTED))
def test_a_reference_that_is_written_and_read_is_the_same(paragraph, start, length):
    reference = Reference(paragraph, start, start + length)
    assert Reference.parse(str(reference)) == reference
    marked = replace(reference, print="a" * 32)
    assert Reference.stored(marked.as_json()) == marked


@pytest.mark.parametrize(
    "kept", [None, [], "x", {}, {"paragraph": -1, "start": 0, "end": 1, "print": ""}, {"print": 3}]
)
def test_what_was_not_stored_by_us_is_none(kept):
    assert Reference.stored(kept) is None


@pytest.mark.parametrize("reference", [Reference(3, 0, 5), Reference(0, 0, 50), Reference(0, 10, 11)])
def test_there_is_no_passage_where_there_are_no_words(reference):
    assert fixed(reference, STORY) is None


@pytest.mark.parametrize(
    "story",
    [
        ["A new beginning.", *STORY],
        STORY[1:],
        [STORY[0], "As we said, " + STORY[1], STORY[2]],
        ["New.", "Reopened: it was closed for a year, all told."],
    ],
    ids=["a paragraph before", "a paragraph less", "words before", "moved and shifted"],
)
def test_a_passage_is_found_again_when_the_story_changes_round_it(story):
    assert words_at(find(PASSAGE, story), story) == "closed for a year"


@pytest.mark.parametrize(
    "story",
    [
        [],
        STORY[:1],
        [STORY[0], "It was closed for a week, and nobody said why."],
        ["x" * (NEAR + 30) + STORY[1]],
    ],
)
def test_a_passage_that_is_gone_is_not_found(story):
    assert find(PASSAGE, story) is None


TEXTS = st.lists(st.text(max_size=60), max_size=6)


@given(TEXTS, TEXTS, st.integers(0, 6), st.integers(0, 60), st.integers(1, 60))
def test_whatever_is_shown_are_the_very_words(before, after, paragraph, start, length):
    reference = fixed(Reference(paragraph, start, start + length), before)
    if reference is not None:
        found = find(reference, after)
        assert found is None or words_at(found, after) == words_at(reference, before)
