"""Ada writes an alert, Cleo approves it and stops it; the breaking strip comes and goes on pages that are open."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from .quality import axe

SOON = 15_000
SIGN_IN = """
from django.test import Client
from standfirst.editions.models import Edition
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role
from standfirst.readers.testing import sign_in
Edition.objects.filter(slug="de").update(alerts_by_two=True)
answer = []
for name, role in (("Ada Alertson", Role.JOURNALIST), ("Cleo Alertson", Role.EDITOR)):
    made = make_staff(email=name.split()[0].lower() + "@alerts.example.org", name=name, role=role)
    client = Client()
    sign_in(client, made.reader)
    answer.append(client.cookies["session"].value)
"""
SHIFTS = """new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.value)))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def sessions(paper):
    return paper.python(SIGN_IN)


@pytest.fixture(scope="module")
def quay(paper):
    return paper.story(title="Quay wall gives way")


@pytest.fixture
def desks(paper, sessions, new_context):
    """A tab of Ada's, who writes, and one of Cleo's, who may send."""
    tabs = []
    for session in sessions:
        context = new_context()
        context.add_cookies([{"name": "session", "value": session, "url": paper.url}])
        tab = context.new_page()
        tab.set_default_timeout(60_000)
        tabs.append(tab)
    return tabs


def write(ada: Page, story, text: str) -> str:
    """Ada's draft for seven o'clock tomorrow in Germany; its address."""
    ada.goto(f"/newsroom/alerts/write/{story.number}/")
    ada.get_by_label("Text").fill(text)
    expect(ada.locator("[data-alert-shown]").first).to_have_text(text)
    for name in ("UK", "US"):
        ada.get_by_label(name, exact=True).uncheck()
    ada.get_by_label("Day", exact=True).fill(f"{datetime.now(UTC).date() + timedelta(days=2)}")
    ada.get_by_label("Time in each edition").fill("07:00")
    ada.get_by_role("button", name="Look at it").click()
    ada.wait_for_url(re.compile(r"/newsroom/alerts/\d+/$"))
    return ada.url


def test_one_writes_another_approves_and_stops(desks, quay):
    ada, cleo = desks
    address = write(ada, quay, "The quay wall has given way")
    expect(ada.get_by_text("Somebody else than who wrote it must approve it.")).to_be_visible()
    expect(ada.get_by_text(re.compile(r"07:00 (CET|CEST|MEZ|MESZ)"))).to_be_visible()
    assert ada.locator("#send-alert").count() == 0

    cleo.goto(address)
    assert [line for line in axe(cleo) if "alert" in line] == []
    cleo.get_by_role("button", name="Approve it for its time").click()
    cleo.get_by_text("The alert waits for its time.").wait_for()
    cleo.get_by_label("Why").fill("The harbour master denies it")
    cleo.get_by_role("button", name="Stop it").click()
    cleo.get_by_text("Stopped. Nobody more is told.").wait_for()
    expect(cleo.locator("[data-alert-progress]")).to_contain_text("stopped by Cleo Alertson")
    expect(cleo.locator("[data-alert-progress]")).to_contain_text("The harbour master denies it")
    cleo.goto("/newsroom/alerts/")
    expect(cleo.get_by_role("link", name="The quay wall has given way")).to_be_visible()


def set_strip(cleo: Page, story, text: str) -> None:
    cleo.goto(f"/newsroom/breaking/set/{story.number}/")
    cleo.get_by_label("Text").fill(text)
    for name in ("UK", "US"):
        cleo.get_by_label(name, exact=True).uncheck()
    cleo.get_by_role("button", name="Set the strip").click()
    cleo.get_by_text("The strip stands on every page.").wait_for()


def end_strip(cleo: Page) -> None:
    cleo.goto("/newsroom/breaking/")
    cleo.get_by_role("button", name="End it").click()
    cleo.get_by_text("The strip is gone.").wait_for()


def test_the_strip_comes_and_goes_on_open_pages_and_moves_nothing(
    paper, desks, quay, new_context, plain_page
):
    _ada, cleo = desks
    context = new_context()
    context.add_cookies([{"name": "edition", "value": "de", "url": paper.url}])
    front, story = context.new_page(), context.new_page()
    front.goto("/de/")
    story.goto(quay.address)
    strips = [tab.locator(".breaking a") for tab in (front, story)]
    assert [strip.count() for strip in strips] == [0, 0]
    front.wait_for_timeout(1000)  # until the tabs have agreed which of them listens

    set_strip(cleo, quay, "Kaimauer eingestürzt")
    for strip in strips:
        expect(strip).to_have_text("Kaimauer eingestürzt", timeout=SOON)
    assert story.evaluate(SHIFTS) == 0
    assert [line for line in axe(story) if "breaking" in line] == []
    plain_page.goto("/de/")
    expect(plain_page.locator(".breaking a")).to_have_text("Kaimauer eingestürzt")
    assert plain_page.locator(".breaking button").is_hidden()

    story.get_by_role("button", name="Schließen").or_(story.get_by_role("button", name="Close")).click()
    expect(strips[1]).to_have_count(0)
    story.reload()
    story.wait_for_timeout(500)
    expect(strips[1]).to_have_count(0)
    expect(strips[0]).to_have_count(1)

    end_strip(cleo)
    expect(strips[0]).to_have_count(0, timeout=SOON)
    plain_page.reload()
    expect(plain_page.locator(".breaking a")).to_have_count(0)


def test_without_javascript_all_of_it_works(paper, sessions, quay, new_context):
    context = new_context(javascript=False)
    context.add_cookies([{"name": "session", "value": sessions[1], "url": paper.url}])
    cleo = context.new_page()
    cleo.set_default_timeout(60_000)
    cleo.goto(f"/newsroom/alerts/write/{quay.number}/")
    cleo.fill("[name=text]", "The quay is shut")
    for name in ("UK", "Deutschland"):
        cleo.get_by_label(name, exact=True).uncheck()
    cleo.locator("button", has_text="Look at it").click()
    assert "The quay is shut" in cleo.locator("#alert-preview").inner_text()
    cleo.locator("#send-alert").click()
    assert "The alert is on its way." in cleo.locator("body").inner_text()
    cleo.goto(cleo.url)
    cleo.locator("[data-alert-progress]").wait_for()
