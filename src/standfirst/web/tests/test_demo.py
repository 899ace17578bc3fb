"""The demo's content: whole, consistent, and of some length."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.html import strip_tags
from PIL import Image

from standfirst.forum.feed import read_to
from standfirst.forum.models import Appeal, Comment, Report
from standfirst.forum.moderation.appeals import may_decide
from standfirst.newsroom import stories
from standfirst.newsroom.stories.cut import Paragraph, weight
from standfirst.newsroom.stories.models import Author
from standfirst.newsroom.stories.standing import gaps_in
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.models import Alert
from standfirst.notices.strips.queries import strip_of
from standfirst.readers.admitting import waiting
from standfirst.readers.testing import make_reader
from standfirst.web.demo import reading
from standfirst.web.demo.alerting import make_alerts, make_strips
from standfirst.web.demo.drawing import SCENES, draw
from standfirst.web.demo.drawing.palettes import PALETTES
from standfirst.web.demo.making import PASSWORD
from standfirst.web.demo.people import first_name, make_newsroom, make_readers
from standfirst.web.demo.publishing import make_authors
from standfirst.web.demo.standing import filled, fillings
from standfirst.web.demo.talking import Cast, set_rules, talk, watch_words

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


PEOPLE = {first_name(person) for person in (*PAPER["reader"], *PAPER["staff"])}
TALK = list(_said(reading.talk()))


def test_those_who_talk_are_there_and_so_is_what_they_talk_about():
    assert {comment["under"] for comment in reading.talk()} <= set(NAMES)
    for comment in TALK:
        others = PEOPLE - {comment["by"]}
        assert comment["by"] in PEOPLE
        assert set(comment.get("recommended", [])) <= others
        assert {one["by"] for one in comment.get("reported", [])} <= others


def test_nobody_has_the_first_name_of_another():
    assert len(PEOPLE) == len(PAPER["reader"]) + len(PAPER["staff"])


def test_what_is_said_now_is_not_said_in_the_future():
    def last(comment):
        return comment["after"] + max((last(reply) for reply in comment.get("reply", [])), default=0)

    hours = {story.name: story.head["hours"] for story in STORIES}
    for comment in reading.talk():
        assert last(comment) < hours[comment["under"]] * 60


def test_what_is_quoted_stands_in_a_paragraph_of_the_story():
    texts = {
        story.name: [
            unescape(strip_tags(block.html)) for block in story.blocks if isinstance(block, Paragraph)
        ]
        for story in STORIES
    }
    quoted = [
        (comment["under"], one) for comment in reading.talk() for one in _said([comment]) if "quote" in one
    ]
    assert quoted
    for under, comment in quoted:
        assert any(comment["quote"] in text for text in texts[under])


def test_the_desk_has_work_of_every_kind():
    assert len(TALK) > 90
    for kind in ("waits", "reported", "notice", "rejected", "appeal", "featured", "pinned", "quote"):
        assert any(kind in comment for comment in TALK)


@pytest.fixture
def played(world, ada, cleo, ben):
    """Comments with what can become of them, made twice, as by a demo that was stopped and started again."""
    story = make_story(section=world, title="A story to talk about", live=True)
    otis, grace = make_reader("Otis"), make_reader("Grace")
    cast = Cast({"Ben": ben, "Otis": otis, "Grace": grace, "Ada": ada}, moderator=cleo, editor=ada)
    rude = {
        "by": "Otis", "after": 2, "text": "A rota is for sheep.", "reported": [{"by": "Grace", "reason": "abuse"}],
        "rejected": {"ground": "abuse", "words": "No argument."}, "appeal": "It was a joke.",
    }  # fmt: skip
    said = {
        "under": "one", "by": "Ben", "after": 1, "text": "There is a rota.", "recommended": ["Grace"],
        "featured": True, "pinned": True, "reply": [rude],
    }  # fmt: skip
    waiting = {"under": "one", "by": "Grace", "after": 5, "text": "All a swindle.", "waits": True}
    for _time in range(2):
        watch_words([{"kind": "suspect", "words": ["swindle*"]}], cast=cast)
        talk([said, waiting], cast=cast, stories={"one": story})
        set_rules([{"under": "one", "closed": "Enough."}], cast=cast, stories={"one": story})
    return Comment.objects.order_by("pk")


@pytest.mark.django_db
def test_a_comment_and_what_became_of_it_is_there_once(played):
    first, rude, waiting = played
    assert (first.recommended, first.status) == (1, "approved")
    assert first.pinned_at
    assert first.featured_at
    assert (rude.parent, rude.status, waiting.status) == (first, "rejected", "pending")
    assert first.created_at < rude.created_at < waiting.created_at
    assert "swindle" in {finding["match"] for finding in waiting.findings}
    assert first.thread.closed_at
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_an_appeal_waits_for_somebody_else_than_who_decided(played, ada, cleo):
    open_ = Appeal.objects.get()
    assert (may_decide(open_, cleo), may_decide(open_, ada)) == (False, True)


@pytest.mark.django_db
def test_two_of_the_demos_staff_may_moderate_and_those_who_write_are_the_authors(world):
    make_authors(PAPER["author"])
    staff = make_newsroom(PAPER["staff"], password=PASSWORD)
    moderating = [name for name, one in staff.items() if one.has_perm("forum.moderate_comments")]
    assert moderating == ["Ada", "Cleo"]
    assert set(Author.objects.exclude(account=None).values_list("name", flat=True)) == {
        "Maya Okafor",
        "Hannah Vogt",
    }


@pytest.mark.django_db
def test_the_desk_has_told_one_alert_and_another_waits_for_other_eyes(world, us):
    told = {one["story"] for one in [*PAPER["alert"], *PAPER["strip"]]}
    assert told <= set(NAMES)
    stories = {name: make_story(section=world, title=name) for name in sorted(told)}
    staff = make_newsroom(PAPER["staff"], password=PASSWORD)
    for _time in range(2):
        make_alerts(PAPER["alert"], staff=staff, stories=stories)
        make_strips(PAPER["strip"], staff=staff, stories=stories)
    assert sorted(Alert.objects.values_list("state", flat=True)) == ["draft", "sending"]
    assert strip_of(us).by == staff["Ada"]


@pytest.mark.django_db
def test_the_demos_readers_follow_ask_and_have_read_up_to_a_moment():
    now = timezone.now()
    people = make_readers(PAPER["reader"], password=PASSWORD, now=now)
    assert read_to(people["Ben"]) < now
    assert people["Ben"].following.count() == 3
    assert people["Dan"].approves_followers
    assert set(waiting(people["Dan"]).values_list("follower__name", flat=True)) == {
        "Grace Whitlow",
        "Nell Harker",
    }


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
