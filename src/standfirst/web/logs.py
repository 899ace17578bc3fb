"""What never reaches a log, whoever writes the line: the links of gifts."""

from __future__ import annotations

import logging
import re

_GIFT = re.compile(r"/gifts/[^\s\"'?#]+")


class HideGifts(logging.Filter):
    """Takes the secret part out of a gift's address in every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/gifts/" in said:
            record.msg, record.args = _GIFT.sub("/gifts/…", said), None
        return True
