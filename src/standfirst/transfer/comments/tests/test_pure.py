"""Any file is a report, any HTML is words, any tree of replies has an order."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.forum.text import to_html
from standfirst.transfer.comments.addresses import normal
from standfirst.transfer.comments.markdown import markdown_of
from standfirst.transfer.comments.order import parents_first
from standfirst.transfer.comments.xml import XmlProblem, elements

LINK = "<a href='https://a.example/(x'>"
MARKUP = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<em>",
    "</i>",
    "<ul>",
    "<li>",
    "</ul>",
    "<blockquote>",
    "<br>",
    LINK,
    "</a>",
]
WORDS = ["*", "[", "](", "<script>", "</script>", "&amp;", "1. ", "- ", "word", " ", "\n", "\\"]
PIECES = st.lists(st.sampled_from(MARKUP + WORDS))


@given(PIECES)
def test_any_html_comes_as_markup_that_the_forum_has(pieces):
    html = to_html(markdown_of("".join(pieces)))
    assert "<script" not in html


@given(st.text())
def test_words_without_markup_read_the_same(text):
    shown = to_html(markdown_of(text.replace("<", "").replace("&", "")))
    assert "<em>" not in shown
    assert "<a" not in shown
    assert "<li>" not in shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([*"abcdefghxy", ""])))
def test_every_reply_comes_once_and_after_its_parent(tree):
    order, _circular = parents_first(list(tree.items()))
    assert sorted(key for key, _parent in order) == sorted(tree)
    seen = set()
    for key, parent in order:
        assert parent not in tree or parent in seen
        seen.add(key)


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused_in_words(tmp_path_factory, noise):
    path = tmp_path_factory.getbasetemp() / "noise.xml"
    path.write_bytes(noise)
    with suppress(XmlProblem):
        list(elements(path, {"post": frozenset({""})}))


def test_a_file_that_goes_down_without_end_is_refused(tmp_path):
    path = tmp_path / "deep.xml"
    path.write_text("<a>" * 100_000)
    with pytest.raises(XmlProblem, match="nested"):
        list(elements(path, {}))


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://www.Paper.example/a/index.html?utm_source=x#c", "paper.example/a"),
        ("http://paper.example/?p=81", "paper.example?p=81"),
        ("/a/b/", "/a/b"),
        ("http://[bad", ""),
    ],
)
def test_what_makes_no_difference_in_an_address_is_dropped(address, same):
    assert normal(address) == same
