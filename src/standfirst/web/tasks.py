"""Background tasks (django-tasks): run here, and taken back from workers that died with one in hand.

A task is never lost and may be run twice; ours are written so that twice is as good as once.
"""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

from standfirst.delivery.models import Beat
from standfirst.kit.statements import prepared

from .health import SILENT, WORKER

BACKEND = "default"
#: Runs after which a task that keeps killing its worker is given up.
MOST_RUNS = 3
#: This process among all workers: no two have the same name, ever.
NAME = f"{WORKER}/{socket.gethostname()[:20]}-{os.getpid()}-{secrets.token_hex(4)}"[:40]


def beat() -> bool:
    """Say that this worker lives."""
    Beat.objects.update_or_create(name=NAME, defaults={"at": timezone.now()})
    return False


def run_task() -> bool:
    """Run the next task, if there is one. Looking takes no lock, so an idle worker disturbs nobody."""
    if not _ready(timezone.now()):
        return False
    Worker(
        queue_names=["*"],
        interval=0.1,
        batch=True,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=1,
        worker_id=NAME,
        excluded_queue_names=[],
    ).run()
    return True


@prepared
def _ready(now: datetime) -> QuerySet[DBTaskResult[..., Any], Any]:
    """One of the tasks that `DBTaskResult.objects.ready()` gives; asked ten times a second."""
    at_once, due = Q(run_after=get_date_max()), Q(run_after__lte=now)
    ready = DBTaskResult.objects.filter(at_once | due, status=TaskResultStatus.READY)
    return ready.order_by().values_list("pk", flat=True)[:1]


def take_back() -> bool:
    """Make the tasks of dead workers ready again; give up on those that were started too often."""
    living = set(
        Beat.objects.filter(at__gte=timezone.now() - timedelta(seconds=SILENT)).values_list("name", flat=True)
    )
    for task in DBTaskResult.objects.running().only("pk", "worker_ids", "status"):
        if task.worker_ids and task.worker_ids[-1] in living:
            continue
        mine = DBTaskResult.objects.running().filter(pk=task.pk, worker_ids=task.worker_ids)
        if len(task.worker_ids) < MOST_RUNS:
            mine.update(status="READY", started_at=None)
        else:
            mine.update(
                status="FAILED",
                finished_at=timezone.now(),
                traceback="its worker died each time",
                return_value=None,
            )
    return False
