"""From a file of comments to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from . import disqus, threads, wxr
from .actions import Move
from .addresses import Stories, normal, read_table, remember, remember_where
from .people import People
from .records import BrokenFile, House, LeftOut, OldComment, OldThread, Record
from .report import Missing, Report
from .spool import Spool

#: What stands at the beginning of a file, by format.
READERS: dict[str, Callable[[Path], Iterator[Record]]] = {
    "disqus": disqus.read,
    "wxr": wxr.read,
    "threads": threads.read,
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person at the terminal asked for. `source` names the house where the file does not."""

    addresses: Path | None = None
    match_slugs: bool = False
    source: str = ""
    dry_run: bool = False


@dataclass(slots=True)
class _File:
    """What was read into the spool."""

    spool: Spool
    report: Report
    house: str = ""
    repeated: set[str] = field(default_factory=set)

    def read(self, records: Iterator[Record]) -> None:
        try:
            for record in records:
                self._keep(record)
        except BrokenFile as error:
            self.report.broken = str(error)
        self.spool.ready()

    def _keep(self, record: Record) -> None:
        match record:
            case OldThread():
                self.spool.keep_thread(record)
            case OldComment():
                if not self.spool.keep_comment(record):
                    self.report.left_out["a comment whose number another comment of the file has"] += 1
            case LeftOut(why):
                self.report.left_out[why] += 1
            case House(address):
                self.house = self.house or normal(address)


def bring_in_comments(format_: str, path: Path, wishes: Wishes) -> Report:
    """Bring in what is not here yet. Raises OSError for a file that cannot be opened, and BadTable."""
    stories = Stories(by_slug=wishes.match_slugs)
    if wishes.addresses is not None:
        stories.table = read_table(wishes.addresses)
    report = Report()
    with path.open("rb"), Spool() as spool:
        file = _File(spool, report)
        file.read(READERS[format_](path))
        report.source = (wishes.source or "/".join(filter(None, (format_, file.house))))[:120]
        people = People.of(report.source)
        is_ours = report.source == f"threads/{normal(settings.CONFIGURATION.url)}"
        move = Move(report.source, spool, people, report, dry_run=wishes.dry_run, is_ours=is_ours)
        if stories.table and not wishes.dry_run:
            remember(stories.table)
        for old in spool.threads():
            _take_in(move, old, stories)
        report.authors, report.renamed = people.made, sorted(people.renamed)
    return report


def _take_in(move: Move, old: OldThread | str, stories: Stories) -> None:
    if isinstance(old, str):
        why = "a comment under a thread that the file does not tell"
        move.report.left_out[why] += move.spool.count(old)
        return
    story = stories.find(old.addresses)
    if story is not None:
        move.take_in(old, story)
        if not move.dry_run:
            remember_where(old.addresses, story)
        return
    address = next((said for said in old.addresses if "/" in said), "")
    move.report.missing.append(Missing(old.key, address[:500], old.title[:200], move.spool.count(old.key)))
