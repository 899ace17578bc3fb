"""Promise 6: an alert that was sent off reaches every device, though the worker is killed on the way; those
that were in its hand may come twice and replace themselves. `make bench` does the same with 20 000 and five kills."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

from standfirst.notices.testing import push_service
from tests.journeys.firefox import wait_for
from tests.journeys.paper import running
from tests.journeys.watching import children_of

pytestmark = pytest.mark.journey
DEVICES, KILLS = 600, 2
#: Seconds that the push service takes for each: about 300 a second, so that there is something to kill.
PAUSE = 0.3

SEND = """
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.notices.alerts.actions import Plan, send_alert, write_alert
from standfirst.notices.testing import make_subscription
from standfirst.readers.testing import make_reader
us, ada = Edition.objects.get(slug="us"), make_reader("Ada Lund", is_staff=True)
for number in range({devices}):
    make_subscription(edition=us, endpoint=f"http://{host}/push/{{number}}")
alert = write_alert(article=Article.objects.get(), text="The bridge is open", plan=Plan([us]), by=ada)
answer = send_alert(alert=alert, by=ada)
"""
#: As if the lease of the dead worker had run out meanwhile, and how much it had in hand.
LATER = """
from django.utils import timezone
from standfirst.notices.models import Dispatch
answer = Dispatch.objects.filter(state="claimed").update(claimed_until=timezone.now())
"""
STATE = """
from standfirst.notices.models import Alert, Dispatch
answer = [Alert.objects.get().state, sorted(Dispatch.objects.values_list("state", flat=True))]
"""


@pytest.fixture
def service():
    with push_service() as running:
        running.pause = PAUSE
        yield running


@pytest.fixture
def harbour(tmp_path, service):
    with running(tmp_path / "data", STANDFIRST_PUSH_HOSTS=service.host) as paper:
        paper.story(title="Bridge reopens")
        yield paper


def test_every_device_hears_and_a_copy_sent_twice_replaces_itself(harbour, service):
    assert harbour.python(SEND.format(devices=DEVICES, host=service.host))
    in_hand = 0
    for kill in range(1, KILLS + 1):
        wait_for(lambda: len(service.taken) > kill * 100)  # noqa: B023
        os.kill(children_of(harbour.pid)["worker"], signal.SIGKILL)
        assert len({posted.path for posted in service.taken}) < DEVICES
        in_hand += harbour.python(LATER)
        wait_for(lambda: "worker" in children_of(harbour.pid))

    wait_for(lambda: harbour.python(STATE) == ["sent", ["sent"] * DEVICES], seconds=90)
    times = Counter(posted.path for posted in service.taken)
    assert len(times) == DEVICES
    assert sum(times.values()) - DEVICES <= in_hand
    topics = {(posted.path, posted.headers["Topic"]) for posted in service.taken}
    assert len(topics) == DEVICES
