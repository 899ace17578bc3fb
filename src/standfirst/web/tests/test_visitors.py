"""Who visits, for the Front: passes that grow old, sessions that ended, editions that changed."""

import asyncio
import io
import time
from dataclasses import replace

import pytest

from standfirst.access.keys import Keyring, PassKey
from standfirst.access.meter_cookies import MeterCookie
from standfirst.access.meter_cookies import sign as sign_meter
from standfirst.access.meters import today
from standfirst.access.passes import Pass, sign
from standfirst.access.rules import VisitorClass
from standfirst.access.sealing import key_id
from standfirst.delivery.bridge import Answer, Refused
from standfirst.editions.models import Edition
from standfirst.web.visitors import Knowledge, Visitors

KEY = b"a key"
KEYS = Keyring((PassKey(KEY),))
UK = Edition(slug="uk", countries=["GB"], wall="registered:3")
US = Edition(slug="us", countries=["US"])


class Django:
    """What the Front asks about a pass."""

    def __init__(self, status=200, cookies=()):
        self.status, self.cookies, self.asked = status, list(cookies), 0

    async def ask(self, path, headers):
        self.asked += 1
        await asyncio.sleep(0.01)
        if self.status == 0:
            raise Refused(503, "busy")
        said = [(b"set-cookie", cookie.encode()) for cookie in self.cookies]
        return Answer(self.status, said, io.BytesIO(), 0)


def make(**more):
    async def read_editions():
        return (UK, US)

    knowledge = {"keys": lambda: KEYS, "edge_secret": b"secret", "read_editions": read_editions, **more}
    return Visitors(Knowledge(**knowledge))


def cookie(fresh=-3600, end=86400, tag="ben"):
    now = int(time.time())
    return f"pass={sign(Pass(VisitorClass.REGISTERED, tag, now + fresh, now + end), KEY)}"


def headers(text="", **more):
    found = {name.replace("_", "-").encode(): value.encode() for name, value in more.items()}
    return {**found, b"cookie": text.encode()} if text else found


def settle(visitors, asked, django=None, path="/world/a-81"):
    return asyncio.run(visitors.settle(path, asked, (django or Django()).ask))


@pytest.fixture
def visitors():
    made = make()
    settle(made, {})
    return made


def test_a_fresh_pass_is_believed_without_a_question(visitors):
    visited = visitors.of("/", headers(cookie(fresh=60)))
    assert (visited.variant.visitor, visited.is_stale) == ("registered", False)


@pytest.mark.parametrize("odd", ["//us", "//us/", "///us/world"])
def test_an_odd_address_changes_nothing_of_what_others_are_shown(odd):
    """Visitors without cookies are remembered together: one of them must not choose for all."""
    visitors = make()
    asyncio.run(visitors.settle(odd, {}, Django().ask))
    assert visitors.of("/", {}).variant[:2] == ("uk", "uk")
    assert visitors.of("/us/", {}).variant[:2] == ("us", "us")


def test_a_reader_who_comes_back_after_two_hours_has_the_whole_article_at_once(visitors):
    new = cookie(fresh=3600)
    visited, said = settle(visitors, headers(cookie()), Django(200, [f"{new}; Path=/; HttpOnly"]))
    assert (visited.variant.visitor, visited.is_stale) == ("registered", False)
    assert said == [(b"set-cookie", f"{new}; Path=/; HttpOnly".encode())]


def test_many_tabs_that_come_back_at_once_ask_once(visitors):
    django, asked = Django(200, [cookie(fresh=3600)]), headers(cookie())

    async def tabs():
        return await asyncio.gather(*(visitors.settle("/", asked, django.ask) for _ in range(8)))

    assert {visited.variant.visitor for visited, _ in asyncio.run(tabs())} == {"registered"}
    assert django.asked == 1


def test_a_session_that_ended_makes_a_stranger_and_takes_the_pass_back(visitors):
    visited, said = settle(visitors, headers(cookie()), Django(204, ["pass=; Max-Age=0; Path=/"]))
    assert (visited.variant.visitor, len(said)) == ("anonymous", 1)


@pytest.mark.parametrize("status", [0, 500, 503])
def test_when_django_cannot_answer_the_old_pass_is_honoured(visitors, status):
    visited, said = settle(visitors, headers(cookie()), Django(status))
    assert (visited.variant.visitor, said) == ("registered", [])


def test_but_not_beyond_its_end(visitors):
    assert visitors.of("/", headers(cookie(end=-1))).variant.visitor == "anonymous"


def test_a_revoked_pass_is_asked_about_at_once(visitors):
    asked = headers(cookie(fresh=60))
    assert not visitors.of("/", asked).is_stale
    visitors.revoke(["ben"])
    assert visitors.of("/", asked).is_stale


def test_a_revoked_pass_is_not_honoured_when_django_cannot_answer(visitors):
    visitors.revoke(["ben"])
    visited, _ = settle(visitors, headers(cookie(fresh=60)), Django(500))
    assert visited.variant.visitor == "anonymous"


