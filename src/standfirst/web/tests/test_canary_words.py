"""What the canary listens for, and how it hears it."""

import json
from base64 import b64encode
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.web.canary.choosing import IN_A_ROW, phrases, searchable
from standfirst.web.canary.words import Word, heard, plain

ROW = "the ferry’s “last” run was a quiet one"
WORD = Word(ROW, "below the cut")


@pytest.mark.parametrize(
    "said",
    [
        ROW,
        f"<p>So {ROW.upper()}.</p>",
        f'<img alt="{ROW}">',
        f"<p>{ROW.replace('quiet', 'qu<em>i</em>et')}</p>",
        f"<p>{escape(ROW).replace('’', '&#8217;')}</p>",
        f"<content type='html'>{escape(escape(ROW.replace('was', '<b>was</b>')))}</content>",
        json.dumps({"articleBody": f"<p>{ROW}</p>\nMore"}),
        "Location: /?text=the%20ferry%E2%80%99s%20%E2%80%9Clast%E2%80%9D%20run%20was%20a%20quiet%20one",
        "x" + b64encode(f"So {ROW} and on".encode()).decode() + "x",
        ROW.encode().hex(),
        'the  ferry\'s\n"last" run<br>was a quiet one'.replace("'", "’"),
    ],
)
def test_a_row_of_words_is_heard_in_whatever_writing(said):
    assert heard([WORD], said) == [WORD]


def test_other_words_are_not_heard():
    assert heard([WORD], "<p>The ferry’s first run was a quiet one.</p>") == []


@given(text=st.text())
def test_whatever_is_said_can_be_listened_to(text):
    heard([WORD], text)


@given(
    below=st.lists(st.sampled_from("abcdefgh"), min_size=0, max_size=30),
    seen=st.text("abcdefgh ", max_size=40),
)
def test_what_is_listened_for_stands_below_the_cut_and_nowhere_else(below, seen):
    chosen = phrases(" ".join(below), elsewhere=plain(seen))
    assert all(row in plain(" ".join(below)) and row not in plain(seen) for row in chosen)
    assert len(chosen) <= 2


def test_a_short_text_is_taken_whole_or_not_at_all():
    assert phrases("Harbour", elsewhere="") == []
    assert phrases("Harbourmasters remember everything", elsewhere="") == [
        "harbourmasters remember everything"
    ]
    assert len(phrases("one two three four five six seven eight", elsewhere="")[0].split()) == IN_A_ROW


def test_no_word_is_searched_for_that_the_lead_has_in_another_form():
    assert searchable(["The lighthouses and harbourmasters"], elsewhere=plain("A lighthouse.")) == [
        "harbourmasters"
    ]
