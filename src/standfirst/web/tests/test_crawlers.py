"""A crawler proves itself by the domain name system or by the edge; nothing else makes anybody one."""

import asyncio
from dataclasses import replace

import pytest

from standfirst.access.crawlers import KNOWN, parse_crawlers
from standfirst.editions.models import Edition
from standfirst.editions.queries import read_again
from standfirst.newsroom.stories.testing import CANARY
from standfirst.web import crawlers
from standfirst.web.crawlers import DnsNames, Proofs

from .dns_server import DnsServer
from .test_visitors import Django, cookie, headers, make

CRAWLERS = parse_crawlers(KNOWN)
GOOGLEBOT, BINGBOT = CRAWLERS.called("googlebot"), CRAWLERS.called("bingbot")
AGENT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
HOST, ADDRESS, SIX = "crawl-1.googlebot.com", "192.0.2.66", "2001:db8::66"
UK = Edition(slug="uk", countries=["GB"], wall="registered:3", crawlers=True)
US = Edition(slug="us", countries=["US"], wall="registered:3", order=1)


@pytest.fixture
def dns(monkeypatch):
    monkeypatch.setattr(crawlers, "PATIENCE", 20.0)  # a machine that is busy with other tests
    with DnsServer() as server:
        server.knows(ADDRESS, HOST)
        server.leads(HOST, ADDRESS)
        yield server


def prove(dns, crawler=GOOGLEBOT, client=ADDRESS, *, times=1):
    proofs = Proofs(DnsNames(dns.address))

    async def ask():
        return [await proofs.proves(crawler, client) for _ in range(times)][-1]

    return asyncio.run(ask())


def test_an_address_whose_name_leads_back_to_it_is_a_proof(dns):
    assert prove(dns)


def test_an_address_of_the_sixth_version_is_as_good(dns):
    dns.knows(SIX, HOST)
    dns.leads(HOST, SIX)
    assert prove(dns, client=SIX)


def test_a_name_that_does_not_lead_back_is_a_lie(dns):
    dns.knows("192.0.2.13", HOST)
    assert not prove(dns, client="192.0.2.13")


def test_a_name_below_no_domain_of_the_crawler_is_not_even_asked_back(dns):
    dns.knows("192.0.2.13", "googlebot.com.evil.example", "crawl-evilgooglebot.com")
    dns.leads("googlebot.com.evil.example", "192.0.2.13")
    assert not prove(dns, client="192.0.2.13")
    assert {kind for _, kind in dns.asked} == {"PTR"}


def test_one_crawlers_address_proves_no_other(dns):
    assert not prove(dns, crawler=BINGBOT)


def test_an_address_without_a_name_is_no_proof(dns):
    assert not prove(dns, client="192.0.2.200")


def test_among_many_lies_the_true_name_is_found_but_not_without_end(dns):
    dns.knows(ADDRESS, *[f"crawl-{n}.googlebot.com" for n in range(50, 80)])
    assert not prove(dns)
    assert len(dns.asked) <= 1 + 2 * crawlers.MOST_NAMES


@pytest.mark.parametrize(
    "client", ["", "unknown", "999.1.1.1", "localhost", "192.0.2.66, 192.0.2.1", "x" * 500]
)
def test_what_is_no_address_asks_nobody(dns, client):
    assert not prove(dns, client=client)
    assert dns.asked == []


def test_an_answer_is_remembered(dns):
    assert prove(dns, times=5)
    assert len(dns.asked) == 3  # the name, and its addresses of both versions


def test_a_server_that_is_silent_costs_two_seconds_and_then_nothing(dns, monkeypatch):
    monkeypatch.setattr(crawlers, "PATIENCE", 0.2)
    dns.silent = True
    assert not prove(dns, times=3)
    assert len(dns.asked) <= 3


def test_a_server_that_fails_is_no_proof_and_is_asked_again_after_a_minute(dns):
    dns.broken, clock = True, [0.0]
    proofs = Proofs(DnsNames(dns.address), now=lambda: clock[0])

    async def ask():
        said = [await proofs.proves(GOOGLEBOT, ADDRESS)]
        dns.broken = False
        said.append(await proofs.proves(GOOGLEBOT, ADDRESS))
        clock[0] = crawlers.UNANSWERED_FOR
        return [*said, await proofs.proves(GOOGLEBOT, ADDRESS)]

    assert asyncio.run(ask()) == [False, False, True]


def test_a_flood_of_pretenders_asks_only_so_much_at_once(dns, monkeypatch):
    monkeypatch.setattr(crawlers, "PATIENCE", 0.3)
    dns.silent = True
    proofs = Proofs(DnsNames(dns.address))

    async def flood():
        return await asyncio.gather(*(proofs.proves(GOOGLEBOT, f"192.0.2.{n}") for n in range(200)))

    assert not any(asyncio.run(flood()))
    assert len({name for name, _ in dns.asked}) <= crawlers.AT_ONCE


