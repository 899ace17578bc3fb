"""The edge's configuration as it stands in deploy/, run by a real nginx before a real paper."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.journeys.paper import Paper, Story
from tests.journeys.watching import CANARY
from tests.ports import free_port

from .steps import eventually

DEPLOY = Path(__file__).parents[2] / "deploy"
SECRET = "only the edge knows"
#: Visitors from these addresses of this machine come from these countries.
BRITAIN, AMERICA = "127.0.0.1", "127.0.0.2"
pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="needs Debian's nginx")

AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/standfirst.conf;
}}
"""


@dataclass
class Edge:
    paper: Paper
    plain: int
    secure: int
    folder: Path

    def visitor(self, address: str = BRITAIN) -> httpx.Client:
        """Somebody who comes from this address."""
        secure = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        way = httpx.HTTPTransport(local_address=address, verify=secure)
        return httpx.Client(base_url=f"https://localhost:{self.secure}", transport=way, timeout=30)


def configuration(folder: Path, *, paper: int, plain: int, secure: int) -> str:
    """What stands in deploy/, for this machine's ports and folders."""
    text = (DEPLOY / "nginx" / "standfirst.conf").read_text()
    changes = {
        "listen 80;": f"listen {plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen {secure} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "127.0.0.1:8000": f"127.0.0.1:{paper}",
        "harbour.example": "localhost",
        "/etc/standfirst/": f"{folder}/",
        "/var/cache/nginx/standfirst": f"{folder}/cache",
        "/var/log/nginx/standfirst.log": f"{folder}/access.log",
    }
    for old, new in changes.items():
        assert old in text, f"deploy/nginx/standfirst.conf has no “{old}” any more"
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    folder = tmp_path_factory.mktemp("edge")
    plain, secure = free_port(), free_port()
    settings = {"STANDFIRST_EDGE_SECRET": SECRET, "STANDFIRST_PROCESSES": "2"}
    paper = Paper(folder / "data", free_port(), settings)
    paper.init()
    paper.start(seconds=120)
    (folder / "standfirst.conf").write_text(
        configuration(folder, paper=paper.port, plain=plain, secure=secure)
    )
    (folder / "edge.conf").write_text(f'proxy_set_header Standfirst-Edge "{SECRET}";\n')
    (folder / "countries.conf").write_text(f"{BRITAIN} GB;\n{AMERICA} US;\n")
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is nobody else's
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    nginx = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"])
    made = Edge(paper, plain, secure, folder)
    with made.visitor() as visitor:
        eventually(lambda: visitor.get("/healthz").status_code == 200)
    yield made
    nginx.terminate()
    nginx.wait(15)
    paper.stop()


@pytest.fixture(scope="module")
def story(edge: Edge) -> Story:
    return edge.paper.story(title="Bridge reopens")


def test_the_edge_says_where_a_visitor_is_and_nobody_else(edge: Edge, story: Story):
    lies = {"Standfirst-Country": "US", "Standfirst-Edge": SECRET + "?", "X-Forwarded-For": AMERICA}
    with edge.visitor(BRITAIN) as british, edge.visitor(AMERICA) as american:
        assert CANARY not in british.get(story.address).text
        assert CANARY not in british.get(story.address, headers=lies).text
        assert CANARY not in british.get(story.address, headers={"Cookie": "edition=us"}).text
        got = american.get(story.address)
    assert CANARY in got.text
    assert not [name for name in got.headers if name.startswith(("surrogate", "standfirst"))]
    assert "max-age" in got.headers["strict-transport-security"]


def test_without_https_one_is_sent_there(edge: Edge):
    got = httpx.get(f"http://localhost:{edge.plain}/world/", follow_redirects=False)
    assert (got.status_code, got.headers["location"]) == (301, "https://localhost/world/")


def test_no_secret_in_an_address_is_written_down(edge: Edge):
    key = f"sfp_{'0' * 10}_{'k' * 43}"
    with edge.visitor() as visitor:
        for path in ("/gifts/12.sealed", f"/partners/{key}/feed.atom", "/search?q=sealed", "/topics/last/"):
            visitor.get(path)
            httpx.get(f"http://localhost:{edge.plain}{path}")
    log = edge.folder / "access.log"
    eventually(lambda: log.read_text().count('"GET /topics/last/" ') == 2)
    assert log.read_text().count("/partners/sfp_0000000000_...") == 2
    assert "sealed" not in log.read_text()
    assert "kkk" not in log.read_text()


def test_a_stream_says_each_line_at_once(edge: Edge):
    with edge.visitor() as visitor, visitor.stream("GET", "/_/stream?topics=thread/7") as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        edge.paper.python("from standfirst.delivery.bus import announce\nannounce('thread/7', 3)")
        assert "data: thread/7 3" in (next(lines) for _ in range(5))


def test_both_processes_hear_what_was_published(edge: Edge, story: Story):
    address = edge.paper.url + story.address

    def everywhere(words: str) -> bool:
        """On twenty connections, each taken by whichever process is quicker."""
        return all(words in httpx.get(address, timeout=30).text for _ in range(20))

    assert everywhere("Bridge reopens")
    edge.paper.python(
        "from standfirst.newsroom.stories.models import Article\n"
        f"story = Article.objects.get(pk={story.number})\n"
        "story.standfirst = 'A sentence that is new.'\n"
        "story.save_revision().publish()"
    )
    eventually(lambda: everywhere("A sentence that is new."))


@pytest.mark.parametrize(
    ("path", "megabytes", "refused"), [("/edition", 7, True), ("/newsroom/login/", 7, False)]
)
def test_only_the_newsroom_takes_much(edge: Edge, path: str, megabytes: int, refused: bool):
    with edge.visitor() as visitor:
        got = visitor.post(path, content=b"a" * megabytes * 2**20, headers={"Sec-Fetch-Site": "same-origin"})
    assert (got.status_code == 413) is refused


def test_scripts_and_styles_are_served_while_the_paper_is_not(edge: Edge, story: Story):
    with edge.visitor() as visitor:
        asset = visitor.get(story.address).text.partition('rel="stylesheet" href="')[2].partition('"')[0]
        first = visitor.get(asset)
        edge.paper.stop()
        try:
            again = visitor.get(asset)
        finally:
            edge.paper.start(seconds=120)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
