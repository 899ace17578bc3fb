"""Promise 6: a newsletter that was sent off reaches every subscriber, though the worker is killed again and again."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

from tests.journeys.firefox import wait_for
from tests.journeys.paper import running
from tests.journeys.postbox import postbox
from tests.journeys.watching import children_of

pytestmark = pytest.mark.journey
SUBSCRIBERS, KILLS = 600, 2

SEND = """
from standfirst.editions.models import Edition
from standfirst.notices.newsletters.actions import send_now
from standfirst.notices.newsletters.testing import make_newsletter, make_subscribers
from standfirst.readers.testing import make_reader
briefing = make_newsletter(Edition.objects.get(slug="uk"), hour="03:00", weekdays=[0])
make_subscribers(briefing, {subscribers})
answer = str(send_now(newsletter=briefing, by=make_reader("Ada Lund", is_staff=True)).state)
"""
#: As if the lease of the dead worker had run out meanwhile.
LATER = """
from django.utils import timezone
from standfirst.notices.models import QueuedMail
answer = QueuedMail.objects.exclude(claimed_until=None).update(claimed_until=timezone.now())
"""
STATE = """
from standfirst.notices.models import Copy, Issue, QueuedMail
answer = [Issue.objects.get().state, Copy.objects.count(), QueuedMail.objects.filter(is_bulk=True).count()]
"""


@pytest.fixture
def box():
    with postbox() as taking:
        yield taking


@pytest.fixture
def harbour(tmp_path, box):
    with running(tmp_path / "data", STANDFIRST_SMTP_URL=box.url) as paper:
        paper.story(title="Bridge reopens")
        yield paper


def test_every_subscriber_gets_it_and_twice_only_what_was_in_flight(harbour, box):
    assert harbour.python(SEND.format(subscribers=SUBSCRIBERS))
    for kill in range(KILLS):
        reached = SUBSCRIBERS * (kill + 1) // (KILLS + 2)
        wait_for(lambda reached=reached: len(box.taken) > reached, seconds=120)
        os.kill(children_of(harbour.pid)["worker"], signal.SIGKILL)
    assert len({mail.to for mail in box.taken}) < SUBSCRIBERS

    def everybody_has_it():
        harbour.python(LATER)
        return len({mail.to for mail in box.taken}) == SUBSCRIBERS

    wait_for(everybody_has_it, seconds=120)
    wait_for(lambda: harbour.python(STATE) == ["sent", SUBSCRIBERS, 0], seconds=60)
    twice = [to for to, times in Counter(mail.to for mail in box.taken).items() if times > 1]
    assert len(twice) <= KILLS
    for to in twice:  # the same letter once more, as mail programs see
        assert len({mail.message_id for mail in box.taken if mail.to == to}) == 1
