"""The worker killed five times (`kill -9`) during an alert to 20 000: everybody has it in the end, and nobody twice but
those that were in its hand. And how soon after approval the first push is there."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

from tests.journeys.paper import Paper
from tests.journeys.watching import children_of, eventually

from .push_service import Service, paper_for, push_service
from .table import Row

DEVICES, KILLS = 20_000, 5
_IMPORT = "from benchmarks import push_inside as inside\n"


def measure(folder: Path) -> list[Row]:
    with push_service(folder / "service") as service:
        paper = paper_for(service, folder / "paper")
        paper.python(_IMPORT + f"inside.subscribe({service.host!r}, {DEVICES})")
        paper.start()
        try:
            return _killed(paper, service)
        finally:
            paper.stop()


def _killed(paper: Paper, service: Service) -> list[Row]:
    approved = paper.python(_IMPORT + "answer = inside.approve('The bridge is open')")
    in_hand = 0
    for kill in range(1, KILLS + 1):
        eventually(lambda: len(service.taken()) > DEVICES * kill / (KILLS + 2), seconds=120)  # noqa: B023
        os.kill(children_of(paper.pid)["worker"], signal.SIGKILL)
        in_hand += paper.python(_IMPORT + "answer = inside.free_the_dead()")
        eventually(lambda: "worker" in children_of(paper.pid))
    done = {"sent": DEVICES}
    ask = _IMPORT + "answer = inside.states()"
    eventually(lambda: paper.python(ask) == done, seconds=300)
    eventually(lambda: len({path for _at, path in service.taken()}) == DEVICES, seconds=30)
    taken = service.taken()
    twice = sum(times - 1 for times in Counter(path for _at, path in taken).values())
    first = min(at for at, _path in taken) - approved
    return [
        Row(f"killed {KILLS} times: sent again, of {in_hand} in hand", twice, None, "", f"≤ {in_hand}", "0",
            twice <= in_hand),
        Row("first push after approval", round(first, 2) * 1000, None, "ms", "< 2 s", "", first < 2),
    ]  # fmt: skip
