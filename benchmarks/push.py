"""Web push: encrypted, sent and recorded in the database on one core, against pywebpush in a loop with one session and
Node's web-push with 64 in flight; then 100 000 subscribers, and what a crowd costs in memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.journeys.paper import Paper

from .processes import SERVER_CORE, BenchmarkError, need
from .push_service import Service, on_core, paper_for, push_service
from .table import Row, ratio_row

SUBSCRIBERS, BY_PEER, ROUNDS = 10_000, 1000, 3
CROWD = int(os.environ.get("BENCH_CROWD", "100000"))
#: What a crowd of 100 000 or a million may cost above ten thousand (MB). SQLite's cache of pages alone is 16 MB, and a
#: large crowd fills it.
FLAT = 24.0
_IMPORT = "from benchmarks import push_inside as inside\n"


def measure(folder: Path) -> list[Row]:
    node = _node(folder / "node")
    with push_service(folder / "service") as service:
        paper = paper_for(service, folder / "paper")
        with on_core(SERVER_CORE):
            paper.python(_IMPORT + f"inside.subscribe({service.host!r}, {SUBSCRIBERS})")
            rounds = [_round(paper, service, node, number) for number in range(ROUNDS)]
            crowds = [_crowd(paper, service, number) for number in (SUBSCRIBERS, CROWD)]
    ours, pywebpush, web_push = map(list, zip(*rounds, strict=True))
    small, large = crowds
    rate = CROWD / large["seconds"]
    return [
        ratio_row("pushes, encrypted, sent, recorded, against pywebpush", ours, pywebpush, "/s", bar=3, goal=5),
        ratio_row("pushes, encrypted, sent, recorded, against Node's web-push", ours, web_push, "/s", bar=2, goal=4),
        Row(
            f"an alert to {CROWD:,} subscribers, with its fan-out: {rate:,.0f}/s",
            large["seconds"], None, "s", f"< {CROWD * 60 / 100_000:g} s", "", large["seconds"] < CROWD * 60 / 100_000,
        ),
        Row(
            f"memory that {CROWD:,} subscribers cost above 10,000 (which grew it by {small['grew']:.0f} MB)",
            max(large["grew"] - small["grew"], 0.0), None, "MB", f"< {FLAT:g} MB", "",
            large["grew"] - small["grew"] < FLAT,
        ),
    ]  # fmt: skip


def _round(paper: Paper, service: Service, node: list[str | Path], number: int) -> tuple[float, float, float]:
    ours = _send(paper, f"Round {number}", SUBSCRIBERS, with_fan_out=False)
    peer: dict[str, float] = paper.python(
        _IMPORT + f"answer = inside.by_pywebpush({BY_PEER}, {str(service.certificate)!r})"
    )
    infos = paper.python(_IMPORT + f"answer = inside.subscriptions({BY_PEER * 2})")
    file = Path(node[1]).with_name("subscriptions.json")
    file.write_text(json.dumps({"subscriptions": infos, "text": "x" * 150}))
    said = subprocess.run(
        [*node, file], check=True, capture_output=True, text=True, timeout=300,
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(service.certificate)},
    )  # fmt: skip
    web_push = json.loads(said.stdout)
    # Where other programs take the processor, what each has worked tells more than the clock.
    print(
        f"  a second of work: ours {ours['sent'] / ours['worked']:,.0f}, pywebpush {peer['worked']:,.0f}, "
        f"web-push {web_push['worked']:,.0f}"
    )
    return ours["sent"] / ours["seconds"], peer["rate"], web_push["rate"]


def _crowd(paper: Paper, service: Service, number: int) -> dict[str, Any]:
    paper.python(_IMPORT + f"inside.subscribe({service.host!r}, {number})", seconds=1800)
    return _send(paper, f"To {number}", number, with_fan_out=True)


def _send(paper: Paper, text: str, number: int, *, with_fan_out: bool) -> dict[str, Any]:
    code = f"inside.approve({text!r})\nanswer = inside.send_all(with_fan_out={with_fan_out})"
    said: dict[str, Any] = paper.python(_IMPORT + code, seconds=3600)
    if said["sent"] != number:
        raise BenchmarkError(f"{said['sent']} of {number} were sent")
    return said


def _node(folder: Path) -> list[str | Path]:
    """The peer, installed as its lock says."""
    need("node", "npm")
    shutil.copytree(Path(__file__).with_name("web_push"), folder)
    subprocess.run(
        ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=folder,
        check=True,
        timeout=300,
    )
    return ["node", folder / "send.mjs"]
