"""Promise 6, with a crowd: a thousand readers' comments at once, the paper killed in their middle, every client trying
again with its `once`. Every acknowledged comment is there, once, and the counts are right."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

import aiohttp
import pytest

from tests.journeys.paper import Paper
from tests.ports import free_port
from tests.postgres import PROGRAMS, postgres

from .test_6_nothing_acknowledged_is_lost import SAID

pytestmark = [pytest.mark.journey, pytest.mark.slow]
#: `make bench` has the whole thousand speak; here a part of them does.
COMMENTS = int(os.environ.get("CROWD", "300"))
READERS = COMMENTS // 2
#: Of the readers so many are followed: only what somebody hears is told.
FOLLOWED = 50
#: So many are acknowledged when the power goes.
KILLED_AFTER = COMMENTS * 3 // 10
#: Seconds in which every client must have been answered; a quiet machine takes about thirty.
PATIENCE = 300
#: Seconds between two tries of a client.
BETWEEN = 0.3
EDGE = "of-this-test"

#: Readers who are no newcomers, signed in as browsers would be.
CROWD = f"""
from datetime import timedelta
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone
from standfirst.forum.actions import changed, open_thread
from standfirst.forum.models import Comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.relating import follow
from standfirst.readers.testing import make_reader
ada = make_reader("Ada Lund")
thread, answer, long_ago = open_thread(Article.objects.get()), [], timezone.now() - timedelta(days=9)
with transaction.atomic():
    for n in range({READERS}):
        reader = make_reader(f"reader{{n}} Crowd")
        made = Comment.objects.create(
            thread=thread, author=reader, text=f"Before {{n}}.", html="x", status="approved", once=str(n),
            fingerprint=str(n), created_at=long_ago, shown_at=long_ago)
        changed(made, by=1)
        store = SessionStore()
        store[SESSION_KEY] = str(reader.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = reader.get_session_auth_hash()
        store.save()
        answer.append(store.session_key)
        if n < {FOLLOWED}:
            follow(follower=ada, followed=reader)
"""


@dataclass
class Crowd:
    """Each comment has a client of its own, from a network of its own, which gives up for nothing but a refusal."""

    paper: Paper
    path: str
    sessions: list[str]
    acknowledged: dict[int, str] = field(default_factory=dict)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def speak(self) -> None:
        """All of them at once; the paper dies once enough are acknowledged, and comes back."""
        settings = {
            "connector": aiohttp.TCPConnector(limit=0, force_close=True),
            "timeout": aiohttp.ClientTimeout(total=PATIENCE),
            # Else the cookies of one reader's answer would go out with everybody's next try.
            "cookie_jar": aiohttp.DummyCookieJar(),
        }
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession(**settings) as client,
            asyncio.TaskGroup() as clients,
        ):
            for number in range(COMMENTS):
                clients.create_task(self._insist(client, number))
            await self.enough.wait()
            await asyncio.to_thread(self._cut_the_power)

    def _cut_the_power(self) -> None:
        self.paper.lose_power()
        self.paper.start()

    async def _insist(self, client: aiohttp.ClientSession, number: int) -> None:
        while number not in self.acknowledged:
            try:
                await self._send(client, number)
            except (aiohttp.ClientError, OSError):
                await asyncio.sleep(BETWEEN)

    async def _send(self, client: aiohttp.ClientSession, number: int) -> None:
        headers = {
            "Sec-Fetch-Site": "same-origin",
            "Standfirst-Edge": EDGE,
            "X-Forwarded-For": f"10.{number % 250}.{number // 250}.7",
            "Cookie": f"session={self.sessions[number % READERS]}",
        }
        said = {"text": f"Number {number} of a thousand.", "once": f"crowd-{number}"}
        asked = client.post(self.paper.url + self.path, data=said, headers=headers, allow_redirects=False)
        async with asked as answer:
            if answer.status >= 500:
                answer.raise_for_status()  # to try again, as when nobody answers
            assert answer.status == 303, f"{answer.status} {(await answer.text())[:2000]}"
            self.acknowledged[number] = answer.headers["Location"]
        if len(self.acknowledged) >= KILLED_AFTER:
            self.enough.set()


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgresql",
            marks=pytest.mark.skipif(not PROGRAMS, reason="PostgreSQL's server is not installed"),
        ),
    ]
)
def paper(request, tmp_path):
    """A paper of its own: this one is killed."""
    settings = {"STANDFIRST_EDGE_SECRET": EDGE}
    with ExitStack() as stack:
        if request.param == "postgresql":
            settings["DATABASE_URL"] = stack.enter_context(postgres()).url
        paper = Paper(tmp_path / "data", free_port(), settings)
        paper.init()
        paper.start()
        stack.callback(paper.stop)
        yield paper


def test_every_acknowledged_comment_is_there_once_and_counted(paper):
    story = paper.story(title="Bridge reopens")
    crowd = Crowd(paper, f"{story.address}/comments", paper.python(CROWD))
    with ThreadPoolExecutor(1) as aside:  # this thread may be a browser's, which has a loop of its own
        aside.submit(asyncio.run, crowd.speak()).result()
    assert len(set(crowd.acknowledged.values())) == len(crowd.acknowledged) == COMMENTS
    said = paper.python(SAID)
    spoken = Counter(text for text in said["comments"] if text.startswith("Number"))
    assert spoken == {f"Number {number} of a thousand.": 1 for number in range(COMMENTS)}
    assert said["counted"] == said["shown"] == COMMENTS + READERS
    assert said["told"] == sum(number % READERS < FOLLOWED for number in range(COMMENTS))
