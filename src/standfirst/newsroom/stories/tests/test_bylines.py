"""Names at the end of a standfirst."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.stories.bylines import link_byline
from standfirst.newsroom.stories.models import Author

MAYA = Author(name="Maya Okafor", slug="maya")
TOM = Author(name="Tom Reed", slug="tom")


def test_the_name_at_the_end_is_linked_and_the_byline_not_printed_again():
    html, is_said = link_byline("The ferry has sailed, writes Maya Okafor", (MAYA,))
    assert html == 'The ferry has sailed, writes <a rel="author" href="/authors/maya/">Maya Okafor</a>'
    assert is_said


def test_a_full_stop_after_the_name_does_no_harm():
    html, is_said = link_byline("It sailed, writes Maya Okafor. ", (MAYA,))
    assert html.endswith("Maya Okafor</a>. ")
    assert is_said


def test_two_authors_may_stand_there_together():
    for words in ("Maya Okafor and Tom Reed", "Tom Reed, Maya Okafor", "Maya Okafor und Tom Reed."):
        html, is_said = link_byline(f"It sailed, write {words}", (MAYA, TOM))
        assert (html.count("<a "), is_said) == (2, True)


def test_a_name_on_the_way_is_no_byline():
    html, is_said = link_byline("Maya Okafor is wrong about ferries, a reader says", (MAYA,))
    assert "<a" not in html
    assert not is_said


def test_when_one_of_two_is_named_the_byline_is_printed():
    html, is_said = link_byline("It sailed, writes Maya Okafor", (MAYA, TOM))
    assert (html.count("<a "), is_said) == (1, False)


def test_a_name_inside_a_longer_word_is_nobody():
    assert link_byline("It sailed, writes McTom Reed", (Author(name="Tom Reed", slug="t"),))[1] is False


def test_the_longer_of_two_names_wins():
    html, _is_said = link_byline("writes Maya Okafor", (Author(name="Okafor", slug="o"), MAYA))
    assert 'href="/authors/maya/"' in html


def test_a_story_without_authors_prints_no_byline_and_claims_none():
    assert link_byline("It sailed.", ()) == ("It sailed.", False)


hostile = st.text(st.sampled_from("<>&\"'a ,.") | st.characters(codec="utf-8"), max_size=60)


@given(hostile, st.lists(hostile, max_size=3, unique=True))
def test_whatever_is_typed_comes_out_as_the_same_words_and_only_our_links(standfirst, names):
    authors = [Author(name=name, slug=f"a{n}") for n, name in enumerate(names)]
    text = standfirst + " and ".join(names)
    html, _is_said = link_byline(text, authors)
    without = re.sub(r'<a rel="author" href="/authors/a\d/">|</a>', "", html)
    assert "<" not in without
    assert unescape(without) == text
