"""Any HTML → blocks."""

import re

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standfirst.newsroom.stories.body import clean_inline
from standfirst.newsroom.stories.cut import Heading, ListBlock, Paragraph, Quote
from standfirst.transfer.ninjs.blocks import PicturePlace, text_of, without_repeats
from standfirst.transfer.ninjs.errors import WireError
from standfirst.transfer.ninjs.html import blocks_of_html, plain_text


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (
            "<p>One</p> <div><div><p>Two <br> lines</p></div></div>",
            [Paragraph("One"), Paragraph("Two<br>lines")],
        ),
        ("words alone & more", [Paragraph("words alone &amp; more")]),
        ("One<br/><br/>Two", [Paragraph("One"), Paragraph("Two")]),
        ("<h2>Why <i>now</i></h2><p>x</p>", [Heading("Why now"), Paragraph("x")]),
        ("<blockquote><p>We swim.</p><cite>Lena Dahl</cite></blockquote>", [Quote("We swim.", "Lena Dahl")]),
        ("<ol><li>a<li><p>b</p></ol>", [ListBlock(("a", "b"), ordered=True)]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", [ListBlock(("a", "b"))]),
        ("<table><tr><th>Town</th><td>Votes</td></tr></table>", [ListBlock(("Town · Votes",))]),
        ("<p>a<script>alert(1)</script><style>p{}</style><!-- c -->b</p>", [Paragraph("ab")]),
        ("<p><b>bold <span>and</span></b> <u>plain</u></p>", [Paragraph("<b>bold and</b> plain")]),
        ("<b><p>inside</p></b>", [Paragraph("inside")]),
        ("<p>1 &lt; 2 &amp;&nbsp;3</p>", [Paragraph("1 &lt; 2 &amp;\xa03")]),
        ("<p> </p><p><br></p><hr><div></div>", []),
    ],
)
def test_what_becomes_what(html, blocks):
    assert blocks_of_html(html) == blocks


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "/relative", "//", "http://[", "", "#a"]
)
def test_a_link_that_is_not_for_readers_leaves_its_words(href):
    assert blocks_of_html(f'<p><a href="{href}">words</a></p>') == [Paragraph("words")]


@pytest.mark.parametrize(
    "href", ["https://example.org/?a=1", "http://example.org", "mailto:desk@example.org"]
)
def test_a_good_link_is_kept(href):
    assert blocks_of_html(f'<p><a href="{href}" onclick="x()">w</a></p>') == [
        Paragraph(f'<a href="{href}">w</a>')
    ]


def test_a_figure_names_its_picture_and_says_its_words():
    image = '<img data-assoc-ref="a1" src="x.jpg" alt="A boat">'
    html = f'<figure>{image}<div class="byline">Jo/TT</div><figcaption>The boat.</figcaption></figure>'
    assert blocks_of_html(html) == [PicturePlace(("a1", "x.jpg"), "A boat", "The boat.", "Jo/TT")]


def test_any_element_may_stand_for_a_picture():
    assert blocks_of_html('<p>a</p><div data-association="p2"></div>')[1] == PicturePlace(("p2",))


def test_a_picture_inside_a_paragraph_parts_it():
    assert [type(block) for block in blocks_of_html('<p>a <img src="x.jpg"> b</p>')] == [
        Paragraph, PicturePlace, Paragraph,
    ]  # fmt: skip


def test_a_nordic_spoken_line_is_a_paragraph_with_its_dash():
    html = '<div class="bodytext"><p>a</p><blockquote>Vi simmar, säger Lena.</blockquote></div>'
    assert blocks_of_html(html)[1] == Paragraph("– Vi simmar, säger Lena.")


def test_the_headline_is_not_printed_twice():
    blocks = blocks_of_html(
        "<h1>Bridge reopens</h1><div class=dat>Kelmouth TT</div><p>Bridge  Reopens.</p><p>x</p>"
    )
    assert without_repeats(blocks, headline="Bridge reopens", by="") == [Paragraph("x")]


def test_nesting_deeper_than_any_story_keeps_the_words():
    assert blocks_of_html("<div>" * 3000 + "deep") == [Paragraph("deep")]
    assert plain_text("<b>" * 3000 + "deep") == "deep"


tags = st.sampled_from(
    "p div b a br img figure blockquote ul li table tr td h1 script style !-- ![ ?xml svg template pre".split()
)
pieces = st.one_of(
    st.text(max_size=8),
    tags.map(lambda tag: f"<{tag}>"),
    tags.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        ['<a href="javascript:x">', '<img src=x onerror="y">', "<p class", "&#0;", "&lt;script&gt;", "]]>"]
    ),
)


def blocks_or_refused(html):
    try:
        return blocks_of_html(html, place="bodies[0].value")
    except WireError as error:
        return error


@example("<![foo")
@given(st.lists(pieces, max_size=30).map("".join))
def test_any_html_is_blocks_or_a_clear_error(html):
    found = blocks_or_refused(html)
    if isinstance(found, WireError):
        assert str(found).startswith("bodies[0].value: cannot be read")
        return
    for block in found:
        if isinstance(block, Paragraph):
            assert block.html.strip()
            assert not re.search(r"<(?!/?(?:a|b|strong|i|em|br)\b)", block.html)
            # The newsroom's own cleaning finds nothing left to take away.
            assert nh3.clean(clean_inline(block.html), tags=set()) == nh3.clean(block.html, tags=set())
        else:
            assert isinstance(block, PicturePlace) or text_of(block).strip()
