"""An editor works: writes, looks at both editions, puts a picture in, publishes; a stranger reads it at once."""

import contextlib
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect

from standfirst.newsroom.pictures.metadata import PictureWords, packet_of

from .steps import paragraphs

SIGN_IN = """
from django.test import Client
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role
from standfirst.newsroom.stories.actions import make_section
from standfirst.readers.testing import sign_in
made = make_staff(email="eve@example.org", name="Eve Ray", role=Role.EDITOR)
client = Client()
sign_in(client, made.reader)
answer = [client.cookies["session"].value, make_section(title="World", slug="world").pk]
"""


@pytest.fixture(scope="module")
def eve(paper):
    """The session of an editor, and the number of a section."""
    return paper.python(SIGN_IN)


@pytest.fixture
def desk(paper, eve, new_context):
    context = new_context()
    context.add_cookies([{"name": "session", "value": eve[0], "url": paper.url}])
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda said: page.troubles.append(said.text) if said.type == "error" else None)
    return page


def photograph():
    out = io.BytesIO()
    words = packet_of(PictureWords(credit="PA via Reuters", creator="Jo Field"))
    Image.effect_noise((900, 600), 60).convert("RGB").save(out, "JPEG", xmp=words)
    return {"name": "quay.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def write(desk, section):
    desk.goto(f"/newsroom/pages/add/stories/article/{section}/")
    desk.fill("[name=label]", "Analysis")
    desk.fill("[name=title]", "Harbour wall holds")
    desk.fill("[name=standfirst]", "The storm came and went.")
    desk.locator(".c-sf-add-button").first.click()
    desk.get_by_role("option", name="Paragraph").first.click()
    desk.locator(".public-DraftEditor-content").first.click()
    for number in range(1, 6):
        desk.keyboard.type(f"Paragraph {number} of five.")
        desk.keyboard.press("Enter")
    # The editor saves by itself: the form becomes that of a page there is, and its preview begins anew.
    desk.wait_for_url("**/edit/**", timeout=90_000)
    expect(desk.locator("[name^=body-][name$=-value]").first).to_have_value(
        re.compile("5 of five"), timeout=90_000
    )


def look_as(desk, visitor, sign):
    """Choose it in the preview until it is on show: while a page loads there, Wagtail hears no other wish."""
    for _time in range(6):
        desk.get_by_label("Preview mode").select_option(visitor)
        with contextlib.suppress(TookTooLong):
            sign.wait_for(timeout=15_000)
            return
    raise AssertionError(f"the preview never showed the story as {visitor} sees it")


def test_a_story_is_written_previewed_in_its_editions_and_published(desk, eve, page):
    write(desk, eve[1])
    desk.locator('[aria-label="Toggle preview"]').first.click()
    preview = desk.frame_locator("iframe").first
    preview.get_by_text("Paragraph 5 of five.").wait_for()
    look_as(desk, "uk/stranger", preview.locator(".offer"))
    expect(preview.get_by_text("Paragraph 3 of five.")).to_have_count(1, timeout=90_000)
    expect(preview.get_by_text("Paragraph 5 of five.")).to_have_count(0, timeout=90_000)
    desk.locator("footer [data-w-dropdown-target=toggle]").first.click()
    desk.get_by_role("button", name="Publish").first.click()
    address = desk.get_by_text("View live").first.get_attribute("href")
    page.goto(address)
    assert page.get_by_role("heading", level=1).inner_text() == "Harbour wall holds"
    assert len(paragraphs(page)) == 3
    assert desk.troubles == []


def test_an_uploaded_picture_brings_its_words_and_what_is_none_is_refused_in_words(desk):
    desk.goto("/newsroom/images/multiple/add/")
    chosen = desk.locator("input[type=file]").first
    chosen.set_input_files([{"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"Dear editor"}])
    desk.get_by_text("This is no picture that can be taken").wait_for()
    chosen.set_input_files([photograph()])
    desk.locator("[name$=credit]").first.wait_for()
    assert desk.locator("[name$=credit]").first.input_value() == "PA via Reuters"
    assert desk.troubles == []


def test_the_worker_makes_the_files_of_a_picture(paper, page):
    story = paper.python(
        "from django.core.files.uploadedfile import SimpleUploadedFile\n"
        "from standfirst.newsroom.pictures.testing import make_picture\n"
        "from standfirst.newsroom.stories.actions import make_section\n"
        "from standfirst.newsroom.stories.testing import make_story\n"
        "picture = make_picture(width=900, height=600, caption='The quay', credit='PA')\n"
        "world = make_section(title='World', slug='world')\n"
        "answer = make_story(section=world, title='With a picture', lead_picture=picture).address"
    )
    for _time in range(50):
        page.goto(story)
        sources = page.locator("figure source").evaluate_all("all => all.map(one => one.type)")
        if sources:
            break
        page.wait_for_timeout(300)
    assert sources == ["image/avif", "image/jpeg"]
    shown = page.locator("figure img").first
    assert shown.evaluate("async img => { await img.decode(); return img.currentSrc }").endswith(".avif")


def test_what_engines_are_told_is_data_and_runs_into_no_policy(page, bridge):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(bridge.address)
    assert '"@type":"AnalysisNewsArticle"' in page.locator('script[type="application/ld+json"]').inner_text()
    assert said == []
