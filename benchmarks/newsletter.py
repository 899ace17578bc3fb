"""A newsletter of 20 000, over a real SMTP server, with its worker killed five times on the way: everybody has it in
the end, and nobody twice but those whose letter was on the wire when the worker died."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.journeys.postbox import Postbox, postbox
from tests.journeys.watching import children_of

from .paper import running_paper
from .processes import BenchmarkError
from .table import Row

SUBSCRIBERS = 20_000
KILLS = 5
PATIENCE = 1800

SEND = f"""
from standfirst.editions.models import Edition
from standfirst.notices.newsletters.actions import send_now
from standfirst.notices.newsletters.testing import make_newsletter, make_subscribers
from standfirst.readers.testing import make_reader
briefing = make_newsletter(Edition.objects.first(), weekdays=[0])
make_subscribers(briefing, {SUBSCRIBERS})
answer = str(send_now(newsletter=briefing, by=make_reader("Ada Lund", is_staff=True)).state)
"""
#: As if the lease of the dead worker had run out meanwhile.
LATER = """
from django.utils import timezone
from standfirst.notices.models import QueuedMail
answer = QueuedMail.objects.exclude(claimed_until=None).update(claimed_until=timezone.now())
"""


def measure(folder: Path) -> list[Row]:
    with postbox() as box, running_paper(folder / "paper", STANDFIRST_SMTP_URL=box.url) as paper:
        paper.python(SEND)
        began = time.monotonic()
        for kill in range(KILLS):
            share = SUBSCRIBERS * (kill + 1) // (KILLS + 1)
            _until(lambda share=share: len(box.taken) >= share)  # type: ignore[misc]
            os.kill(children_of(paper.pid)["worker"], signal.SIGKILL)
        _until(lambda: _reached(box) >= SUBSCRIBERS - KILLS)
        while _reached(box) < SUBSCRIBERS:
            paper.python(LATER)
            time.sleep(1)
            if time.monotonic() - began > PATIENCE:
                break
        seconds = time.monotonic() - began
    twice = sum(times - 1 for times in Counter(mail.to for mail in box.taken).values())
    holds = _reached(box) == SUBSCRIBERS and twice <= KILLS
    work = f"newsletter of {SUBSCRIBERS:,}, worker killed {KILLS} ×: {twice} came twice"
    return [Row(work, SUBSCRIBERS / seconds, None, "letters/s", f"all, ≤ {KILLS} twice", holds=holds)]


def _reached(box: Postbox) -> int:
    return len({mail.to for mail in box.taken})


def _until(holds: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > PATIENCE:
            raise BenchmarkError("the newsletter did not get on")
        time.sleep(0.02)
