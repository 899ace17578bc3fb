"""What became of a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

CREATED, UPDATED, UNCHANGED, SCHEDULED = "created", "updated", "unchanged", "scheduled"
TAKEN_DOWN, PICTURE, LEFT_OUT, FAILED = "taken-down", "picture", "left-out", "failed"
#: In the order of the summary.
ALL = (CREATED, UPDATED, SCHEDULED, UNCHANGED, TAKEN_DOWN, PICTURE, LEFT_OUT, FAILED)


@dataclass(slots=True)
class Outcome:
    """One story's outcome. `place` and `reason` are for failures; `notes` say what an editor should know."""

    outcome: str
    uri: str = ""
    address: str | None = None
    file: str = ""
    notes: list[str] = field(default_factory=list)
    place: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """For scripts: empty `place` and `reason` are left out."""
        return {key: value for key, value in asdict(self).items() if value or key not in {"place", "reason"}}

    def as_line(self) -> str:
        if self.outcome == FAILED:
            where = f"{self.file}: {self.place}" if self.place else self.file
            return f"failed      {where}: {self.reason}"
        said = f"{self.outcome:<11} {self.address or self.uri}"
        return said + "".join(f"\n            {note}" for note in self.notes)
