"""Crawlers: a name is a hint, and only a machine's own domain counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.crawlers import KNOWN, parse_crawlers

CRAWLERS = parse_crawlers(KNOWN)
GOOGLEBOT = CRAWLERS.called("googlebot")
AGENT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def test_a_name_in_the_user_agent_is_a_hint():
    assert CRAWLERS.hinted(AGENT) is GOOGLEBOT
    assert CRAWLERS.hinted("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") is None


@pytest.mark.parametrize("host", ["crawl-66-249-66-1.googlebot.com", "CRAWL.GoogleBot.com."])
def test_a_machine_of_the_crawler_is_below_its_domain(host):
    assert GOOGLEBOT.owns(host)


@pytest.mark.parametrize(
    "host",
    [
        "googlebot.com",
        "evilgooglebot.com",
        "googlebot.com.evil.example",
        "x.google.com",
        "",
        ".",
        "googlebot",
    ],
)
def test_what_only_looks_like_one_is_none(host):
    assert not GOOGLEBOT.owns(host)


def test_the_longest_name_is_meant():
    crawlers = parse_crawlers("examplebot=a.example examplebot-news=b.example")
    assert crawlers.hinted("ExampleBot-News/1.0").name == "examplebot-news"


@pytest.mark.parametrize(
    "text", ["googlebot", "googlebot=", "g=x.example", "googlebot=com", "a b=c", "bot=-x.com"]
)
def test_what_is_no_crawler_is_refused_in_words(text):
    with pytest.raises(ValueError, match="is no crawler"):
        parse_crawlers(text)


def test_a_paper_may_know_none():
    assert parse_crawlers("").hinted(AGENT) is None


@given(st.text(max_size=60))
def test_any_agent_is_a_known_crawler_or_none(agent):
    found = CRAWLERS.hinted(agent)
    assert found is None or found.name in agent.lower()


@given(st.text(max_size=40))
def test_any_setting_is_read_or_refused_in_words(text):
    said = "no crawler"
    try:
        parse_crawlers(text)
    except ValueError as error:
        said = str(error)
    assert "no crawler" in said
