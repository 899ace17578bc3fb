"""A stranger reads: in two editions, in two time zones, by keyboard, with and without JavaScript."""

import pytest

from .steps import dateline, focused, paragraphs, switch_edition


def test_one_instant_is_told_in_each_editions_own_zone(page, bridge):
    page.goto(bridge.address)
    assert dateline(page) == "Tuesday 12 September 2023 10:57 BST"
    switch_edition(page, "US")
    assert page.url.endswith(bridge.address)
    assert dateline(page) == "Tuesday 12 September 2023 05:57 EDT"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_switch_changes_front_zone_language_and_wall(new_context, bridge, javascript):
    page = new_context(javascript=javascript).new_page()
    page.goto(bridge.address)
    assert len(paragraphs(page)) == 3
    switch_edition(page, "US")
    assert len(paragraphs(page)) == 9
    assert page.locator("html").get_attribute("lang") == "en-US"
    switch_edition(page, "Deutschland")
    assert page.locator("html").get_attribute("lang") == "de"
    assert len(paragraphs(page)) == 3


def test_looking_at_another_editions_front_changes_no_edition(page, bridge):
    page.goto("/us/")
    assert page.locator("html").get_attribute("lang") == "en-US"
    page.goto(bridge.address)
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.context.cookies() == []


def test_the_canary_is_nowhere_in_the_bytes_of_a_cut_page(page, bridge):
    answer = page.goto(bridge.address)
    assert answer is not None
    assert "xanthocanary" not in answer.text()
    assert "xanthocanary" not in page.content()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page, bridge):
    page.goto(bridge.address)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    assert page.locator(".skip").bounding_box()["width"] > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_every_stop_of_the_keyboard_can_be_seen(page, bridge):
    """WCAG 2.2, 2.4.7 and 2.4.11: focus is visible and not hidden under something."""
    page.goto(bridge.address)
    stops = page.locator("a[href], button, input:not([type=hidden]), textarea, select, summary").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
            if (at === document.body) return true;
            const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
            const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return marked && over !== null && (at.contains(over) || over.contains(at));
        }""")
        assert seen, focused(page)


def test_the_switch_works_by_keyboard(page, bridge):
    page.goto(bridge.address)
    while focused(page) != "US":
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert dateline(page).endswith("EDT")


ODD = [
    "/?page=99999999999999999999",
    "/world/?page=x",
    "/search?q=" + "x" * 10_000,
    "/%00",
    "/world/-1",
    "/xx/yy/zz",
]


@pytest.mark.parametrize("address", ODD, ids=["page", "no page", "long", "nul", "minus", "deep"])
def test_an_odd_address_gets_a_page_or_a_no_never_a_500(page, bridge, address):
    answer = page.goto(address)
    assert answer is not None
    assert answer.status < 500
    assert answer.status >= 400 or page.locator("h1").count() == 1


COOKIES = ["edition=xx", "edition=" + "x" * 3000, "pass=v1.a.b.c", "pass=%00", "edition=uk; edition=zz"]


@pytest.mark.parametrize("cookie", COOKIES, ids=["unknown", "long", "forged", "nul", "two"])
def test_odd_cookies_get_a_page(new_context, bridge, cookie):
    page = new_context(extra_http_headers={"Cookie": cookie}).new_page()
    answer = page.goto(bridge.address)
    assert answer is not None
    assert answer.status == 200
    assert "xanthocanary" not in answer.text()
