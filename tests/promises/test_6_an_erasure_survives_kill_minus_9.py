"""Promise 6: nothing is lost and nothing is done twice: a reader is forgotten wholly or not yet, whatever is killed."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.journeys.paper import Paper
from tests.ports import free_port

pytestmark = pytest.mark.journey

MAKE = """
from datetime import timedelta
from django.utils import timezone
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.testing import make_story
from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader
ben = make_reader("Ben Okoro")
make_comment(make_story(section=make_section(title="World", slug="world")), ben, "A word about bridges")
Reader.objects.filter(pk=ben.pk).update(leaves_at=timezone.now(), erases_comments=True)
"""
#: The worker's own job, in a process that is killed in the middle: when the keeper of this name has done its work.
ERASE_AND_DIE = """
import os, signal
os.environ["DJANGO_SETTINGS_MODULE"] = "standfirst.web.settings"
import django; django.setup()
from standfirst.readers import leaving, personal_data
for number, keeper in enumerate(personal_data.PERSONAL_DATA):
    if keeper.model._meta.label_lower == {label!r}:
        class Deadly:
            model, columns, fields, purpose = keeper.model, keeper.columns, keeper.fields, keeper.purpose
            def erase(self, reader, keeper=keeper):
                keeper.erase(reader)
                os.kill(os.getpid(), signal.SIGKILL)
        personal_data.PERSONAL_DATA[number] = Deadly()
leaving.erase_leavers()
"""
LOOK = """
from standfirst.forum.models import Comment
from standfirst.notices.models import QueuedMail
from standfirst.readers.models import Reader
from wagtail.models import ModelLogEntry
answer = [
    Reader.objects.filter(email="ben@example.org").count(),
    Comment.objects.filter(text="A word about bridges").count(),
    ModelLogEntry.objects.filter(action="readers.erase").count(),
    QueuedMail.objects.count(),
]
"""


@pytest.fixture
def harbour(tmp_path):
    """A paper whose servers are not running: the worker's job is run by hand."""
    made = Paper(tmp_path / "data", free_port())
    made.init()
    return made


def erase_and_die(paper, label):
    done = subprocess.run(
        [sys.executable, "-c", ERASE_AND_DIE.format(label=label)],
        env=paper.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_reader_is_forgotten_wholly_or_not_yet_and_told_once(harbour):
    harbour.python(MAKE)
    for label in ("wagtailcore.modellogentry", "forum.comment", "readers.reader"):
        erase_and_die(harbour, label)
        assert harbour.python(LOOK) == [1, 1, 0, 0], label
    job = "from standfirst.readers.leaving import erase_leavers\nerase_leavers(); erase_leavers()"
    harbour.python(job)
    assert harbour.python(LOOK) == [0, 0, 1, 1]
