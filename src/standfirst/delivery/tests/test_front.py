"""The Front: what is stored, what is not, and what nobody may slip in or out."""

import asyncio
import time
from dataclasses import dataclass, replace

import pytest

from standfirst.delivery.front import Visited
from standfirst.delivery.testing import STRANGER, Page, SmallDjango, ask, fetch, small_front
from standfirst.delivery.variant import Variant


@pytest.fixture
def django():
    return SmallDjango()


@pytest.fixture
def front(django):
    return small_front(django)


def run(coroutine):
    return asyncio.run(coroutine)


def test_the_second_reader_is_answered_without_django(front, django):
    run(fetch(front, "/world/a-81"))
    assert run(fetch(front, "/world/a-81")).text == "<p>A page.</p>"
    assert len(django.asked) == 1


def test_no_shared_page_stands_on_the_other_host(front, django):
    front.policy = replace(front.policy, other_host=b"desk.example")
    run(fetch(front, "/world/a-81", host="paper.example"))
    for _ in range(2):
        run(fetch(front, "/world/a-81", host="Desk.example"))
    assert len(django.asked) == 3  # it says itself what is there


def test_two_hundred_readers_at_once_cost_one_render(front, django):
    django.meanwhile = lambda: time.sleep(0.05)

    async def many():
        return await asyncio.gather(*(fetch(front, "/world/a-81") for _ in range(200)))

    assert {got.status for got in run(many())} == {200}
    assert len(django.asked) == 1


@pytest.mark.parametrize(
    "page",
    [
        Page(headers=[("Set-Cookie", "a=b")]),
        Page(headers=[("Cache-Control", "private, no-store")]),
        Page(status=500),
        Page(status=302),
        Page(keys=""),
    ],
    ids=["a cookie", "personal", "an error", "a passing redirect", "no keys"],
)
def test_what_may_not_be_kept_is_not_kept(front, django, page):
    django.page = page
    run(fetch(front, "/world/a-81"))
    run(fetch(front, "/world/a-81"))
    assert (len(front.store), len(django.asked)) == (0, 2)


def test_a_render_that_began_before_its_key_was_forgotten_is_not_kept(front, django):
    django.meanwhile = lambda: front.store.forget(["article/81"])
    assert run(fetch(front, "/world/a-81")).status == 200
    assert len(front.store) == 0


def test_a_page_is_rendered_anew_once_it_would_read_differently(front, django):
    django.page.headers = [("Standfirst-Until", str(time.time() + 0.05))]
    run(fetch(front, "/world/a-81"))
    time.sleep(0.06)
    run(fetch(front, "/world/a-81"))
    assert len(django.asked) == 2


def test_unknown_parameters_fill_nothing_and_reach_no_view(front, django):
    for number in range(20):
        run(fetch(front, f"/world/?utm_source={number}&page=2&page=3"))
    assert (len(front.store), len(django.asked)) == (1, 1)
    assert django.asked[0]["QUERY_STRING"] == "page=3"


@pytest.mark.parametrize(
    ("path", "status"), [("/a" * 3000, 414), ("/a\0b", 400), ("/\ufffd", 400), ("no-slash", 400)]
)
def test_hostile_paths_are_refused_and_fill_nothing(front, django, path, status):
    assert run(fetch(front, path)).status == status
    assert (len(front.store), len(django.asked)) == (0, 0)


def test_a_question_mark_in_a_path_names_no_copy_of_another_address(front, django):
    """`/world/%3Fpage=2` must not be kept under the name of `/world/?page=2`."""
    scope = {
        "type": "http", "method": "GET", "path": "/world/?page=2", "raw_path": b"/world/%3Fpage=2", "query_string": b"",
        "headers": [],
    }  # fmt: skip
    assert run(ask(front, scope)).status == 400
    assert run(fetch(front, "/world/?page=2")).status == 200
    assert [asked["QUERY_STRING"] for asked in django.asked] == ["page=2"]


def test_headers_without_end_are_refused(front):
    assert run(fetch(front, "/", cookie="a" * 40_000)).status == 431


def test_methods_nobody_uses_are_refused(front):
    assert run(fetch(front, "/", method="TRACE")).status == 405


def test_nothing_internal_leaves_and_what_leaves_is_private(front):
    got = run(fetch(front, "/world/a-81"))
    assert not any(name.startswith(b"standfirst-") for name, _ in got.headers)
    assert got["cache-control"] == "private, no-cache"
    assert "Cookie" in got["vary"]
    assert got["etag"].startswith('"')


def test_an_edge_that_proves_itself_gets_the_keys_and_nobody_else(front):
    for secret, key in (("edge", "article/81"), ("guess", "")):
        keeps = f"{secret} uk uk anonymous"
        got = run(fetch(front, "/world/a-81", standfirst_edge=secret, standfirst_keeps=keeps))
        assert got["surrogate-key"] == key


@pytest.mark.parametrize(
    "keeps",
    ["", "edge", "edge uk uk registered", "edge us uk anonymous", "edge uk us anonymous", "edge uk uk anonymous+",
     "uk uk anonymous", "guess uk uk anonymous"],
)  # fmt: skip
def test_an_edge_keeps_nothing_that_was_made_for_another_than_it_takes_the_visitor_for(front, keeps):
    """Of two passes in one request it may read the first, and we the last: strangers would get a reader's copy."""
    got = run(fetch(front, "/world/a-81", standfirst_edge="edge", standfirst_keeps=keeps))
    assert (got.status, got["surrogate-control"], got["surrogate-key"]) == (200, "", "")


