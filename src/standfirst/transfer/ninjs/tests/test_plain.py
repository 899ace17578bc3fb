"""Plain text → paragraphs, and bylines → people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.stories.cut import Paragraph
from standfirst.transfer.ninjs.bylines import people_ending, people_in
from standfirst.transfer.ninjs.plain import blocks_of_text


def test_lines_are_paragraphs_where_there_are_no_blank_lines():
    assert blocks_of_text("One <b>\r\nTwo", headline="") == [Paragraph("One &lt;b&gt;"), Paragraph("Two")]


def test_blank_lines_part_paragraphs_of_several_lines():
    assert blocks_of_text("One\nmore\n\nTwo", headline="") == [Paragraph("One more"), Paragraph("Two")]


def test_the_headline_and_the_vignette_below_it_are_dropped():
    text = "Militärövning 2023\nFörsvar TT\nDet står klart.\nMera."
    assert blocks_of_text(text, headline="Militärövning 2023") == [
        Paragraph("Det står klart."),
        Paragraph("Mera."),
    ]


def test_a_short_sentence_below_the_headline_is_no_vignette():
    assert blocks_of_text("Head\nIt is over.\nMore.", headline="Head") == [
        Paragraph("It is over."),
        Paragraph("More."),
    ]


@given(st.text())
def test_any_text_is_paragraphs_of_words(text):
    assert all(block.html.strip() for block in blocks_of_text(text, headline="x"))


@pytest.mark.parametrize(
    ("by", "people"),
    [
        ("Von Christian Hollmann, dpa", ("Christian Hollmann",)),
        ("By Maya Okafor and Jon Ek", ("Maya Okafor", "Jon Ek")),
        ("By Maya Okafor, Jon Ek & Ida von Platen in Oslo", ("Maya Okafor", "Jon Ek", "Ida von Platen")),
        ("Karl Melander/TT", ("Karl Melander",)),
        ("By Mary de la Cruz, World affairs editor", ("Mary de la Cruz",)),
        ("Jane Doe (AP)", ("Jane Doe",)),
        ("By Harbour Wire", ()),
        ("By Associated Press", ()),
        ("Banksy", ("Banksy",)),
        ("AP", ()),
        ("", ()),
    ],
)
def test_a_byline_names_people_and_not_agencies(by, people):
    assert people_in(by, besides=("Harbour Wire",)) == people


@given(st.text())
def test_any_byline_is_read(by):
    assert all(name.strip() for name in people_in(by))


def test_a_standfirst_may_name_its_author():
    assert people_ending("Two towns hold it in common, writes Maya Okafor") == ("Maya Okafor",)
    assert people_ending("The mayor writes letters to the sea") == ()
