"""Doors of a running paper: a pass ends within a second in every process, new keys end none that should live; a crawler
proves itself by its names, a partner by its key."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from standfirst.web.tests.dns_server import DnsServer
from tests.ports import free_port

from .paper import Paper, Story, running
from .watching import CANARY, eventually

SIGNED_IN = (
    "from standfirst.readers.models import Reader\nfrom standfirst.readers.actions import end_sign_ins\n"
)
#: What ends the reader's passes, as Python inside the paper; {email} is theirs.
ENDINGS = {
    "signing out everywhere": "end_sign_ins(reader=Reader.objects.get(email={email!r}))",
    "being shut out": "reader = Reader.objects.get(email={email!r})\nreader.is_active = False\nreader.save()",
    "a new password": (
        "reader = Reader.objects.get(email={email!r})\nreader.set_password('correct horse')\nreader.save()"
    ),
}


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    """What the world's name servers say: of this machine's address, nothing yet."""
    with DnsServer() as server:
        yield server


@pytest.fixture(scope="module")
def own_paper(tmp_path_factory: pytest.TempPathFactory, dns: DnsServer) -> Iterator[Paper]:
    """A paper of its own: its keys are changed while it runs, and it asks our name server."""
    data = tmp_path_factory.mktemp("keys") / "paper"
    with running(data, STANDFIRST_DNS=dns.address) as paper:
        yield paper


@pytest.fixture(scope="module")
def walled(own_paper: Paper) -> Story:
    return own_paper.story(title="A story of keys")


@pytest.fixture(scope="module")
def processes(own_paper: Paper) -> Iterator[list[httpx.Client]]:
    """Two processes that serve the paper; each has a store and a memory of its own."""
    from standfirst.web.commands.run import front_command

    port = free_port()
    second = subprocess.Popen(front_command("--port", str(port)), env=own_paper.environment)
    with (
        closing(httpx.Client(base_url=own_paper.url, timeout=60)) as one,
        closing(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)) as other,
    ):
        eventually(lambda: other.get("/healthz").status_code == 200)
        yield [one, other]
        second.terminate()
        second.wait(15)


def held_by(paper: Paper, email: str) -> dict[str, str]:
    done = paper.standfirst("createreader", email, "--confirmed", "--print-cookies", "--json")
    cookies: dict[str, str] = json.loads(done.stdout)["cookies"]
    return cookies


def read(client: httpx.Client, story: Story, cookies: dict[str, str]) -> bool:
    """Does somebody with these cookies get what stands below the cut?"""
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    answer = client.get(story.address, headers={"Cookie": header})
    client.cookies.clear()
    assert answer.status_code == 200
    return CANARY in answer.text


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pass_is_dead_within_a_second_in_every_process(
    own_paper: Paper, walled: Story, processes: list[httpx.Client], ending: str
):
    email = f"{ending.replace(' ', '-')}@example.org"
    held = held_by(own_paper, email)
    assert all(read(client, walled, held) for client in processes)
    program = SIGNED_IN + ENDINGS[ending].format(email=email)
    own_paper.python(f"{program}\nimport time\nanswer = time.time()")
    # The program has ended after its commit; what is left of the second is ours.
    assert sum(eventually(lambda c=c: not read(c, walled, held)) for c in processes) < 1
    assert not any(read(client, walled, {"pass": held["pass"]}) for client in processes)


def test_a_reader_who_signs_out_is_signed_out_in_the_other_process_too(
    own_paper: Paper, walled: Story, processes: list[httpx.Client]
):
    held = held_by(own_paper, "out@example.org")
    header = "; ".join(f"{name}={value}" for name, value in held.items())
    one, other = processes
    assert read(other, walled, held)
    done = one.post("/account/logout/", headers={"Cookie": header, "Sec-Fetch-Site": "same-origin"})
    one.cookies.clear()
    assert done.status_code in {302, 303}
    assert eventually(lambda: not read(other, walled, held)) < 1


def test_new_keys_sign_nobody_out_and_end_what_has_no_session(
    own_paper: Paper, walled: Story, processes: list[httpx.Client]
):
    held = held_by(own_paper, "rotating@example.org")
    pass_alone = {"pass": held["pass"]}
    own_paper.standfirst("rotate-keys")
    time.sleep(0.5)
    assert all(read(client, walled, pass_alone) for client in processes), "the old key is honoured an hour"
    own_paper.standfirst("rotate-keys", "--now")
    assert sum(eventually(lambda c=c: not read(c, walled, pass_alone)) for c in processes) < 1
    assert all(read(client, walled, held) for client in processes), (
        "the session lives, so the reader reads on"
    )


def test_after_a_change_of_keys_the_same_answer_brings_a_new_pass(
    own_paper: Paper, walled: Story, processes: list[httpx.Client]
):
    held = held_by(own_paper, "renewed@example.org")
    own_paper.standfirst("rotate-keys", "--now")
    header = "; ".join(f"{name}={value}" for name, value in held.items())
    eventually(
        lambda: (
            "pass="
            in processes[0].get(walled.address, headers={"Cookie": header}).headers.get("set-cookie", "")
        )
    )
    assert (Path(own_paper.data) / "secrets.json").stat().st_mode & 0o777 == 0o600


GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
BINGBOT = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"


def test_a_crawler_reads_when_its_names_prove_it_and_an_edition_grants_it(
    own_paper: Paper, walled: Story, processes: list[httpx.Client], dns: DnsServer
):
    one, _other = processes

    def reads(agent: str) -> bool:
        one.cookies.clear()  # no pass from another journey
        answer = one.get(walled.address, headers={"User-Agent": agent})
        assert answer.status_code == 200
        return CANARY in answer.text

    dns.knows("127.0.0.1", "crawl-127-0-0-1.googlebot.com")
    dns.leads("crawl-127-0-0-1.googlebot.com", "127.0.0.1")
    assert not reads(GOOGLEBOT), "no edition grants it yet"
    assert dns.asked == [], "and so nobody was asked"
    own_paper.python(
        "from standfirst.editions.models import Edition\n"
        "uk = Edition.objects.get(slug='uk')\nuk.crawlers = True\nuk.save()"
    )
    eventually(lambda: reads(GOOGLEBOT))
    assert not reads(BINGBOT), "this machine is none of Bing's"
    assert not reads("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), (
        "the crawler's copy is the crawler's alone"
    )


def test_a_partners_key_opens_the_feed_and_ends_at_once_in_every_process(
    own_paper: Paper, walled: Story, processes: list[httpx.Client]
):
    made = own_paper.standfirst("partner", "add", "Wire", "--edition", "uk", "--json")
    key = json.loads(made.stdout)["key"]
    asked = {"Authorization": f"Bearer {key}"}
    for client in processes:
        answer = client.get("/partners/feed.atom", headers=asked)
        assert CANARY in answer.text
        assert answer.headers["cache-control"] == "private, no-store"
        assert CANARY not in client.get("/feeds/uk.atom", headers=asked).text
    own_paper.standfirst("partner", "revoke", "Wire")
    for client in processes:
        assert client.get(f"/partners/{key}/feed.atom").status_code == 403


def test_the_paper_explains_itself_while_it_runs(own_paper: Paper, walled: Story):
    said = own_paper.standfirst("explain", walled.address, "--edition", "us", "--home", "uk", "--json").stdout
    (story,) = json.loads(said)["stories"]
    assert (story["extent"], story["cut_after"], story["left"]) == ("lead", 3, 6)
