"""The worker: background tasks and the jobs of `delivery.schedule.JOBS`.

Each job has a thread of its own, so that a slow mail server keeps no story from being published on time. What a
job raises is logged, and the job is tried again.
"""

from __future__ import annotations

import logging
import time
from threading import Event, Thread

from django.db import connections

from standfirst.delivery.schedule import Job

log = logging.getLogger("standfirst.worker")
#: Seconds the jobs are given to come to an end.
PATIENCE = 6.0
#: Seconds to wait after a job failed, doubled for each further failure in a row.
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
#: A job that runs more seldom than this keeps no connection between its runs.
SELDOM = 30.0


class Worker:
    """Walks the jobs until it is stopped."""

    def __init__(self, jobs: list[Job]) -> None:
        self._jobs = jobs
        self._stopping = Event()

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> bool:
        """Until `stop`. False when a job had not come to an end: ending the process is then safe, as every
        job's work is in rows that can be taken up again."""
        threads = [Thread(target=self._walk, args=(job,), name=job.name, daemon=True) for job in self._jobs]
        for thread in threads:
            thread.start()
        while not self._stopping.wait(1.0):
            pass
        deadline = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _walk(self, job: Job) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                found = job.run()
                failures = 0
                pause = 0.0 if found else job.seconds
            except Exception:
                failures += 1
                pause = max(job.seconds, min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)))
                log.exception("the job “%s” failed; it is tried again in %g s", job.name, pause)
                connections.close_all()
            if job.seconds >= SELDOM:
                connections.close_all()
            self._stopping.wait(pause)
        if job.end is not None:
            try:
                job.end()
            except Exception:
                log.exception("the job “%s” did not end well", job.name)
        connections.close_all()
