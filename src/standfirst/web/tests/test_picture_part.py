"""Pictures: three fields, said once each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.pictures.queries import Sources
from standfirst.newsroom.stories.cut import PictureBlock
from standfirst.web.templatetags.pages import alternative, bare_credit, picture

FILES = {7: Sources("/media/a.jpg", 1600, 1067, {"image/avif": "/media/a-320.avif 320w"})}


@given(caption=st.text(), before=st.sampled_from(["", " ", "\n"]), after=st.sampled_from(["", " ", "."]))
def test_the_caption_is_never_said_a_second_time_as_the_alternative(caption, before, after):
    assert alternative(before + caption + after, caption) == ""


def test_an_alternative_of_its_own_is_kept():
    assert alternative("A heron on a pier", "The pier on Monday") == "A heron on a pier"


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("(Agency via Library)", "Agency via Library"),
        ("Agency", "Agency"),
        ("(A) and (B)", "(A) and (B)"),
        ("", ""),
    ],
)
def test_parentheses_of_an_agency_are_not_doubled(sent, printed):
    assert bare_credit(sent) == printed


def test_a_picture_whose_files_are_gone_keeps_its_words():
    said = picture(PictureBlock(8, "A heron", "The pier", "Agency"), FILES)
    assert (said["files"], said["caption"]) == (None, "The pier")
