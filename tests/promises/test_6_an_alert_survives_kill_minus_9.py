"""Promise 6: an alert that was sent off reaches every device, though the worker is killed on the way."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

from standfirst.notices.testing import FIRST_FEW, push_service
from tests.journeys.firefox import wait_for
from tests.journeys.paper import running
from tests.journeys.watching import children_of

pytestmark = pytest.mark.journey
DEVICES = 150

SEND = """
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.notices.alerts import send_alert, write_alert
from standfirst.notices.testing import make_subscription
from standfirst.readers.testing import make_reader
us, ada = Edition.objects.get(slug="us"), make_reader("Ada Lund", is_staff=True)
for number in range({devices}):
    make_subscription(edition=us, endpoint=f"http://{host}/push/{{number}}")
alert = write_alert(article=Article.objects.get(), text="The bridge is open", editions=[us], by=ada)
answer = send_alert(alert=alert, by=ada)
"""
#: As if the lease of the dead worker had run out meanwhile.
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
        running.answers.clear()
        yield running
        running.answers.set()


@pytest.fixture
def harbour(tmp_path, service):
    with running(tmp_path / "data", STANDFIRST_PUSH_HOSTS=service.host) as paper:
        paper.story(title="Bridge reopens")
        yield paper


def test_every_device_hears_and_a_copy_sent_twice_replaces_itself(harbour, service):
    assert harbour.python(SEND.format(devices=DEVICES, host=service.host))
    wait_for(lambda: len(service.taken) > FIRST_FEW)
    os.kill(children_of(harbour.pid)["worker"], signal.SIGKILL)
    assert len({posted.path for posted in service.taken}) < DEVICES
    service.answers.set()
    wait_for(lambda: harbour.python(LATER))

    wait_for(lambda: len({posted.path for posted in service.taken}) == DEVICES, seconds=60)
    wait_for(lambda: harbour.python(STATE) == ["sent", ["sent"] * DEVICES], seconds=60)
    twice = [path for path, times in Counter(posted.path for posted in service.taken).items() if times > 1]
    for path in twice:
        assert len({posted.headers["Topic"] for posted in service.taken if posted.path == path}) == 1
