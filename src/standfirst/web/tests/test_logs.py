"""What never reaches a log."""

from __future__ import annotations

import logging

from standfirst.syndication.partner_keys import make_key
from standfirst.web.logs import HideSecrets


def test_a_partners_key_in_a_path_never_reaches_a_log():
    key = make_key()
    record = logging.LogRecord(
        "standfirst.front", logging.ERROR, "", 0, "%s %s failed", ("GET", f"/partners/{key}/feed.atom"), None
    )
    HideSecrets().filter(record)
    assert record.getMessage() == f"GET /partners/sfp_{key.name}_…/feed.atom failed"
