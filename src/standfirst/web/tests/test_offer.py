"""What stands at the cut."""

import pytest

from standfirst.newsroom.stories.testing import CANARY

from .flow import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_spent")]


def test_the_offer_says_what_is_left_and_comes_back_to_the_cut(client, story):
    page = client.get(story.address).content.decode()
    assert "6 more paragraphs, one minute" in page
    assert f'<input type="hidden" name="next" value="{story.address}#cut">' in page
    assert CANARY not in page


def test_a_reader_gets_the_rest_of_the_same_article_and_no_offer(client, story):
    join(client)
    page = client.get(story.address).content.decode()
    assert CANARY in page
    assert 'id="cut"' not in page


def test_in_an_open_edition_there_is_no_offer(client, story, us, settings):
    client.cookies["edition"] = "us"
    page = client.get(story.address).content.decode()
    assert CANARY in page
    assert 'id="cut"' not in page


def test_the_offers_field_works_without_javascript(client, story):
    answer = join(client, target=f"{story.address}#cut")
    assert answer["Location"] == f"{story.address}#cut"
    assert CANARY in client.get(answer["Location"]).content.decode()
