"""What never reaches a log, whoever writes the line: the links of gifts and letters, and the keys of partners."""

from __future__ import annotations

import logging
import re

_LINK = re.compile(r"/(gifts|_/mail/stop|newsletters/confirm)/[^\s\"'?#]+")
#: The key's name stays: it says whose line this is.
_PARTNER = re.compile(r"(sfp_[0-9a-f]{10}_)[A-Za-z0-9_-]+")


class HideSecrets(logging.Filter):
    """Takes the secret part out of such an address and of a partner's key in every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if _LINK.search(said) or "sfp_" in said:
            record.msg, record.args = _PARTNER.sub(r"\1…", _LINK.sub(r"/\1/…", said)), None
        return True