def test_a_shared_page_is_rendered_without_anything_the_visitor_sent(front, django):
    run(fetch(front, "/world/a-81", cookie="session=x", host="evil.example", x_forwarded_host="evil.example"))
    seen = {name for name in django.asked[0] if name.startswith("HTTP_")}
    assert (seen, django.asked[0]["HTTP_HOST"]) == ({"HTTP_HOST"}, "paper.example")


@dataclass
class Doubted:
    """A visitor whose pass has to be asked about."""

    def of(self, path, headers):
        return Visited(STRANGER, "believed", is_stale=True)

    async def settle(self, path, headers, ask, client=""):
        return Visited(STRANGER, "asked about"), [(b"set-cookie", b"pass=new")]


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
@pytest.mark.parametrize("path", ["/_/me", "/world/a-81"])
def test_a_pass_that_has_to_be_asked_about_is_believed_by_no_method(front, django, method, path):
    front.visits = Doubted()
    run(fetch(front, path, method=method))
    assert django.asked[-1]["standfirst.visit"] == "asked about"


def test_an_edge_is_told_to_keep_no_answer_that_brings_a_cookie(front):
    edge = {"standfirst_edge": "edge", "standfirst_keeps": "edge uk uk anonymous"}
    assert run(fetch(front, "/world/a-81", **edge))["surrogate-control"]
    front.visits = Doubted()
    got = run(fetch(front, "/world/a-81", **edge))
    assert (got["set-cookie"], got["surrogate-control"], got["surrogate-key"]) == ("pass=new", "", "")


def test_headers_only_we_may_set_do_not_come_in(front, django):
    scope_headers = [(b"host", b"paper.example"), (b"x_forwarded_for", b"1"), (b"standfirst-keys", b"a")]
    scope_headers += [(b"x-forwarded-for", b"198.51.100.9"), (b"accept", b"text/html")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/_/x",
        "query_string": b"",
        "client": ("192.0.2.7", 1),
    }
    run(ask(front, {**scope, "headers": scope_headers}))
    seen = {name for name in django.asked[0] if name.startswith("HTTP_")}
    assert seen == {"HTTP_HOST", "HTTP_ACCEPT"}
    assert django.asked[0]["REMOTE_ADDR"] == "192.0.2.7"


def test_only_the_edge_says_where_a_visitor_is(front, django):
    address = "203.0.113.5, 198.51.100.9"
    run(fetch(front, "/_/x", standfirst_edge="edge", x_forwarded_for=address))
    run(fetch(front, "/_/x", standfirst_edge="guess", x_forwarded_for=address))
    assert [environ["REMOTE_ADDR"] for environ in django.asked] == ["198.51.100.9", "192.0.2.7"]


def test_a_browser_that_has_the_page_is_told_so(front):
    etag = run(fetch(front, "/world/a-81", accept_encoding="br"))["etag"]
    got = run(fetch(front, "/world/a-81", accept_encoding="br", if_none_match=f'"other", W/{etag}'))
    assert (got.status, got.body, got["etag"]) == (304, b"", etag)


def test_each_encoding_is_a_copy_with_its_own_etag(front, django):
    django.page.html = "<p>word</p>" * 100
    got = {
        name: run(fetch(front, "/a", accept_encoding=name)) for name in ("br", "gzip", "identity", "br;q=0")
    }
    assert len({answer["etag"] for answer in got.values()}) == 3
    assert {answer.text for answer in got.values()} == {django.page.html}
    assert got["br;q=0"]["content-encoding"] == ""


def test_head_is_the_page_without_its_body(front, django):
    got = run(fetch(front, "/a", method="HEAD"))
    assert (got.body, got["content-length"]) == (b"", str(len(django.page.html)))
    assert django.asked[0]["REQUEST_METHOD"] == "GET"


def test_a_stale_copy_is_better_than_an_error(front, django):
    run(fetch(front, "/a"))
    front.store.forget(["article/81"])
    django.page = Page(status=500, html="broken")
    got = run(fetch(front, "/a"))
    assert (got.status, got.text) == (200, "<p>A page.</p>")


def test_what_was_withdrawn_never_comes_back(front, django):
    run(fetch(front, "/a"))
    front.store.forget(["article/81"], for_good=True)
    django.page = Page(status=500, html="broken")
    assert run(fetch(front, "/a")).status == 500


def test_a_failing_django_is_not_asked_by_everybody(front, django):
    run(fetch(front, "/a"))
    front.store.forget(["article/81"])
    django.page = Page(status=503)
    for _ in range(5):
        run(fetch(front, "/a"))
    assert len(django.asked) == 2


def test_a_page_that_is_not_there_is_kept_for_moments_and_only_by_name(front, django):
    django.page = Page(status=404, keys="section/9")
    run(fetch(front, "/gone"))
    copy = front.store.get("/gone", Variant("uk", "uk", "anonymous"))
    assert copy.until <= time.time() + 30


def test_a_crash_is_an_answer_in_words(front, django):
    def crash():
        raise RuntimeError("boom")

    django.meanwhile = crash
    got = run(fetch(front, "/a"))
    assert (got.status, "boom" in got.text) == (500, False)


def test_a_body_beyond_the_limit_is_refused(front, django):
    assert run(fetch(front, "/_/x", method="POST", body=b"x" * 1001)).status == 413
    assert django.asked == []


def test_what_is_personal_is_asked_each_time_and_said_to_be_private(front, django):
    django.page.keys = "article/81"
    got = [run(fetch(front, "/_/me")) for _ in range(2)]
    assert (len(django.asked), got[0]["cache-control"], len(front.store)) == (2, "private, no-store", 0)


def test_after_a_change_the_next_page_shows_it(front, django):
    called = []
    front.bridge.catch_up = lambda: called.append(len(django.asked))
    run(fetch(front, "/world/a-81/comments", method="POST", body=b"text=hello"))
    assert called == [1]
