"""`standfirst explain` says what the site does, because it asks the site."""

import json

import pytest

from standfirst.forum.policy.actions import set_policy
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.syndication.partners import Agreement, make_partner, revoke
from standfirst.web.command import main
from standfirst.web.explaining import CannotExplain, Question, explain
from standfirst.web.views.seeing import VISITORS
from standfirst.web.visits import Visit, visitor_in

pytestmark = pytest.mark.django_db


def asked(address, **more):
    return explain(Question(address, **more))


def test_a_strangers_article_is_cut_and_it_says_where_and_why(story, uk):
    told = asked(story.address)
    (said,) = told.stories
    assert (told.status, said["extent"], said["reason"]) == (200, "lead", "the wall asks for registration")
    assert (said["cut_after"], said["left"], said["offer"]) == (3, 6, "register")
    assert said["last_words"] == "Paragraph 3 of the story."


def test_the_home_editions_wall_counts_and_not_the_one_on_show(story, us):
    assert asked(story.address, edition="us", home="uk").stories[0]["extent"] == "lead"
    assert asked(story.address, edition="uk", home="us").stories[0]["extent"] == "whole"


@pytest.mark.parametrize(
    ("as_", "extent"), [("stranger", "lead"), ("registered", "whole"), ("gift", "whole"), ("crawler", "lead")]
)
def test_each_visitor_gets_what_the_rule_says(story, uk, as_, extent):
    assert asked(story.address, as_=as_).stories[0]["extent"] == extent


def test_a_crawler_reads_where_the_edition_grants_it_and_a_note_says_where_not(story, uk):
    assert "grants crawlers nothing" in " ".join(asked(story.address, as_="crawler").notes)
    uk.crawlers = True
    uk.save()
    told = asked(story.address, as_="crawler")
    assert (told.stories[0]["extent"], told.headers["x-robots-tag"]) == ("whole", "noarchive")


def test_keys_variant_and_headers_are_those_of_the_answer_itself(story, uk, client):
    told = asked(story.address)
    answer = client.get(story.address)
    assert told.keys == answer["Standfirst-Keys"].split()
    assert sorted(told.varies) == sorted(answer["Standfirst-Varies"].split())
    assert told.variant == {"edition": "uk", "home": "uk", "visitor": "anonymous"}
    assert told.headers["cache-control"] == "private, no-cache"
    assert told.stored
    assert not [name for name in told.headers if name.startswith("standfirst-")]


@pytest.mark.parametrize("as_", sorted(VISITORS))
def test_it_never_says_otherwise_than_the_page(story, uk, us, client, as_):
    """One implementation: what is told is whole exactly where the page is."""
    for home in (uk, us):
        told = asked(story.address, edition="uk", home=home.slug, as_=as_)
        wanted = (
            VISITORS[as_][1] if as_ != "gift" else type(VISITORS[as_][1])(granted=frozenset({story.number}))
        )
        visit = Visit(edition=uk, home=home, visitor=visitor_in(home, wanted))
        page = client.get(story.address, **{"standfirst.visit": visit}).content.decode()
        assert (told.stories[0]["extent"] == "whole") == (CANARY in page)


def test_a_feed_tells_of_each_of_its_stories(story, world):
    make_story(section=world, title="Another")
    told = asked("/feeds/uk.atom")
    assert {said["headline"] for said in told.stories} == {"Bridge reopens", "Another"}
    assert {said["extent"] for said in told.stories} == {"lead"}
    assert told.varies == []


def test_a_front_has_its_own_edition_and_keys(story, us):
    told = asked("/us/")
    assert (told.edition, told.status) == ("us", 200)
    assert "front/us" in told.keys


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/world/never-was-999999", 404, "no story has the number 999999"),
        ("/nowhere/", 404, "there is nothing here"),
        ("/elsewhere/other-words-{number}", 301, "to {story}"),
    ],
)
def test_what_is_no_page_is_said_in_words(story, address, status, words):
    names = {"number": story.number, "story": story.address}
    told = asked(address.format(**names))
    assert told.status == status
    assert words.format(**names) in told.words


def test_what_was_taken_down_is_gone(story):
    story.unpublish()
    assert "gone" in asked(story.address).words


def test_a_personal_address_says_that_it_is_never_stored(uk):
    told = asked("/_/me")
    assert (told.stored, told.keys) == (False, [])
    assert "never stored" in " ".join(told.notes)


def test_parameters_that_mean_nothing_are_dropped_and_it_says_so(story):
    told = asked(f"{story.address}?utm_source=x")
    assert told.address == story.address
    assert "were dropped" in told.notes[0]


def test_a_whole_address_of_ours_is_as_good(story):
    assert asked(f"http://localhost{story.address}").status == 200


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"address": "https://evil.example/x"}, "another site's"),
        ({"address": "world/x-1"}, "begin it with a slash"),
        ({"address": "/", "edition": "mars"}, "no edition “mars”"),
        ({"address": "/", "as_": "editor"}, "nobody is called “editor”"),
        ({"address": "/", "as_": "partner:Nobody"}, "no partner “Nobody”"),
    ],
)
def test_what_makes_no_sense_is_said_in_words(uk, question, words):
    with pytest.raises(CannotExplain, match=words):
        explain(Question(**question))


def test_a_partner_gets_what_the_agreement_says(story, uk, world):
    partner, _key = make_partner(agreement=Agreement([uk], ["atom"]), name="Wire")
    assert asked(story.address, as_="partner:Wire").stories[0]["reason"].startswith("the partner's agreement")
    assert asked("/world/", as_="partner:Wire").stories[0]["extent"] == "whole"
    assert asked("/world/no-9999", as_="partner:Wire").status == 404
    revoke(partner=partner)
    assert "revoked" in asked(story.address, as_="partner:Wire").notes[0]


def test_the_command_prints_it_for_people(story, capsys):
    assert main(["explain", story.address, "--as", "registered"]) == 0
    said = capsys.readouterr().out
    for words in (
        "whole, because the visitor is registered",
        "cut: after paragraph 3, which ends “…Paragraph 3 of the story.”",
        "below it: 6 paragraphs, which this visitor gets",
        "variant: edition=uk home=uk visitor=registered",
        f"keys: article/{story.number}",
    ):
        assert words in said


def test_and_for_programs(story, capsys):
    assert main(["explain", story.address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stories"][0]["left"] == 6


def test_a_question_that_makes_no_sense_is_one_line(uk, capsys):
    assert main(["explain", "nonsense"]) == 1
    assert "begin it with a slash" in capsys.readouterr().err


def test_it_tells_no_word_from_below_the_cut(story, capsys):
    main(["explain", story.address, "--json"])
    assert CANARY not in capsys.readouterr().out


def test_it_says_what_a_visitor_sees_of_the_thread(story, uk, ada):
    set_policy(scope=uk, by=ada, said={"strangers": "count", "visibility": "readable"})
    for address in (story.address, f"{story.address}/comments"):
        assert "is shut: readable; of what is said there this visitor sees: count" in asked(address).notes[-1]
    assert asked(story.address, as_="registered").notes[-1].endswith("sees: all")