def test_many_requests_of_one_crawler_ask_once(dns):
    proofs = Proofs(DnsNames(dns.address))

    async def burst():
        return await asyncio.gather(*(proofs.proves(GOOGLEBOT, ADDRESS) for _ in range(50)))

    assert all(asyncio.run(burst()))
    assert len(dns.asked) == 3


# ── Who visits ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Asked:
    """Stands before the proofs, and counts."""

    def __init__(self, answer=True):
        self.answer, self.of = answer, []

    async def __call__(self, crawler, client):
        self.of.append((crawler.name, client))
        return self.answer


def visitors_of(proves, *editions):
    async def read_editions():
        return editions or (UK, US)

    made = make(read_editions=read_editions, crawlers=CRAWLERS, proves=proves)
    asyncio.run(made.settle("/", {}, Django().ask))
    return made


def visit(visitors, asked, path="/world/a-81", client=ADDRESS):
    return asyncio.run(visitors.settle(path, asked, Django().ask, client))[0]


def bot(**more):
    return headers(user_agent=AGENT, **more)


def test_a_verified_crawler_is_a_class_of_its_own():
    proves = Asked()
    assert visit(visitors_of(proves), bot()).variant.visitor == "crawler"
    assert proves.of == [("googlebot", ADDRESS)]


def test_without_the_proof_its_name_is_worth_nothing():
    assert visit(visitors_of(Asked(False)), bot()).variant.visitor == "anonymous"


def test_until_the_proof_was_looked_at_no_copy_is_handed_out():
    assert visitors_of(Asked()).of("/", bot()).is_stale


def test_no_edge_keeps_what_a_crawler_got_by_a_proof_the_edge_knows_nothing_of():
    assert not visit(visitors_of(Asked()), bot()).edge_may_keep


def test_an_edition_that_grants_nothing_gives_nothing():
    visitors = visitors_of(Asked())
    assert visit(visitors, bot(cookie="edition=us")).variant.visitor == "anonymous"


def test_where_no_edition_grants_anything_nobody_is_asked():
    proves = Asked()
    visitors = visitors_of(proves, US)
    assert visitors.of("/", bot()).is_stale is False
    assert (visit(visitors, bot()).variant.visitor, proves.of) == ("anonymous", [])


def test_ordinary_visitors_never_wait_for_a_name_server():
    proves = Asked()
    visitors = visitors_of(proves)
    for asked in (headers(), headers(user_agent="Mozilla/5.0 Firefox/140.0"), bot(cookie=cookie(fresh=60))):
        assert not visitors.of("/", asked).is_stale
    assert proves.of == []


@pytest.fixture
def edge(settings):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, edge_secret="secret")
    return visitors_of(Asked(False))


def test_an_edge_that_knows_the_secret_may_vouch_for_a_crawler(edge):
    vouched = headers(standfirst_edge="secret", standfirst_crawler="secret googlebot")
    assert edge.of("/", vouched).variant.visitor == "crawler"


@pytest.mark.parametrize(
    "claims",
    [
        {"standfirst_crawler": "secret googlebot"},
        {"standfirst_crawler": "secret googlebot", "standfirst_edge": "guess"},
        {"standfirst_crawler": "secret googlebot", "standfirst_edge": ""},
        {"standfirst_crawler": "secret unheardof", "standfirst_edge": "secret"},
        {"standfirst_crawler": "googlebot", "standfirst_edge": "secret"},  # a visitor's own, passed on
        {"standfirst_crawler": "guess googlebot", "standfirst_edge": "secret"},
        {"standfirst_crawler": " googlebot", "standfirst_edge": "secret"},
        {"standfirst_crawler": "secret", "standfirst_edge": "secret"},
        {"standfirst_edge": "secret"},
    ],
)
def test_nobody_else_may(edge, claims):
    assert visit(edge, headers(**claims)).variant.visitor == "anonymous"
    assert visit(edge, bot(**claims)).variant.visitor == "anonymous"


def test_a_reader_stays_a_reader_whatever_an_edge_says_of_them(edge):
    vouched = headers(cookie(fresh=60), standfirst_edge="secret", standfirst_crawler="secret googlebot")
    assert edge.of("/", vouched).variant.visitor == "registered"


@pytest.mark.django_db
def test_what_a_crawler_reads_is_not_to_be_shown_by_an_engine(client, story, uk, settings):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, edge_secret="secret")
    uk.crawlers = True
    uk.save()
    read_again()
    vouched = {"Standfirst-Edge": "secret", "Standfirst-Crawler": "secret googlebot"}
    answer = client.get(story.address, headers=vouched)
    assert CANARY in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noarchive"
    assert "visitor" in answer["Standfirst-Varies"]
    assert "X-Robots-Tag" not in client.get(story.address)
