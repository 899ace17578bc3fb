"""What survives of rich text, whoever wrote it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.stories.body import clean_inline, paragraphs_in


def test_links_emphasis_and_breaks_survive():
    kept = '<a href="https://example.org">a</a> <b>b</b> <i>i</i> <em>e</em> <strong>s</strong><br>'
    assert clean_inline(kept) == kept


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">x</a>',
        '<b onclick="alert(1)">x</b>', '<a href="data:text/html,x">x</a>', "<svg onload=alert(1)>",
        "<style>*{}</style>",
        '<iframe src="//evil.example"></iframe>', '<p style="x">x</p>',
    ],
)  # fmt: skip
def test_nothing_else_does(hostile):
    assert not re.search(
        r"script|onerror|onclick|onload|style|data:|iframe|<img|<svg|<p", clean_inline(hostile)
    )


@given(st.text(st.sampled_from("<>/\"'=& abipr:;#!-") | st.characters(codec="utf-8"), max_size=80))
def test_whatever_is_typed_only_the_allowed_tags_remain(text):
    tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z]+)", clean_inline(text))}
    assert tags <= {"a", "b", "br", "em", "i", "strong"}


def test_each_paragraph_of_a_rich_text_counts_and_empty_ones_do_not():
    assert paragraphs_in('<p data-block-key="x">one</p><p></p><p> &nbsp;<br/></p><p>two</p>') == [
        "one",
        "two",
    ]
    assert paragraphs_in("loose words") == ["loose words"]
    assert paragraphs_in("  ") == []
