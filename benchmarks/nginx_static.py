"""The static peer: nginx, one worker, serving exactly the bytes that we serve."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tests.ports import free_port

from .processes import need, server

CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  default_type text/html;
  sendfile on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


@contextlib.contextmanager
def nginx_static(folder: Path, body: bytes) -> Iterator[str]:
    """The address of a file with these bytes."""
    need("nginx", "wrk")
    port = free_port()
    (folder / "www").mkdir(parents=True)
    (folder / "www" / "story.html").write_bytes(body)
    for path in (folder, folder / "www"):
        path.chmod(0o755)
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=port))
    url = f"http://127.0.0.1:{port}/story.html"
    with server(["nginx", "-c", folder / "nginx.conf"], url=url):
        yield url
