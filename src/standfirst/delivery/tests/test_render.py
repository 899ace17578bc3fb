"""Who gets which copy when things happen at the same time."""

import asyncio
import threading
import time

import pytest

from standfirst.delivery import render
from standfirst.delivery.front import Visited
from standfirst.delivery.testing import STRANGER, Page, SmallDjango, fetch, small_front

READER = STRANGER._replace(visitor="registered")


class ByCookie:
    """Ben carries a cookie, a stranger none."""

    def of(self, path, headers):
        return Visited(READER if b"cookie" in headers else STRANGER, None)


@pytest.fixture
def django():
    return SmallDjango()


@pytest.fixture
def front(django):
    made = small_front(django)
    made.visits = ByCookie()
    return made


def run(coroutine):
    return asyncio.run(coroutine)


def page_of(html, **more):
    return Page(html=html, **more)


class Sleepy(SmallDjango):
    """Reads the page, sleeps while the world goes on, and only then answers."""

    def __call__(self, environ, start_response):
        read = list(super().__call__(environ, start_response))
        self.while_it_sleeps()
        return read


def test_a_render_that_sleeps_while_a_wall_goes_up_reaches_nobody():
    django = Sleepy()
    front = small_front(django)

    def wall_goes_up():
        django.while_it_sleeps = lambda: None
        django.page = page_of("<p>The lead.</p>")
        front.store.forget(["article/81"], for_good=True)

    django.page, django.while_it_sleeps = page_of("<p>All of it.</p>"), wall_goes_up
    assert run(fetch(front, "/a")).text == "<p>The lead.</p>"
    assert run(fetch(front, "/a")).text == "<p>The lead.</p>"
    assert len(django.asked) == 2


def test_a_page_that_is_withdrawn_at_every_try_is_no_page(front, django):
    django.meanwhile = lambda: front.store.forget(["article/81"], for_good=True)
    got = run(fetch(front, "/a"))
    assert (got.status, got["retry-after"], len(front.store)) == (503, "2", 0)
    assert len(django.asked) == render.MOST_TRIES


def test_two_who_met_while_the_page_was_open_part_when_it_is_walled(front, django):
    """The page's last copies made no difference between classes; the one that is rendered now does."""
    django.page = page_of("<p>Open.</p>", varies="edition")
    run(fetch(front, "/a"))
    front.store.forget(["article/81"])
    let_go = threading.Event()

    class Walled(SmallDjango):
        def __call__(self, environ, start_response):
            let_go.wait(5)
            whole = environ["standfirst.visit"] == "ben"
            self.page = page_of(
                "<p>All of it.</p>" if whole else "<p>The lead.</p>", varies="edition visitor"
            )
            return super().__call__(environ, start_response)

    class Named(ByCookie):
        def of(self, path, headers):
            found = super().of(path, headers)
            return found._replace(visit="ben" if found.variant is READER else "stranger")

    front.visits = Named()
    front.bridge._application = Walled()

    async def both():
        ben = asyncio.ensure_future(fetch(front, "/a", cookie="pass=x"))
        await asyncio.sleep(0.05)
        stranger = asyncio.ensure_future(fetch(front, "/a"))
        await asyncio.sleep(0.05)
        let_go.set()
        return await asyncio.gather(ben, stranger)

    bens, strangers = run(both())
    assert (bens.text, strangers.text) == ("<p>All of it.</p>", "<p>The lead.</p>")


def test_what_is_withdrawn_while_django_fails_does_not_stand_in(front, django):
    run(fetch(front, "/a"))
    front.store.forget(["article/81"])
    django.page = Page(status=500, html="broken", keys="")
    django.meanwhile = lambda: front.store.forget(["article/81"], for_good=True)
    assert run(fetch(front, "/a")).status == 500


def test_a_slow_django_keeps_nobody_waiting_who_can_have_an_older_copy(front, django, monkeypatch):
    monkeypatch.setattr(render, "LONGEST_WAIT", 0.1)
    run(fetch(front, "/a"))
    front.store.forget(["article/81"])
    django.page, django.meanwhile = page_of("<p>New.</p>"), lambda: time.sleep(1)

    async def readers():
        began = time.monotonic()
        got = await asyncio.gather(*(fetch(front, "/a") for _ in range(20)))
        waited = time.monotonic() - began
        await asyncio.sleep(1.2)
        return got, waited, await fetch(front, "/a")

    got, waited, later = run(readers())
    assert {answer.text for answer in got} == {"<p>A page.</p>"}
    assert waited < 0.8
    assert later.text == "<p>New.</p>"


def test_a_slow_page_takes_no_hit_of_another_with_it(front, django):
    run(fetch(front, "/kept"))
    django.meanwhile = lambda: time.sleep(0.5)

    async def both():
        slow = [asyncio.ensure_future(fetch(front, f"/slow-{n}")) for n in range(8)]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await fetch(front, "/kept")
        took = time.monotonic() - began
        await asyncio.gather(*slow)
        return took

    assert run(both()) < 0.3


def test_an_error_is_shared_by_all_who_wait_for_it(front, django):
    django.page = Page(status=503, html="away", keys="")
    django.meanwhile = lambda: time.sleep(0.1)

    async def many():
        return await asyncio.gather(*(fetch(front, "/a") for _ in range(50)))

    assert {got.status for got in run(many())} == {503}
    assert len(django.asked) == 1


def test_made_up_addresses_of_what_is_gone_push_out_no_page(front, django, monkeypatch):
    monkeypatch.setattr("standfirst.delivery.store.MOST_ABSENT", 10)
    run(fetch(front, "/kept"))
    django.page = Page(status=410, keys="article/81")
    for number in range(50):
        run(fetch(front, f"/world/{number}-81"))
    assert len(front.store) == 11
    assert run(fetch(front, "/kept")).status == 200
