"""Standing pages: drafts that every paper has, with gaps that only the paper can fill."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.stories.actions import make_standing_pages
from standfirst.newsroom.stories.models import StandingPage
from standfirst.newsroom.stories.queries import gaps
from standfirst.newsroom.stories.standing import EVERY_PAPER_HAS, draft_of, gaps_in, render_standing


@pytest.mark.django_db
def test_every_paper_has_them_once_and_keeps_what_it_wrote(uk):
    assert len(make_standing_pages(paper="The Harbour Post")) == len(EVERY_PAPER_HAS)
    about = StandingPage.objects.get(slug="about")
    about.text = "Our own words."
    about.save_revision().publish()
    assert make_standing_pages(paper="The Harbour Post") == []
    assert StandingPage.objects.get(slug="about").text == "Our own words."


@pytest.mark.django_db
def test_the_gaps_are_listed_with_their_page(uk):
    make_standing_pages(paper="The Harbour Post")
    assert {gap.address for gap in gaps()} == {f"/{slug}" for slug in EVERY_PAPER_HAS}


@pytest.mark.parametrize("language", ["en-GB", "de"])
@pytest.mark.parametrize("slug", EVERY_PAPER_HAS)
def test_a_draft_is_in_the_papers_name_and_shows_readers_no_gap(slug, language):
    draft = draft_of(slug, paper="The {Harbour} Post", language=language)
    assert "{paper}" not in draft.text
    assert list(gaps_in(draft.text))
    html = render_standing(draft.text)
    assert "[[" not in html
    assert "<mark>" not in html


def test_a_gap_may_run_over_a_line():
    assert list(gaps_in("by [[the\npublisher]]")) == ["the publisher"]
    assert "<mark>[[the publisher]]</mark>" in render_standing("by [[the\npublisher]]", show_gaps=True)


def test_a_standing_page_is_text_and_links_alone():
    html = render_standing(
        "<script>x</script> <img src=x> [a](javascript:x) [b](/contact) ![c](x.jpg)\n\n# Big"
    )
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert '<a href="/contact">b</a>' in html
    assert "<h2>Big</h2>" in html


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_a_page_without_scripts(text, show_gaps):
    html = render_standing(text, show_gaps=show_gaps)
    assert "<script" not in html
    assert "<style" not in html
