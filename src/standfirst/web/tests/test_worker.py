"""The worker: what is due, what a dead one left, and jobs that fail."""

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from standfirst.delivery.models import Beat, BusMessage
from standfirst.delivery.schedule import Job
from standfirst.delivery.sweep import sweep
from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.stories.models import Article
from standfirst.web import tasks
from standfirst.web.scheduled import publish_scheduled
from standfirst.web.work import Worker

pytestmark = pytest.mark.django_db


def test_a_scheduled_story_goes_live_when_it_is_time(story):
    story.unpublish()
    story.go_live_at = timezone.now() + timedelta(seconds=0.5)
    story.save_revision(approved_go_live_at=story.go_live_at)
    publish_scheduled()
    assert not Article.objects.get(pk=story.pk).live
    time.sleep(0.5)
    publish_scheduled()
    assert Article.objects.get(pk=story.pk).live


def test_an_expired_story_is_taken_down(story):
    Article.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled()
    assert not Article.objects.get(pk=story.pk).live


def test_a_story_that_cannot_go_live_keeps_no_other_from_it(story, monkeypatch, caplog):
    Article.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    def broken(*_args, **_options):
        raise RuntimeError("boom")

    monkeypatch.setattr("wagtail.models.Page.unpublish", broken)
    publish_scheduled()
    assert "failed" in caplog.text


def test_an_enqueued_task_is_run():
    make_renditions.enqueue(4711)
    assert tasks.run_task()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert not tasks.run_task()


def a_task_in_the_hands_of(*workers):
    make_renditions.enqueue(4711)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=list(workers), started_at=timezone.now())


def test_a_task_of_a_dead_worker_is_taken_back():
    a_task_in_the_hands_of("worker/dead")
    tasks.take_back()
    assert DBTaskResult.objects.get().status == "READY"


def test_a_task_of_a_living_worker_is_left_to_it():
    tasks.beat()
    a_task_in_the_hands_of(tasks.NAME)
    tasks.take_back()
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_a_task_that_kills_every_worker_is_given_up():
    a_task_in_the_hands_of("worker/a", "worker/b", "worker/c")
    tasks.take_back()
    assert DBTaskResult.objects.get().status == "FAILED"


def test_the_bus_is_swept_after_a_day():
    BusMessage.objects.create(kind="forget", payload=["old"])
    BusMessage.objects.update(at=timezone.now() - timedelta(days=2))
    BusMessage.objects.create(kind="forget", payload=["new"])
    Beat.objects.create(name="worker/gone", at=timezone.now() - timedelta(days=2))
    sweep()
    assert (BusMessage.objects.get().payload, Beat.objects.count()) == (["new"], 0)


def test_a_job_that_fails_or_hangs_keeps_no_other_from_its_turn(monkeypatch):
    turns, hanging = [], threading.Event()

    def fails():
        turns.append("fails")
        raise RuntimeError("boom")

    monkeypatch.setattr("standfirst.web.work.FIRST_PAUSE", 0.01)
    jobs = [Job("fails", 0.01, fails), Job("hangs", 0.01, lambda: not hanging.wait(5))]
    jobs.append(Job("works", 0.01, lambda: bool(turns.append("works"))))
    worker = Worker(jobs)
    running = threading.Thread(target=worker.run)
    running.start()
    time.sleep(0.3)
    worker.stop()
    hanging.set()
    running.join(5)
    assert turns.count("works") > 3
    assert turns.count("fails") > 1
