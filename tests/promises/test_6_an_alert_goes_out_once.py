"""Promise 6: an alert is told once, whoever presses at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.journeys.paper import UNUSED, Paper
from tests.postgres import PROGRAMS, postgres

pytestmark = pytest.mark.journey

#: Two editors press, while two workers find another alert due; each thread with a connection of its own.
RACE = """
from datetime import time, timedelta
from threading import Barrier, Thread
from django.db import connection
from django.utils import timezone
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.alerts.actions import Plan, send_alert, stop_alert, write_alert
from standfirst.notices.alerts.running import run_alerts
from standfirst.notices.models import Alert, AlertRound, Told
from standfirst.readers.testing import make_reader

story = make_story(section=make_section(title="World", slug="world"))
uk, us = Edition.objects.get(slug="uk"), Edition.objects.get(slug="us")
ada, cleo = make_reader("Ada Lund", is_staff=True), make_reader("Cleo Marsh", is_staff=True)

def race(*works):
    ready, said = Barrier(len(works)), []
    def run(work):
        ready.wait()
        try:
            said.append(work())
        finally:
            connection.close()
    threads = [Thread(target=run, args=(work,)) for work in works]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    return said

rounds = []
for number in range(5):
    alert = write_alert(article=story, text=f"Pressed twice {number}", plan=Plan([uk, us]), by=ada)
    rounds.append(sorted(race(*(lambda by=by: send_alert(alert=alert, by=by, seen=1) for by in (ada, cleo)))))
pressed = Told.objects.count()

tomorrow = timezone.localdate() + timedelta(days=1)
for number in range(5):
    plan = Plan([uk, us], day=tomorrow, clock=time(7))
    send_alert(alert=write_alert(article=story, text=f"Due twice {number}", plan=plan, by=ada), by=ada)
AlertRound.objects.filter(started_at=None).update(due_at=timezone.now())
race(run_alerts, run_alerts)
due = Told.objects.count() - pressed

ends = set()
for number in range(5):
    alert = write_alert(article=story, text=f"Stopped as it begins {number}", plan=Plan([uk]), by=ada)
    race(lambda: send_alert(alert=alert, by=ada), lambda: stop_alert(alert=alert, by=cleo))
    alert.refresh_from_db()
    ends.add((alert.state, alert.rounds.exclude(told=None).count()))
answer = [rounds, pressed, due, sorted(ends)]
"""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def harbour(request, tmp_path) -> Iterator[Paper]:
    """A paper that is not running: its database, and what stands in it."""
    with ExitStack() as stack:
        settings = {}
        if request.param == "postgres":
            if not PROGRAMS:
                pytest.skip("no PostgreSQL here")
            settings = {"DATABASE_URL": stack.enter_context(postgres()).url}
        paper = Paper(tmp_path / "data", UNUSED, settings)
        paper.init()
        yield paper
        paper.stop()


def test_two_who_press_at_the_same_moment_tell_it_once(harbour):
    pressed, told, due, ends = harbour.python(RACE)
    assert pressed == [[False, True]] * 5
    assert told == 10  # one for each edition
    assert due == 10
    assert set(map(tuple, ends)) <= {("sending", 1), ("stopped", 1)}
