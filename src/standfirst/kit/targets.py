"""Where a form may send its reader back to, and how."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


def local_target(text: str | None) -> str:
    """A path of this site, with its query and fragment; empty for anything that could lead elsewhere.

    `text` is a stranger's: `//evil.example`, `/\\evil.example` and `javascript:` are targets of theirs.
    """
    if not text or len(text) > LONGEST or not text.startswith("/") or not text.isprintable():
        return ""
    return text if url_has_allowed_host_and_scheme(text, allowed_hosts=None) else ""


class SeeOther(HttpResponseRedirect):
    """After a form: the browser fetches the target anew, by GET (RFC 9110, 15.4.4). The target is one of ours."""

    status_code = 303
