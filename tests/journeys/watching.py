"""What is asked of a running paper, and of its processes, without a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import httpx

from .paper import Paper

#: Stands below the cut of every story that `Paper.story` makes.
CANARY = "xanthocanary"


def eventually(holds: Callable[[], bool], *, seconds: float = 20.0) -> float:
    """Wait until something holds; how long that took, in seconds."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            if holds():
                return time.monotonic() - began
        except httpx.HTTPError:
            pass
        time.sleep(0.02)
    raise AssertionError(f"it did not come about within {seconds} s")


def children_of(pid: int) -> dict[str, int]:
    """The parts of the running paper, by what stands in their command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_text()
        except (OSError, IndexError):
            continue
        if parent == pid:
            found["worker" if "standfirst.web.command\0worker" in command else "front"] = int(entry.name)
    return found


def signed_in(paper: Paper, email: str, *, fresh: int) -> tuple[dict[str, str], str]:
    """The cookies of a reader who signed in, with a pass that is fresh for so many seconds more; and its tag."""
    cookies, tag = paper.python(
        "import time\n"
        "from django.conf import settings\n"
        "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "from standfirst.access.passes import Pass, new_tag, sign\n"
        "from standfirst.access.rules import VisitorClass\n"
        "from standfirst.readers.models import Reader\n"
        "from standfirst.web.visits import pass_keys\n"
        f"reader = Reader.objects.create_user({email!r}, name={email.partition('@')[0]!r})\n"
        "session = SessionStore()\n"
        "session[SESSION_KEY] = str(reader.pk)\n"
        "session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]\n"
        "session[HASH_SESSION_KEY] = reader.get_session_auth_hash()\n"
        "session.save()\n"
        "now, tag = int(time.time()), new_tag()\n"
        f"granted = Pass(VisitorClass.REGISTERED, tag, now + {fresh}, now + 86400)\n"
        "key = next(iter(pass_keys().values()))\n"
        "answer = {'session': session.session_key, 'reader': '1', 'pass': sign(granted, key)}, tag"
    )
    return cookies, tag
