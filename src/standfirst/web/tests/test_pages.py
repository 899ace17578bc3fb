"""What every page of the paper has, and what none of them may have."""

import re

import pytest
from django.template import engines
from django.template.loader import get_template

from standfirst.newsroom.stories.models import Author, Byline, StandingPage, Topic
from standfirst.newsroom.stories.testing import make_story

pytestmark = pytest.mark.django_db

ERRORS = ["400", "403", "404", "410", "429", "451", "500", "send_again", "page"]


@pytest.fixture
def addresses(story):
    """One page of each kind."""
    author = Author.objects.create(name="Maya Okafor", slug="maya-okafor")
    topic = Topic.objects.create(name="Bridges", slug="bridges")
    story.bylines.add(Byline(author=author))
    story.topics.add(topic)
    story.save_revision().publish()
    page = StandingPage(title="About", slug="about", text="# About\n\nBy [[people]]. <script>x</script>")
    story.section.get_parent().add_child(instance=page)
    return [
        "/",
        "/uk/",
        story.section.address,
        story.address,
        author.address,
        topic.address,
        "/about",
        "/nowhere/x",
    ]


def test_each_page_has_one_h1_and_the_three_landmarks(client, addresses):
    for address in addresses:
        html = client.get(address).content.decode()
        found = [len(re.findall(rf"<{tag}[ >]", html)) for tag in ("h1", "main", "footer")]
        assert (address, found) == (address, [1, 1, 1])
        assert '<header class="masthead">' in html


def test_each_page_says_its_language_and_direction(client, addresses):
    for address in addresses:
        assert '<html lang="en-GB" dir="ltr">' in client.get(address).content.decode()


def test_no_page_has_an_inline_script_or_style(client, addresses):
    for address in addresses:
        html = client.get(address).content.decode()
        assert not re.findall(
            r"<style|style=|<script(?![^>]* src=)(?! type=\"application/ld\+json\")|\son[a-z]+=", html
        ), address


def test_every_page_but_an_error_has_a_description(client, addresses):
    for address in addresses[:-1]:
        found = re.search(r'<meta name="description" content="([^"]+)"', client.get(address).content.decode())
        assert found, address


def test_every_picture_has_an_alternative(client, addresses):
    for address in addresses:
        for tag in re.findall(r"<img [^>]*>", client.get(address).content.decode()):
            assert " alt=" in tag


def test_hreflang_is_for_fronts_alone(client, addresses, us):
    found = {
        address: 'rel="alternate" hreflang' in client.get(address).content.decode() for address in addresses
    }
    assert [address for address, has in found.items() if has] == ["/", "/uk/"]


def test_a_front_has_each_of_its_stories_once(client, world):
    stories = [make_story(section=world, title=f"Story {n}", slug=f"s{n}") for n in range(12)]
    html = client.get("/uk/").content.decode()
    assert [html.count(f'href="{story.address}"') for story in stories] == [1] * 12


def test_a_standing_page_leaves_its_gaps_open_and_runs_no_html(client, addresses):
    html = client.get("/about").content.decode()
    assert ("<mark>" not in html, "<script>x" in html) == (True, False)


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_compile(name):
    assert get_template(f"errors/{name}.html")


def test_what_was_typed_is_shown_again_with_a_token(client, uk):
    strict = type(client)(enforce_csrf_checks=True)
    typed = {"text": "A long comment that nobody wants to type twice.", "edition": "uk"}
    html = strict.post("/edition", typed).content.decode()
    assert (typed["text"] in html, 'name="csrfmiddlewaretoken"' in html) == (True, True)


def test_what_another_site_sent_is_not_shown(client, uk):
    strict = type(client)(enforce_csrf_checks=True)
    html = strict.post(
        "/edition", {"text": "x" * 70}, headers={"Sec-Fetch-Site": "cross-site"}
    ).content.decode()
    assert "x" * 70 not in html


def test_the_page_for_a_broken_database_needs_no_request():
    assert "our fault" in engines["django"].get_template("errors/500.html").render()
