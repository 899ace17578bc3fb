"""Comments accepted: posted over HTTP by many readers, moderated with every phase on, stored, counted, told.

Beside us Isso, in the same run, on the same core, by the same client, SQLite both; and ourselves on PostgreSQL. A rate
on a busy machine is a poor figure, so the processor's time for one comment stands beside it.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests import postgres
from tests.journeys.paper import Paper

from .isso import PATH, running_isso
from .paper import add_story, running_paper
from .processes import CLIENT_CORE, BenchmarkError, processor_time_of
from .table import Row, ratio_row

#: So many that nobody is asked to slow down, and so often that a moment in which the machine is slow does not count.
READERS = 4_000
ROUNDS = 7
SECONDS = 3
EDGE = "only-measured"
#: Terms that are watched while we are measured.
TERMS = 10_000

#: Each request is another reader's, from another network, with words of its own.
SCRIPT = """
local sessions = {sessions}
local n = {start}
request = function()
  n = n + 1
  local headers = {{
    ["X-Forwarded-For"] = "10." .. (n % 250) .. "." .. (math.floor(n / 250) % 250) .. ".7",
  }}
  local words = "Number " .. n .. " of the words that nobody said before under this story"
  if #sessions == 0 then
    headers["Content-Type"] = "application/json"
    local said = '{{"author": "Reader ' .. n .. '", "title": "Bridge reopens", "text": "' .. words .. '"}}'
    return wrk.format("POST", "{path}", headers, said)
  end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  headers["Sec-Fetch-Site"] = "same-origin"
  headers["Standfirst-Edge"] = "{edge}"
  headers["Cookie"] = sessions[(n % #sessions) + 1]
  local said = "text=" .. words:gsub(" ", "+")
  return wrk.format("POST", "{path}", headers, said)
end
"""


@dataclass
class Side:
    """One of those measured: where to post, how to count what is kept, and what each round gave."""

    url: str
    path: str
    pid: int
    count: Callable[[], int]
    #: Cookies of readers; none for Isso, which asks for no account.
    sessions: list[str] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    #: Microseconds of the processor for one comment.
    costs: list[float] = field(default_factory=list)


def measure(folder: Path) -> list[Row]:
    with (
        running_paper(folder / "paper", STANDFIRST_EDGE_SECRET=EDGE) as paper,
        running_isso(folder / "isso") as isso,
    ):
        ours, theirs = _side_of(paper), Side(isso.url, PATH, isso.pid, isso.comments)
        for number in range(ROUNDS):
            _round(folder, ours, number)
            _round(folder, theirs, number)
    work = f"comments accepted, moderated ({TERMS:,} watched terms), stored, told"
    return [
        ratio_row(work, ours.rates, theirs.rates, "/s", bar=1.5, goal=3),
        Row("processor time for one of them", median(ours.costs), median(theirs.costs), "µs", "reported"),
        *_on_postgres(folder),
    ]


def _on_postgres(folder: Path) -> list[Row]:
    if not postgres.PROGRAMS:
        return []
    with postgres.postgres(durable=True) as server:
        settings = {"STANDFIRST_EDGE_SECRET": EDGE, "DATABASE_URL": server.url}
        with running_paper(folder / "on-postgres", **settings) as paper:
            side = _side_of(paper)
            for number in range(ROUNDS):
                _round(folder, side, number)
    return [Row("the same on PostgreSQL", median(side.rates), None, "/s", "reported")]


def _side_of(paper: Paper) -> Side:
    def count() -> int:
        kept: int = paper.python(
            "from standfirst.forum.models import Comment\nanswer = Comment.objects.count()"
        )
        return kept

    path = f"{add_story(paper)}/comments"
    _watch_words(paper)
    url = paper.url.replace("localhost", "127.0.0.1")
    return Side(url, path, paper.pid, count, sign_readers_in(paper))


def _watch_words(paper: Paper) -> None:
    paper.python(
        "from standfirst.forum.words.watching import take_list\n"
        "from standfirst.readers.testing import make_reader\n"
        f"lines = [f'wordnobodysays{{n}}' for n in range({TERMS - 1000})]\n"
        "lines += [f'beginning{n}*' for n in range(1000)]\n"
        "take_list(lines=lines, kind='banned', by=make_reader('Cleo Bench'))\n"
    )


def sign_readers_in(paper: Paper) -> list[str]:
    """The cookies of readers who are no newcomers: session, fresh pass and hint, as their browsers hold them."""
    sessions: list[str] = paper.python(
        "import time\n"
        "from datetime import timedelta\n"
        "from django.conf import settings\n"
        "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "from django.db import transaction\n"
        "from standfirst.access.passes import Pass, new_tag, sign\n"
        "from standfirst.access.rules import VisitorClass\n"
        "from standfirst.forum.actions import open_thread\n"
        "from standfirst.forum.models import Comment\n"
        "from standfirst.newsroom.stories.models import Article\n"
        "from standfirst.readers.models import SignIn\n"
        "from standfirst.readers.testing import make_reader\n"
        "from standfirst.web.cookies import HINT\n"
        "from standfirst.web.signing_in import TAG\n"
        "from standfirst.web.visits import pass_keys\n"
        "thread, answer = open_thread(Article.objects.first()), []\n"
        "now, key = int(time.time()), next(iter(pass_keys().values()))\n"
        "with transaction.atomic():\n"
        f"    for n in range({READERS}):\n"
        "        reader = make_reader(f'reader{n} Bench')\n"
        "        reader.joined_at -= timedelta(days=30)\n"
        "        reader.save(update_fields=['joined_at'])\n"
        "        Comment.objects.create(thread=thread, author=reader, text='x', html='x', status='approved',\n"
        "                               once=str(n), fingerprint=str(n))\n"
        "        store, tag = SessionStore(), new_tag()\n"
        "        store.create()\n"
        "        store[SESSION_KEY] = str(reader.pk)\n"
        "        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]\n"
        "        store[HASH_SESSION_KEY] = reader.get_session_auth_hash()\n"
        "        store[TAG] = [tag, store.session_key]\n"
        "        store.save()\n"
        "        SignIn.objects.create(session_key=store.session_key, tag=tag, reader=reader, browser='')\n"
        "        held = sign(Pass(VisitorClass.REGISTERED, tag, fresh=now + 3600, end=now + 86400), key)\n"
        "        answer.append(f'session={store.session_key}; pass={held}; {HINT}=1')\n"
    )
    return sessions


def _round(folder: Path, side: Side, number: int) -> None:
    """Comments a second, counted in the database, not in answers: what is not there was not accepted."""
    script = folder / "comments.lua"
    listed = "{" + ",".join(json.dumps(session) for session in side.sessions) + "}"
    # The numbers differ by round, and each round begins with other readers.
    script.write_text(SCRIPT.format(sessions=listed, start=number * 100_997, edge=EDGE, path=side.path))
    before, spent = side.count(), processor_time_of(side.pid)
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", "-c8", f"-d{SECONDS}s", "-s", str(script)]
    said = subprocess.run([*command, side.url], capture_output=True, text=True, check=True).stdout
    lasted = re.search(r"requests in ([\d.]+)s", said)
    spent = processor_time_of(side.pid) - spent
    kept = side.count() - before
    if lasted is None or kept < SECONDS:
        raise BenchmarkError(f"hardly a comment was accepted ({kept}):\n{said}")
    side.rates.append(kept / float(lasted[1]))
    side.costs.append(spent * 1e6 / kept)
