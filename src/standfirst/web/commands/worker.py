"""Do the background work: mail, notices, scheduled publishing."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from types import FrameType

from ..supervisor import UNFIT

EXAMPLE = "standfirst worker --data paper"


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    del args
    import django

    django.setup()
    missing = missing_migrations()
    if missing:
        print(
            f"standfirst: the database is not up to date ({missing}): run `standfirst migrate`",
            file=sys.stderr,
        )
        return UNFIT
    from django.conf import settings

    from standfirst.delivery.bus_reader import BusReader
    from standfirst.delivery.schedule import JOBS

    from ..hearing import EditionsHearing, bus_connection
    from ..work import Worker

    worker = Worker(JOBS)
    BusReader(bus_connection(settings.DATABASES["default"]), EditionsHearing()).start()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if not worker.run():
        os._exit(0)  # a job hangs in something that cannot be interrupted; its rows are taken up again
    return 0


def missing_migrations() -> str:
    """Names of the applications whose tables are behind; empty when all is well."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return ", ".join(sorted({migration.app_label for migration, _ in plan}))
