"""A visit on its way to a page."""

from __future__ import annotations

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.testing import CANARY
from standfirst.web.visits import Visit


def test_a_visit_that_waited_while_a_wall_went_up_meets_the_wall(client, story, us):
    before = Visit(edition=us, home=us)
    assert CANARY in client.get(story.address, **{"standfirst.visit": before}).text
    edition = Edition.objects.get(slug="us")
    edition.wall = "registered:3"
    edition.save()
    assert CANARY not in client.get(story.address, **{"standfirst.visit": before}).text


def test_a_visit_to_an_edition_that_is_no_more_is_worked_out_anew(client, story, us, uk):
    Edition.objects.get(slug="us").delete()
    page = client.get(story.address, **{"standfirst.visit": Visit(edition=us, home=us)})
    assert page.status_code == 200
    assert CANARY not in page.text
