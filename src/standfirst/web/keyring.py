"""The keys of passes, as this process knows them.

They stand in `secrets.json`, or in the setting STANDFIRST_PASS_KEY. Who changes them (`web/rotation.py`) writes the
file and a line on the bus; whoever hears it reads the file again, and so does a process that may have missed a line.
"""

from __future__ import annotations

import logging
from functools import lru_cache

from django.conf import settings

from standfirst.access.keys import Keyring, parse_keys

from .configuration import ConfigurationError, read_pass_key

log = logging.getLogger("standfirst.keys")

_parse = lru_cache(maxsize=8)(parse_keys)
_read: str = ""


def keyring() -> Keyring:
    """The keys this process knows."""
    return _parse(_read or settings.CONFIGURATION.pass_key)


def read_again() -> None:
    """The keys may have changed. What cannot be read leaves those that are known, and is said in the log."""
    global _read
    try:
        text = read_pass_key(settings.CONFIGURATION.data)
        if text:
            _parse(text)
    except (OSError, ValueError, ConfigurationError) as error:
        log.error("the keys of passes cannot be read, the known ones stay: %s", error)
        return
    _read = text
