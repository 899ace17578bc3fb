"""Articles for machines: true, whole addresses, and not a word from below the cut."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.delivery.responses import KEYS_HEADER
from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.pictures.testing import make_picture
from standfirst.newsroom.stories.models import Author, Byline, StandingPage
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.syndication.structured import as_script

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def xml(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)


def data(client, story, edition="uk"):
    client.cookies["edition"] = edition
    return json.loads(DATA.search(client.get(story.address).content.decode())[1])


def test_an_article_says_what_it_is(client, story):
    story.bylines.add(Byline(author=Author.objects.create(name="Maya Okafor", slug="maya")))
    story.save()
    said = data(client, story)
    assert said["@type"] == "AnalysisNewsArticle"
    assert said["headline"] == story.headline
    assert said["datePublished"] == "2023-09-12T09:57:00Z"
    assert said["author"] == [
        {"@type": "Person", "name": "Maya Okafor", "url": "http://localhost/authors/maya/"}
    ]


def test_the_picture_of_an_article_is_told_with_its_credit(client, world):
    picture = make_picture(caption="The quay", credit="PA")
    make_renditions.func(picture.pk)
    said = data(client, make_story(section=world, lead_picture=picture))["image"]
    assert (said["caption"], said["creditText"], said["width"]) == ("The quay", "PA", 1200)
    assert said["url"].startswith("http://localhost/")


def test_the_card_that_is_passed_on_has_nothing_of_the_body(client, story):
    head = client.get(story.address).content.decode().partition("</head>")[0]
    assert f'<meta property="og:title" content="{story.headline}">' in head
    assert "Paragraph 1" not in head


def test_a_headline_cannot_end_the_data_block(client, world):
    story = make_story(
        section=world, title="</script><script>alert(1)</script>", standfirst="a & b <!-- \u2028"
    )
    html = client.get(story.address).content.decode()
    assert "<script>alert" not in html
    assert data(client, story)["headline"] == story.headline


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=80), max_size=5))
def test_any_words_survive_the_data_block_and_none_ends_it(words):
    script = as_script(words)
    assert "<" not in script
    assert json.loads(script) == words


def test_a_feed_has_the_lead_as_a_stranger_of_the_edition_gets_it(client, story, us):
    for edition in ("uk", "us"):
        feed = xml(client, f"/feeds/{edition}.atom")
        content = feed.find(f"{ATOM}entry/{ATOM}content").text
        assert content.count("<p>") == 3
        assert CANARY not in content


def test_no_edition_feeds_what_stands_below_the_cut_of_another(client, story, uk, us):
    """Anybody may ask for any feed, also those whose home edition has the stricter wall."""
    uk.wall = "registered:1"
    uk.save()
    for edition in ("uk", "us"):
        said = client.get(f"/feeds/{edition}.atom").content.decode()
        assert "Paragraph 1" in said
        assert "Paragraph 2" not in said


def test_a_feed_of_a_story_behind_a_wall_that_cannot_be_read_has_no_body(client, world):
    story = make_story(section=world)
    type(story).objects.filter(pk=story.pk).update(wall="nonsense")
    assert xml(client, "/feeds/uk.atom").find(f"{ATOM}entry/{ATOM}content") is None


def test_a_section_has_a_feed_of_its_own(client, story):
    feed = xml(client, "/feeds/uk/world.atom")
    assert feed.find(f"{ATOM}title").text == "The Harbour Post: World"
    assert feed.find(f"{ATOM}entry/{ATOM}link").attrib["href"] == f"http://localhost{story.address}"


@pytest.mark.parametrize(
    "address",
    ["/feeds/nowhere.atom", "/feeds/uk/nothing.atom", "/sitemaps/articles-9.xml", "/sitemaps/articles-0.xml"],
)
def test_what_is_not_there_is_not_there(client, story, address):
    assert client.get(address).status_code == 404


def test_the_sitemaps_lead_to_every_live_address(client, story, us):
    draft = make_story(section=story.section, title="Taken down")
    draft.unpublish()
    StandingPage.objects.all()
    maps = [node.text for node in xml(client, "/sitemap.xml").iter(f"{MAP}loc")]
    found = {
        node.text
        for address in maps
        for node in xml(client, address.removeprefix("http://localhost")).iter(f"{MAP}loc")
    }
    assert {f"http://localhost{path}" for path in ("/uk/", "/us/", "/world/", story.address)} == found


def test_in_the_sitemap_only_fronts_have_other_languages(client, story, us):
    fronts = client.get("/sitemaps/pages.xml").content.decode()
    assert fronts.count('hreflang="en-US"') == 2
    assert "hreflang" not in client.get("/sitemaps/articles-1.xml").content.decode()


def test_robots_are_kept_from_what_is_personal(client, uk):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /newsroom/" in text
    assert "Sitemap: http://localhost/sitemap.xml" in text


def test_security_txt_says_where_to_write_and_how_long_it_holds(client, uk):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: http://localhost/contact" in text
    assert re.search(r"Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)


@pytest.mark.parametrize("address", ["/feeds/uk.atom", "/sitemap.xml", "/sitemaps/pages.xml"])
def test_machines_get_shared_pages_that_a_new_story_drops(client, story, address):
    assert "latest" in client.get(address)["Standfirst-Keys"].split()


def test_a_feed_is_withdrawn_when_a_section_it_tells_of_has_a_new_wall(client, story):
    """Not merely forgotten: what stood in it before must not stand in for an error."""
    for address in ("/feeds/uk.atom", "/feeds/uk/world.atom"):
        assert f"section/{story.section.pk}" in client.get(address)[KEYS_HEADER].split()


def test_a_feed_does_not_ask_for_each_of_its_stories(client, world, django_assert_max_num_queries):
    for number in range(8):
        make_story(section=world, title=f"Story {number}")
    with django_assert_max_num_queries(8):
        client.get("/feeds/uk.atom")
