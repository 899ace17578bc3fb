"""Comments accepted: posted over HTTP by many readers, moderated with every phase on, stored, counted, told."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from statistics import median

from tests.journeys.paper import Paper

from .paper import add_story, running_paper
from .processes import CLIENT_CORE, BenchmarkError
from .table import Row

READERS = 600
ROUNDS = 3
SECONDS = 3
EDGE = "only-measured"

#: Each request is another reader's, from another network, with words of its own.
SCRIPT = """
local sessions = {sessions}
local n = {start}
request = function()
  n = n + 1
  local session = sessions[(n % #sessions) + 1]
  local headers = {{
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Standfirst-Edge"] = "{edge}",
    ["X-Forwarded-For"] = "10." .. (n % 250) .. "." .. (math.floor(n / 250) % 250) .. ".7",
    ["Cookie"] = "session=" .. session,
  }}
  local text = "text=Number+" .. n .. "+of+the+words+that+nobody+said+before+under+this+story"
  return wrk.format("POST", "{path}", headers, text)
end
"""


def measure(folder: Path) -> list[Row]:
    with running_paper(folder / "paper", STANDFIRST_EDGE_SECRET=EDGE) as paper:
        path = f"{add_story(paper)}/comments"
        sessions = sign_readers_in(paper)
        rates = [_round(folder, paper, path, sessions, number) for number in range(ROUNDS)]
    return [
        Row("comments accepted, moderated, stored, told", median(rates), None, "/s", "reported", "3 × Isso")
    ]


def sign_readers_in(paper: Paper) -> list[str]:
    """Session keys of readers who are no newcomers."""
    sessions: list[str] = paper.python(
        "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "from django.db import transaction\n"
        "from standfirst.forum.actions import open_thread\n"
        "from standfirst.forum.models import Comment\n"
        "from standfirst.newsroom.stories.models import Article\n"
        "from standfirst.readers.testing import make_reader\n"
        "thread, answer = open_thread(Article.objects.first()), []\n"
        "with transaction.atomic():\n"
        f"    for n in range({READERS}):\n"
        "        reader = make_reader(f'reader{n} Bench')\n"
        "        Comment.objects.create(thread=thread, author=reader, text='x', html='x', status='approved',\n"
        "                               once=str(n), fingerprint=str(n))\n"
        "        store = SessionStore()\n"
        "        store[SESSION_KEY] = str(reader.pk)\n"
        "        store[BACKEND_SESSION_KEY] = 'allauth.account.auth_backends.AuthenticationBackend'\n"
        "        store[HASH_SESSION_KEY] = reader.get_session_auth_hash()\n"
        "        store.save()\n"
        "        answer.append(store.session_key)\n"
    )
    return sessions


def _round(folder: Path, paper: Paper, path: str, sessions: list[str], number: int) -> float:
    """Comments a second, counted in the database, not in answers: what is not there was not accepted."""
    script = folder / "comments.lua"
    listed = "{" + ",".join(json.dumps(session) for session in sessions) + "}"
    # wrk asks its script for a first request only to look at it; the numbers just have to differ by round.
    script.write_text(SCRIPT.format(sessions=listed, start=number * 100_000, edge=EDGE, path=path))
    before = _comments(paper)
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", "-c8", f"-d{SECONDS}s", "-s", str(script)]
    said = subprocess.run(
        [*command, paper.url.replace("localhost", "127.0.0.1")], capture_output=True, text=True, check=True
    ).stdout
    lasted = re.search(r"requests in ([\d.]+)s", said)
    kept = _comments(paper) - before
    if lasted is None or kept < SECONDS:
        raise BenchmarkError(f"hardly a comment was accepted ({kept}):\n{said}")
    return kept / float(lasted[1])


def _comments(paper: Paper) -> int:
    count: int = paper.python("from standfirst.forum.models import Comment\nanswer = Comment.objects.count()")
    return count
