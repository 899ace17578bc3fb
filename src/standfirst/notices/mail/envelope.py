"""Addresses as an envelope carries them."""

from __future__ import annotations

from email.utils import parseaddr

from django.core.mail.message import sanitize_address


def bare(address: str, encoding: str = "utf-8") -> str:
    """An address as an envelope carries it: without a name, its domain in punycode."""
    return parseaddr(sanitize_address(address, encoding))[1]
