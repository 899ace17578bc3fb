"""The demo's content: whole, consistent, and of some length."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from standfirst.newsroom import stories
from standfirst.newsroom.stories.cut import weight
from standfirst.newsroom.stories.standing import gaps_in
from standfirst.web.demo import reading
from standfirst.web.demo.drawing import SCENES, draw
from standfirst.web.demo.drawing.palettes import PALETTES
from standfirst.web.demo.standing import filled, fillings

STORIES = reading.stories()
PAPER = reading.paper()
NAMES = [story.name for story in STORIES]
every_story = pytest.mark.parametrize("story", STORIES, ids=NAMES)


@every_story
def test_a_story_is_whole(story):
    head = story.head
    assert head["headline"]
    assert head["standfirst"]
    assert head["section"] in {section["slug"] for section in PAPER["section"]}
    assert set(head["authors"]) <= {author["name"] for author in PAPER["author"]}
    assert head["label"] in {
        "News",
        "Analysis",
        "Opinion",
        "Review",
        "Interview",
        "Nachricht",
        "Analyse",
        "Meinung",
        "Kritik",
    }


@every_story
def test_a_story_has_a_length_to_read(story):
    counted = sum(weight(block) for block in story.blocks if block is not None)
    assert 5 <= counted <= 16


@every_story
def test_its_picture_can_be_drawn_and_is_described(story):
    for drawn in filter(None, (story.lead, story.second)):
        assert drawn.scene in SCENES
        assert drawn.palette in PALETTES
        assert drawn.alt != drawn.caption
        assert drawn.alt
        assert drawn.credit


@every_story
def test_a_second_picture_has_its_place_in_the_body(story):
    assert story.blocks.count(None) == (1 if story.second else 0)


def test_no_two_pictures_are_the_same():
    drawn = [
        (one.scene, one.palette, one.seed) for story in STORIES for one in (story.lead, story.second) if one
    ]
    assert len(drawn) == len(set(drawn))


def test_the_first_story_has_the_shape_of_the_designs_page():
    first = min(STORIES, key=lambda story: story.head["hours"])
    assert re.search(r", writes " + first.head["authors"][0] + "$", first.head["standfirst"])
    assert (first.head["label"], bool(first.lead), bool(first.second)) == ("Analysis", True, True)
    assert sum(weight(block) for block in first.blocks if block is not None) >= 12


def _said(comments):
    for comment in comments:
        yield comment
        yield from _said(comment.get("reply", []))


def test_those_who_talk_are_readers_and_what_they_talk_about_is_there():
    people = {reader["name"].partition(" ")[0] for reader in PAPER["reader"]}
    talk = reading.talk()
    assert {comment["under"] for comment in talk} <= set(NAMES)
    for comment in _said(talk):
        assert comment["by"] in people
        assert set(comment.get("recommended", [])) <= people - {comment["by"]}


def _seen(seed):
    """As seen from afar: the grain is chance."""
    return Image.open(BytesIO(draw("harbour", palette="dawn", seed=seed))).resize((40, 27)).tobytes()


def test_a_seed_is_a_picture():
    again = max(abs(one - other) for one, other in zip(_seen(1), _seen(1), strict=True))
    another = max(abs(one - other) for one, other in zip(_seen(1), _seen(2), strict=True))
    assert again < 12 < another


def test_no_draft_of_a_standing_page_keeps_a_gap():
    """Every gap of every draft has its filling in the demo."""
    drafts = Path(stories.__file__).parent / "drafts"
    texts = [filled(draft.read_text(encoding="utf-8"), fillings()) for draft in drafts.rglob("*.md")]
    assert texts
    assert [gap for text in texts for gap in gaps_in(text)] == []
