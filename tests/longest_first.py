"""What takes longest begins first: at the end two of three would wait for it. A plugin of pytest's (`-p`)."""

from __future__ import annotations

import pytest

#: Files by the minutes they take. Those that begin with the same database on PostgreSQL do not stand together: one
#: would wait while the other makes it.
LONGEST = [
    "tests/journeys/test_quality.py",
    "tests/promises/test_1_one_decision.py",
    "tests/faults/test_the_database_is_away.py",
    "tests/test_wheel.py",
    "tests/promises/test_6_a_registration_survives_kill_minus_9.py",
    "tests/journeys/test_running.py",
    "tests/promises/test_6_a_thousand_comments_survive_kill_minus_9.py",
    "tests/journeys/test_scripts_in_words.py",
    "tests/journeys/test_doors.py",
    "tests/journeys/test_push.py",
    "tests/journeys/test_canary_command.py",
    "tests/promises/",
    "tests/faults/",
    "tests/journeys/",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    begins = (number for number, path in enumerate(LONGEST) if item.nodeid.startswith(path))
    return next(begins, len(LONGEST))
