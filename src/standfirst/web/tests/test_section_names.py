"""The name of a section, on every page and for every machine, is the one of the edition on show."""

import json
import re

import pytest

from standfirst.newsroom.stories.actions import call_section
from standfirst.newsroom.stories.testing import make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def german(client, story, de):
    call_section(story.section, edition=de, name="Welt")
    client.cookies["edition"] = "de"
    return client


def read(client, address):
    return client.get(address).content.decode()


def test_the_menu_says_it(german, story):
    for address in ("/de/", "/world/", story.address, f"{story.address}/comments", "/nowhere"):
        assert '<a href="/world/"' in read(german, address)
        assert re.search(r'<a href="/world/"[^>]*>Welt</a>', read(german, address)), address


def test_the_same_menu_in_another_edition_says_its_title(german):
    german.cookies["edition"] = "uk"
    html = read(german, "/world/")
    assert (">World</a>" in html, "Welt" in html) == (True, False)


def test_the_sections_page_says_it_in_title_heading_and_feed_link(german):
    html = read(german, "/world/")
    assert re.search(r"<title>Welt \|", html)
    assert "<h1>Welt</h1>" in html
    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*: Welt">', html)
    assert 'content="Welt: ' in html


def test_a_block_of_the_front_says_it(german, story):
    for number in range(16):
        make_story(section=story.section, title=f"Story {number}")
    assert re.search(r'<h2 class="front-name"[^>]*><a href="/world/">Welt</a></h2>', read(german, "/de/"))


def test_a_thread_says_it_above_the_headline(german, story):
    assert '<p class="label"><a href="/world/">Welt</a></p>' in read(german, f"{story.address}/comments")


def test_machines_are_told_it(german, story):
    html = read(german, story.address)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["articleSection"] == "Welt"
    assert '<meta property="article:section" content="Welt">' in html


def test_a_feed_says_the_name_of_its_own_edition(german, uk):
    assert 'category term="Welt"' in read(german, "/feeds/de.atom")
    assert ": Welt</title>" in read(german, "/feeds/de/world.atom")
    assert ": World</title>" in read(german, "/feeds/uk/world.atom")
