"""A push service that takes everything, on the clients' core: nginx with TLS, over HTTP/2 and HTTP/1.1, whichever the
sender speaks. It answers as RFC 8030 asks (201 and a Location of its own), and writes down whom it was for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.certificates import own_certificate
from tests.journeys.paper import Paper
from tests.ports import free_port

from .processes import CLIENT_CORE, need, server

CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  log_format whom "$msec $uri";
  access_log {folder}/taken.log whom buffer=64k flush=1s;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {folder}/own.pem;
    ssl_certificate_key {folder}/own.pem;
    location / {{ add_header Location https://$host/m/$request_id always; return 201; }}
  }}
}}
"""


@dataclass(frozen=True)
class Service:
    folder: Path
    port: int

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def certificate(self) -> Path:
        return self.folder / "own.pem"

    def taken(self) -> list[tuple[float, str]]:
        """When (seconds since 1970) and for whom it has taken a push, a second late at most."""
        lines = (self.folder / "taken.log").read_text().split("\n")[:-1]
        return [(float(at), path) for at, path in (line.split(" ", 1) for line in lines)]


@contextlib.contextmanager
def push_service(folder: Path) -> Iterator[Service]:
    need("nginx")
    folder.mkdir()
    folder.chmod(0o755)
    service = Service(folder, free_port())
    own_certificate(service.certificate)
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=service.port))
    with server(["taskset", "-c", CLIENT_CORE, "nginx", "-c", folder / "nginx.conf"], url=None):
        yield service


def paper_for(service: Service, folder: Path) -> Paper:
    """A paper that may push to this service and trusts its certificate."""
    settings = {"STANDFIRST_PUSH_HOSTS": service.host, "SSL_CERT_FILE": str(service.certificate)}
    paper = Paper(folder, free_port(), settings)
    paper.init()
    paper.story(title="The ferry that would not sail")
    return paper


@contextlib.contextmanager
def on_core(core: str) -> Iterator[None]:
    """What is started meanwhile runs on this core alone."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {int(core)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
