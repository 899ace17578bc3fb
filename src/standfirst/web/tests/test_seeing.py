"""“See it as …”: the very page of a visitor, for whoever may edit the story, and a way round the wall for nobody."""

import pytest

from standfirst.access.rules import Reason
from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.numbers.models import StoryDay
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.web.views.seeing import VISITORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def journalist(client, dan, uk, us):
    dan.groups.add(make_roles()[Role.JOURNALIST])
    client.force_login(dan)
    return client


def page(client, story, **asked):
    return client.get(f"/newsroom/stories/{story.number}/as/page/", asked)


def decision(client, story, **asked):
    answer = client.get(f"/newsroom/stories/{story.number}/as/", asked)
    assert answer.status_code == 200
    return answer.context["view"].decision.reason


@pytest.mark.parametrize(
    ("as_", "home", "is_whole"),
    [
        ("stranger", "uk", False),
        ("stranger", "us", True),
        ("stranger-out", "uk", False),
        ("registered", "uk", True),
        ("gift", "uk", True),
        ("crawler", "uk", False),
    ],
)
def test_the_page_is_the_one_that_visitor_gets(journalist, story, as_, home, is_whole):
    got = page(journalist, story, **{"as": as_, "edition": "us", "home": home}).content.decode()
    assert (CANARY in got) == is_whole
    assert "America" not in got
    assert "EDT" in got


def test_a_crawler_sees_more_only_where_the_home_edition_lets_it(journalist, story, uk):
    uk.crawlers = True
    uk.save()
    assert decision(journalist, story, **{"as": "crawler"}) is Reason.VERIFIED_CRAWLER


@pytest.mark.parametrize(
    ("as_", "reason"),
    [
        ("stranger", Reason.METER_RUNS),
        ("stranger-out", Reason.METER_OUT),
        ("stranger-on", Reason.READ_ON),
        ("registered", Reason.METER_RUNS),
        ("registered-out", Reason.METER_OUT),
    ],
)
def test_a_meter_is_seen_with_articles_left_run_out_and_read_on(journalist, story, as_, reason):
    Article.objects.update(wall="metered:3:5/30:9/30")
    assert decision(journalist, story, **{"as": as_}) is reason


def test_the_strip_says_why_and_where_the_cut_is(journalist, story):
    said = journalist.get(f"/newsroom/stories/{story.number}/as/").content.decode()
    for words in (
        "3 paragraphs, then the offer",
        "The wall asks for registration.",
        "UK: a wall after 3 paragraphs; the registered read on",
        "6 paragraphs, one minute",
    ):
        assert words in said


def test_it_is_the_same_page_that_a_stranger_gets_from_the_paper(journalist, client, story):
    seen = page(journalist, story, edition="uk").content
    client.logout()
    assert seen == client.get(story.address).content


def test_a_draft_is_seen_before_anybody_else_sees_it(journalist, world):
    draft = make_story(section=world, title="Not out yet")
    draft.unpublish()
    draft.title = "Not out yet, and changed"
    draft.save_revision()
    assert "Not out yet, and changed" in page(journalist, draft).content.decode()


def test_a_published_story_is_seen_as_published_until_the_draft_is_asked_for(journalist, story):
    story.title = "A better headline"
    story.save_revision()
    assert "A better headline" not in page(journalist, story).content.decode()
    assert "A better headline" in page(journalist, story, version="draft").content.decode()


def test_nothing_acts_for_the_editor_who_looks_and_nothing_keeps_the_page(journalist, story):
    got = page(journalist, story, **{"as": "registered"})
    assert "sandbox allow-same-origin" in got["Content-Security-Policy"]
    assert "allow-scripts" not in got["Content-Security-Policy"]
    assert got["X-Robots-Tag"] == "noindex, nofollow"
    assert got["Cache-Control"] == "private, no-store"
    assert "Standfirst-Keys" not in got
    assert "Standfirst-Counted" not in got
    assert not StoryDay.objects.exists()


@pytest.mark.parametrize("end", ["", "page/"])
@pytest.mark.parametrize("who", ["nobody", "reader", "moderator"])
def test_it_is_a_way_round_the_wall_for_nobody(client, story, ben, end, who):
    if who == "moderator":
        ben.groups.add(make_roles()[Role.MODERATOR])
    if who != "nobody":
        client.force_login(ben)
    got = client.get(f"/newsroom/stories/{story.number}/as/{end}", {"as": "registered"}, follow=True)
    assert CANARY not in got.content.decode()


@pytest.mark.parametrize("asked", [{"edition": "xx", "home": "<b>"}, {"as": "emperor"}, {"version": "next"}])
def test_what_is_asked_wrongly_is_the_first_that_there_is(journalist, story, asked):
    assert decision(journalist, story, **asked) is Reason.MUST_REGISTER


def test_every_visitor_can_be_chosen_and_a_story_that_is_not_there_is_not_found(journalist, story):
    for as_ in VISITORS:
        assert page(journalist, story, **{"as": as_}).status_code == 200
    assert journalist.get("/newsroom/stories/999999/as/").status_code == 404
