"""The bare Wagtail peer, made anew in a folder of its own and served by Granian."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.ports import free_port

from .processes import server
from .story import HEADLINE, PARAGRAPHS


@contextlib.contextmanager
def bare_wagtail(folder: Path) -> Iterator[str]:
    """The address of its article, served by one process with one thread."""
    shutil.copytree(Path(__file__).parent / "bare", folder / "bare")
    env = {**os.environ, "PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "bare.settings"}
    subprocess.run(
        [sys.executable, "-m", "bare.fill", HEADLINE],
        input="\n".join(PARAGRAPHS), text=True, env=env, cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    port = free_port()
    url = f"http://127.0.0.1:{port}/world/story/"
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1",
        "--no-access-log", "--port", str(port), "--workers-kill-timeout", "5", "bare.wsgi:application",
    ]  # fmt: skip
    with server(command, url=url, env=env, cwd=folder):
        yield url
