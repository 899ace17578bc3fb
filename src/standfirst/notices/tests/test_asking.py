"""Nobody is asked where an edition does not ask, and who said no learns how to change it."""

import pytest

from standfirst.newsroom.stories.models import Topic
from standfirst.notices.push.switches import SWITCHES, switch_of

pytestmark = pytest.mark.django_db
LINE = "Stay up to date with notifications from The Harbour Post"
AGENTS = {
    "Firefox": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "iPhone, iPad": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "CriOS/130.0 Mobile/15E148 Safari/604.1",
    "Chrome, Android": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile "
    "Safari/537.36",
    "Samsung Internet": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 "
    "Chrome/122.0 Mobile Safari/537.36",
    "Safari, Mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Safari/605.1.15",
    "Edge": "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0",
}


@pytest.mark.parametrize(("browser", "agent"), AGENTS.items())
def test_each_browser_is_shown_its_own_way_first(client, uk, browser, agent):
    page = client.get("/notices/browser", headers={"user-agent": agent})
    assert page.context["own"].browser == browser
    assert len(page.context["others"]) == len(SWITCHES) - 1


def test_a_browser_that_nobody_knows_is_shown_all_of_them(client, uk):
    assert switch_of("Lynx/2.9") is None
    assert "Add to Home Screen" in client.get("/notices/browser").content.decode()


def test_an_edition_that_does_not_ask_shows_no_line_and_its_preferences_stand(client, story, us):
    client.cookies["edition"] = "us"
    assert LINE in client.get(story.address).content.decode()
    us.asks_to_notify = False
    us.save()
    assert LINE not in client.get(story.address).content.decode()
    assert client.get("/notices/preferences").status_code == 200


def test_the_question_offers_the_storys_topics_to_whoever_wants_to_choose(client, story, us):
    story.topics.add(Topic.objects.create(name="Bridges", slug="bridges"))
    story.save_revision().publish()
    choices = client.get(f"/notices/topics/{story.pk}").content.decode()
    assert 'value="bridges"' in choices
    story.unpublish()
    assert "bridges" not in client.get(f"/notices/topics/{story.pk}").content.decode()
