"""Which scorer the settings ask for."""

from __future__ import annotations

from pathlib import Path

from .local import LocalScorer
from .scorer import Scorer
from .webhook import WebhookScorer

#: In the paper's folder, beside the database.
MODEL_FILE = "risk.npz"


def scorer_for(setting: str, *, secret: str, folder: Path) -> Scorer | None:
    """`setting` is STANDFIRST_RISK: nothing, "local", or an address."""
    if not setting:
        return None
    return LocalScorer(folder / MODEL_FILE) if setting == "local" else WebhookScorer(setting, secret)
