"""Which addresses of the newsroom want a fresh proof of who is there. Floors above add theirs in web/wiring.py."""

from __future__ import annotations

from collections.abc import Mapping

#: What stands behind /newsroom/ at the beginning of such an address: roles and people, editions and their walls, and
#: whatever else is a setting.
NEEDS_FRESH_PROOF: list[str] = [
    "users/",
    "groups/",
    "snippets/editions/",
    "settings/",
    "sites/",
    "locales/",
    "collections/",
    "workflows/",
    "tasks/",
    "redirects/",
]
#: Query parameters by which a list of Wagtail's is taken away as a file.
EXPORTS = ("export",)


def needs_fresh_proof(path: str, query: Mapping[str, str]) -> bool:
    """Does this address, without the /newsroom/ before it, want a fresh proof? Pure."""
    if any(name in query for name in EXPORTS):
        return True
    return path.startswith(tuple(NEEDS_FRESH_PROOF))