def test_one_visitors_answer_is_never_anothers(visitors):
    ben, thief = headers(f"{cookie()}; session=bens"), headers(f"{cookie()}; session=none")
    new = cookie(fresh=3600)

    async def both():
        theft = visitors.settle("/", thief, Django(204, ["pass=; Max-Age=0"]).ask)
        return await asyncio.gather(theft, visitors.settle("/", ben, Django(200, [new]).ask))

    (stranger, _), (reader, said) = asyncio.run(both())
    assert (stranger.variant.visitor, reader.variant.visitor) == ("anonymous", "registered")
    assert said == [(b"set-cookie", new.encode())]


def test_the_country_counts_only_from_an_edge_that_proved_itself(visitors, settings):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, edge_secret="secret")

    def home(secret):
        return visitors.of("/", headers(standfirst_edge=secret, standfirst_country="US")).variant.home

    assert (home("secret"), home("guess")) == ("us", "uk")


def test_the_address_of_a_front_shows_its_edition_to_everybody(visitors):
    assert visitors.of("/us/", {}).variant.edition == "us"
    assert visitors.of("/", {}).variant.edition == "uk"


def test_changed_editions_are_read_before_the_next_page(visitors):
    visitors.forget()
    assert visitors.of("/", {}) is None
    assert settle(visitors, {})[0].variant.edition == "uk"


def test_editions_that_change_while_they_are_read_are_read_again():
    times = []

    async def read_editions():
        times.append(1)
        if len(times) == 1:
            visitors.forget()
        return (UK, US)

    visitors = make(read_editions=read_editions)
    assert settle(visitors, {})[0].variant.edition == "uk"
    assert len(times) == 2


def test_while_editions_are_read_nobody_is_let_in_with_the_old_ones_or_with_none(visitors):
    seen = []

    async def read_editions():
        seen.append(starting.of("/", {}))
        return (UK, US)

    starting = make(read_editions=read_editions)
    settle(starting, {})
    starting.forget()
    settle(starting, {})
    assert seen == [None, None]
    assert starting.of("/", {}).variant.edition == "uk"


def test_while_the_database_is_away_the_known_editions_serve():
    answers = iter([(UK, US)])

    async def read_editions():
        try:
            return next(answers)
        except StopIteration:
            raise OSError("the database is away") from None

    visitors = make(read_editions=read_editions)
    settle(visitors, {})
    visitors.forget()
    assert settle(visitors, {})[0].variant.edition == "uk"


def test_a_paper_without_editions_says_so():
    async def none():
        return ()

    with pytest.raises(Refused, match="no edition"):
        settle(make(read_editions=none), {})


def test_nonsense_in_cookies_makes_a_stranger(visitors):
    for text in ("pass=v1.a.b.c", "pass", "=;;=", "edition=\xff; pass=" + "x" * 3000, "pass=\xff"):
        assert visitors.of("/", headers(text)).variant.visitor == "anonymous"


def test_a_flood_of_cookies_fills_no_memory(visitors):
    for number in range(6000):
        visitors.of("/", headers(f"x={number}"))
    assert len(visitors._remembered) <= 5000


def meter(*articles):
    return f"meter={sign_meter(MeterCookie(dict.fromkeys(articles, today(time.time()))), KEY)}"


def gifts(*articles):
    now = int(time.time())
    granted = Pass(VisitorClass.ANONYMOUS, "a-tag", now + 60, now + 600, frozenset(articles))
    return f"pass={sign(granted, KEY)}"


def test_what_was_read_on_and_given_is_known_for_its_own_article_alone(visitors):
    for jar in (meter(81), gifts(81)):
        for _ in range(2):  # looked at, and remembered
            here, there, front = (
                visitors.of(path, headers(jar)) for path in ("/world/a-81", "/world/b-82", "/world/")
            )
            assert here.variant != there.variant
            assert (there.variant.visitor, front.variant.visitor) == ("anonymous", "anonymous")
    assert visitors.of("/world/a-81", headers(gifts(81, 82))).visit.visitor.granted == {81}
    assert visitors.of("/world/a-81/comments", headers(meter(81))).visit.visitor.spent.own == 0


def test_however_many_were_given_a_page_has_one_more_variant(visitors):
    jars = (gifts(81), gifts(81, 5), gifts(*range(40, 85)))
    assert {visitors.of("/world/a-81", headers(jar)).variant.visitor for jar in jars} == {"anonymous+"}


def test_a_meter_of_another_key_or_in_pieces_is_none(visitors):
    other = meter(81).replace(key_id(KEY), key_id(b"another"))
    for jar in (other, meter(81)[:-3], "meter=1", "meter="):
        assert visitors.of("/world/a-81", headers(jar)).variant == visitors.of("/world/a-81", {}).variant
