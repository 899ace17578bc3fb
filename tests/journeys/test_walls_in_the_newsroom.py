"""An editor changes a story's wall: the next stranger meets it, it is seen as others see it, and it is counted."""

import pytest

from .joining import register_at_the_cut
from .paper import Story
from .steps import paragraphs

SIGN_IN = """
from django.test import Client
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role
from standfirst.readers.testing import sign_in
made = make_staff(email="wanda@example.org", name="Wanda Wall", role=Role.EDITOR)
client = Client()
sign_in(client, made.reader)
answer = client.cookies["session"].value
"""
PATIENCE = 60_000


@pytest.fixture(scope="module")
def quay(paper) -> Story:
    """A story that nobody else reads."""
    return paper.story(title="Quay walled again")


@pytest.fixture
def desk(paper, new_context):
    context = new_context()
    context.add_cookies([{"name": "session", "value": paper.python(SIGN_IN), "url": paper.url}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def wall(desk, story):
    """The editor sets one paragraph, in words of the story's own, and publishes."""
    desk.goto(f"/newsroom/pages/{story.number}/edit/#tab-wall")
    desk.get_by_text("As others say").wait_for()
    desk.locator("input[name=wall][value=registered]").check()
    desk.locator("input[name=wall-paragraphs]").fill("1")
    desk.locator("#id_offers-ADD").click()
    desk.locator("[name=offers-0-edition]").select_option(label="UK")
    desk.locator("[name=offers-0-offer_headline]").fill("The quay & you")
    desk.locator("footer [data-w-dropdown-target=toggle]").first.click()
    desk.get_by_role("button", name="Publish").first.click()
    desk.get_by_text("View live").first.wait_for()


def counted(desk, story):
    """Reads, walls met and registrations, as the story's own page in the newsroom says."""
    desk.goto(f"/newsroom/stories/{story.number}/numbers/")
    return [int(said) for said in desk.locator(".numbers-sums dd").all_inner_texts()[:3]]


def counted_at_least(desk, story, least):
    """The Front hands its counts over every few seconds."""
    for _ in range(30):
        now = counted(desk, story)
        if all(have >= wanted for have, wanted in zip(now, least, strict=True)):
            return now
        desk.wait_for_timeout(1000)
    return now


def test_a_wall_is_changed_met_at_once_seen_as_others_see_it_and_counted(desk, quay, page, mailbox):
    page.goto(quay.address)
    assert len(paragraphs(page)) == 3
    wall(desk, quay)
    page.reload()
    page.get_by_role("heading", name="The quay & you").wait_for()
    assert len(paragraphs(page)) == 1

    desk.goto(f"/newsroom/stories/{quay.number}/as/")
    assert "One paragraph, then the offer" in desk.locator("#decision").inner_text()
    shown = desk.frame_locator("#page")
    shown.get_by_role("heading", name="The quay & you").wait_for()
    desk.get_by_label("Visitor").select_option("registered")
    desk.get_by_role("button", name="See it").click()
    shown.get_by_text("Paragraph 9 of the story.").wait_for()

    register_at_the_cut(page, mailbox, "quentin@example.org")
    page.get_by_text("Paragraph 9 of the story.").wait_for()
    reads, walls, registrations = counted_at_least(desk, quay, [1, 2, 1])
    assert (walls, registrations) == (2, 1)
    assert reads >= 1
