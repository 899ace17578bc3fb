"""One stream a browser: what was announced is heard in every tab, and no tab hangs the paper."""

from playwright.sync_api import Page

LISTEN = """async () => {
    const { listen } = await import("/static/delivery/stream.js");
    window.heard = [];
    listen("thread/4711", (number) => window.heard.push(number));
}"""


def announce(paper, number: int) -> None:
    paper.python(f"from standfirst.delivery.bus import announce\nannounce('thread/4711', {number})")


def listening(page: Page) -> Page:
    page.goto("/")
    page.evaluate(LISTEN)
    return page


def test_all_tabs_hear_what_one_of_them_is_told(new_context, paper):
    context = new_context()
    tabs = [listening(context.new_page()) for _ in range(3)]
    tabs[0].wait_for_timeout(1500)
    announce(paper, 3)
    for tab in tabs:
        tab.wait_for_function("heard.includes(3)", timeout=5000)


def test_when_the_tab_that_listens_goes_another_takes_over(new_context, paper):
    context = new_context()
    first, second = (listening(context.new_page()) for _ in range(2))
    first.wait_for_timeout(1000)
    first.close()
    second.wait_for_timeout(1500)
    announce(paper, 4)
    second.wait_for_function("heard.includes(4)", timeout=5000)


def test_with_eight_tabs_open_the_ninth_loads(new_context, paper, bridge):
    context = new_context()
    for _ in range(8):
        page = context.new_page()
        page.goto(bridge.address)
        page.evaluate(LISTEN)
    ninth = context.new_page()
    assert ninth.goto(bridge.address, timeout=8000).ok


def test_a_browser_that_blocks_streams_stays_quiet(new_context, paper):
    page = new_context().new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("delete window.EventSource")
    listening(page)
    page.wait_for_timeout(300)
    assert said == []


def test_a_tab_that_goes_interrupts_no_other(new_context, paper):
    context = new_context()
    first = listening(context.new_page())
    streams: list[str] = []
    context.on("request", lambda asked: streams.append(asked.url) if "/_/stream?" in asked.url else None)
    second = context.new_page()
    second.goto("/")
    second.evaluate(LISTEN.replace("4711", "4712"))  # what nobody listened to yet
    first.wait_for_timeout(1500)
    opened = len(streams)
    second.goto("about:blank")
    first.wait_for_timeout(1500)
    assert (opened > 0, len(streams)) == (True, opened)
