"""Ports for servers of tests and measurements."""

from __future__ import annotations

import random
import socket
from pathlib import Path

RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
#: Linux hands out ports from here on to whoever calls somebody.
LENT = 32768


def free_port() -> int:
    """A port for a server, on every address of this machine. Not one that the system lends to clients: between the
    question and the server's start, somebody's call would have it."""
    lent = int(RANGE.read_text().split()[0]) if RANGE.exists() else LENT
    while True:
        port = random.randrange(min(10_000, lent - 5_000), lent)
        with socket.socket() as asked:
            try:
                asked.bind(("", port))
            except OSError:
                continue
        return port
