"""Which addresses are personal. Everything else is shared, and is rendered without a reader."""

from __future__ import annotations

NEWSROOM = "/newsroom/"
#: Where a reader's picture is sent to: larger than words.
PICTURE = "/account/picture/"
#: Whole families of addresses that are one visitor's own: never stored, and the only places where a view may
#: touch `request.user` and `request.session`.
PERSONAL_PREFIXES = (
    NEWSROOM, "/account/", "/_allauth/", "/_/", "/following", "/gifts/", "/notices", "/partners/",
)  # fmt: skip

#: Beneath them, what is the same for everybody and may be stored.
PUBLIC_PARTS = ("/_/counts",)
#: The breaking strip of an edition: one address each, and no parameter, so that a hit is answered at once.
BREAKING = "/_/breaking/"
#: Where other people's machines send forms: what they carry, and never a cookie, says what they may. So no view there
#: meets a reader or a session, and no other site's form can do anything there in a reader's name.
FOR_MACHINES = ("/_/mail/",)


def is_newsroom(path: str) -> bool:
    return path.startswith(NEWSROOM)


def is_personal(path: str) -> bool:
    return path.startswith(PERSONAL_PREFIXES) and not is_public_part(path)


def is_public_part(path: str) -> bool:
    return path in PUBLIC_PARTS or path.startswith(BREAKING)


def is_for_machines(path: str) -> bool:
    return path.startswith(FOR_MACHINES)
