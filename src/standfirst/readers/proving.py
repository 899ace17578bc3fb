"""A code to a reader's own address, for those who have no other proof at hand."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter

from .models import Reader


def send_code(reader: Reader) -> dict[str, Any]:
    """Send it; the answer is what the session keeps until the code comes back (see `moving.is_right`)."""
    adapter = get_adapter()
    code: str = adapter.generate_login_code()
    adapter.send_mail("account/email/prove", reader.email, {"code": code})
    return {"reader": reader.pk, "code": code, "at": time.time(), "tries": 0}
