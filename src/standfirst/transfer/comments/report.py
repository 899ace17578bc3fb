"""What became of a file of comments: what came, what was here, what was left out and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

#: Threads without a story that are named one by one for people; a script hears of all.
NAMED = 30


@dataclass(slots=True)
class Missing:
    """A thread whose story nobody knows here."""

    thread: str
    address: str
    title: str
    comments: int

    def __str__(self) -> str:
        called = " · ".join(filter(None, (self.address, self.title))) or f"thread {self.thread}"
        return f"{self.comments:>6}  {called[:200]}"


@dataclass(slots=True)
class Report:
    source: str = ""
    #: By what had become of them there.
    taken: Counter[str] = field(default_factory=Counter)
    here_before: int = 0
    threads: int = 0
    authors: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    missing: list[Missing] = field(default_factory=list)
    #: What was mended on the way, in words.
    notes: Counter[str] = field(default_factory=Counter)
    #: Names that are not shown, as the paper's own people have them.
    renamed: list[str] = field(default_factory=list)
    #: Why the file could not be read to its end; empty when it was.
    broken: str = ""

    def as_json(self) -> dict[str, Any]:
        counted = {"taken": self.taken, "left_out": self.left_out, "notes": self.notes}
        told = {name: getattr(self, name) for name in self.__slots__ if name not in {*counted, "missing"}}
        sums = {name: dict(counter) for name, counter in counted.items()}
        return {**told, **sums, "missing": [asdict(found) for found in self.missing]}

    def lines(self) -> list[str]:
        """For the person at the terminal."""
        came = f"{sum(self.taken.values())} comments taken in {self.threads} threads{_of(self.taken)}"
        said = [f"{self.source}: {came}, {self.here_before} were here before, {self.authors} new names."]
        if self.left_out or self.missing:
            said.append("Left out:")
            said += [f"{number:>6}  {why}" for why, number in self.left_out.most_common()]
        if self.missing:
            lost = sum(found.comments for found in self.missing)
            said.append(f"{lost:>6}  under {len(self.missing)} addresses that no story here has had:")
            most = sorted(self.missing, key=lambda found: -found.comments)
            said += [f"      {found}" for found in most[:NAMED]]
            if len(most) > NAMED:
                said.append(f"        and {len(most) - NAMED} more: --json names them all")
            said.append("        Name their stories with --addresses FILE (old,new), or try --match-slugs.")
        said += [f"{number:>6}  {note}" for note, number in self.notes.most_common()]
        if self.renamed:
            said.append(
                f"Names that stay unsaid, as people of this paper have them: {', '.join(self.renamed[:20])}"
            )
        if self.broken:
            said.append(f"The file could not be read to its end: {self.broken}")
        return said


def _of(taken: Counter[str]) -> str:
    told = ", ".join(f"{number} {state}" for state, number in taken.most_common())
    return f" ({told})" if told else ""
