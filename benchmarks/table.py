"""One row of the table, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One ratio: `ours` and `peer` in the same unit from the same run; `bar` is what must hold."""

    work: str
    ours: float
    peer: float | None
    unit: str
    bar: str
    goal: str = ""
    holds: bool | None = None

    @property
    def ratio(self) -> str:
        return f"{self.ours / self.peer:.2f} ×" if self.peer else "–"

    @property
    def verdict(self) -> str:
        return {True: "holds", False: "DOES NOT HOLD", None: "reported"}[self.holds]


def ratio_row(work: str, ours: list[float], peer: list[float], unit: str, *, bar: float, goal: float) -> Row:
    """Medians of both sides; holds when their ratio reaches the bar."""
    mine, theirs = median(ours), median(peer)
    return Row(work, mine, theirs, unit, f"≥ {bar:g} ×", f"{goal:g} ×", mine / theirs >= bar)


def show(rows: list[Row]) -> None:
    table = Table(title="Standfirst against its peers: medians, one run, pinned processes")
    for name in ("work", "ours", "peer", "ratio", "bar", "goal", "verdict"):
        table.add_column(name, justify="left" if name in {"work", "verdict"} else "right")
    for row in rows:
        ours = f"{row.ours:,.0f} {row.unit}"
        peer = f"{row.peer:,.0f} {row.unit}" if row.peer else "–"
        table.add_row(row.work, ours, peer, row.ratio, row.bar, row.goal, row.verdict)
    Console(width=150).print(table)
