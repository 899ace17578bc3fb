"""Where the floors meet: lists that lower floors declare are filled here, and signals connected, nowhere else."""

from __future__ import annotations


def connect() -> None:
    """Called once, when Django is ready."""
