"""Addresses for machines, which need them whole."""

from __future__ import annotations

from django.conf import settings


def absolute(address: str) -> str:
    """The address with the paper's own in front, unless it is whole already (media on another host)."""
    return address if "://" in address else f"{settings.CONFIGURATION.url}{address}"
