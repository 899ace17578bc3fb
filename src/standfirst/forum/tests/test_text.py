"""From what was typed to what is seen."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.forum.text import (
    ALLOWED_TAGS,
    MOST_MARKS,
    _from_markdown,
    clean,
    count_links,
    fingerprint,
    to_html,
)

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
LINK = re.compile(r' href="https?://[^"]*" rel="nofollow ugc noopener noreferrer"| rel="[a-z ]*"')

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "[a](vbscript:x)",
    '[a](https://x.org" onmouseover="alert(1))',
    "![x](https://x.org/spy.png)",
    "<svg/onload=alert(1)>",
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    "&lt;script&gt;",
    "<math><mtext><style><img src=x onerror=alert(1)>",
    "<!--><script>",
    "\\<b>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[a](https://x.org "onmouseover=alert(1)")',
    "<iframe src=//evil.example>",
    "# heading\n\n---\n\n| a |\n|---|",
    "```\n<script>\n```",
]


def is_harmless(html):
    return all(
        name.lower() in ALLOWED_TAGS and (not rest.strip(" /") or (name == "a" and LINK.fullmatch(rest)))
        for name, rest in TAG.findall(html)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    html = to_html(text)
    assert is_harmless(html), html
    assert not re.search(r'<a [^>]*href="(?!https?://)', html)


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from(list("<>[]()*_`#>-+1.!&;:/\\\n\t\"'ahrefscript"))
        ),
        max_size=400,
    )
)
def test_any_text_becomes_html_with_only_the_allowed_tags(text):
    assert is_harmless(to_html(text))


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*so* **so**", "<p><em>so</em> <strong>so</strong></p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("2 < 3 & 4 > 1", "<p>2 &lt; 3 &amp; 4 &gt; 1</p>"),
    ],
)
def test_the_small_subset(text, html):
    assert to_html(text) == html


@given(st.text(alphabet=st.sampled_from(list("Az 09,.;?'\"()%/-\n")), max_size=80))
def test_plain_words_become_what_markdown_makes_of_them(text):
    assert to_html(text) == _from_markdown(clean(text))


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80))
def test_plain_text_is_cleaned_as_all_text_is(text):
    odd = "\u00fc"  # so that it is not plain
    assert clean(text) == clean(f"{text}\n\n{odd}").removesuffix(odd).strip()


def test_a_link_is_for_people_only():
    link = '<a href="https://x.org/?a=1&amp;b=2" rel="nofollow ugc noopener noreferrer">x</a>'
    assert to_html("[x](https://x.org/?a=1&b=2)") == f"<p>{link}</p>"


def test_nothing_turns_the_page_round():
    assert clean("abc\u202edef\u2066ghi") == "abcdefghi"


def test_towers_of_marks_are_cut_down():
    assert len(clean("x" + "\u0335" * 500)) == 1 + MOST_MARKS


def test_nothing_invisible_builds_a_tower_higher():
    assert len(clean("x" + ("\u0335" * 4 + "\u200d") * 100).replace("\u200d", "")) == 1 + MOST_MARKS


@pytest.mark.parametrize("text", ["\u200b" * 40, "\u3164\u2800", "\u00a0\u0301", " \u2060\ufe0f "])
def test_of_a_text_with_nothing_to_see_nothing_is_left(text):
    assert clean(text) == ""


def test_families_and_flags_of_emoji_stay_whole():
    for drawn in (
        "👩\u200d👩\u200d👧\u200d👦",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "1️⃣",
    ):
        assert clean(drawn) == drawn


def test_living_scripts_keep_their_marks():
    for word in ("क्षि", "ที่", "עִבְרִית", "Việt", "بِسْمِ"):
        assert len(clean(word)) >= len(word) - 3
        assert clean(clean(word)) == clean(word)


@pytest.mark.parametrize(
    "piece",
    [">", "> ", "- ", "1. ", "*a", "[", "[a](", "_*", "<http:", "\\", "&#", "> - ", "\n>", "*" * 7 + " "],
)
def test_deep_nesting_takes_no_long_time(piece):
    text = (piece * 5000)[:5000]
    started = time.thread_time()
    to_html(text)
    assert time.thread_time() - started < 1


@pytest.mark.parametrize("piece", ["[", "![", "_*", "> - ", "*a", "<http:", "- a\n  ", "**_", "a*"])
def test_twice_as_much_takes_about_twice_as_long(piece):
    """Linear: what is quadratic takes sixteen times as long for four times as much."""
    little, much = (
        min(_seconds_for((piece * size)[:size]) for _again in range(2)) for size in (2_000, 8_000)
    )
    assert much < 9 * max(little, 0.002)


def _seconds_for(text):
    started = time.thread_time()
    to_html(text)
    return time.thread_time() - started


def test_words_below_a_deep_quote_are_not_lost():
    assert "the end" in to_html(">" * 500 + " the end")


def test_links_are_counted_however_they_are_written():
    assert count_links("https://a.org [b](http://b.org) www.c.org <https://d.org>") == 4


@pytest.mark.parametrize(
    "link",
    [
        "[a](//spam.example)", "[a](https:spam.example)", "[a](/\\spam.example)", "[a](h&#116;tps://spam.example)",
        "[a](<//spam.example>)", "[a]( //spam.example)", "[a](HTTP:\\/spam.example)", "<https:spam.example>",
    ],
)  # fmt: skip
def test_no_spelling_of_a_link_is_missed(link):
    assert 'href="' in to_html(link)
    assert count_links(f"{link}{link} {link}") == 3


def test_the_same_words_have_one_fingerprint():
    assert fingerprint("Buy NOW\u200b!") == fingerprint("buy  now!")
    assert fingerprint("👍") != fingerprint("👎")
