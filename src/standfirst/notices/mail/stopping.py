"""“No more of these”: a signed link that needs no sign-in and never ends (RFC 8058).

It names a reader and what to stop. Whoever holds a letter may stop its like, and no more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar, Protocol

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from standfirst.readers.models import Reader

from ..actions import KINDS
from ..wishes.actions import set_preferences, set_wishes
from ..wishes.rules import MAIL, Mail

#: Whatever is longer is no link of ours.
LONGEST_LINK = 160
PATH = "/_/mail/stop/"
#: What a mail program sends with its click.
FIELD, CLICK = "List-Unsubscribe", "One-Click"
_SIGNER = Signer(salt="standfirst.notices.stop", sep=".")


class Stopping(Protocol):
    """Something that can be stopped."""

    @property
    def what(self) -> str:
        """In words; empty when there is nothing left to stop."""

    def stop(self) -> None:
        """Stop it; done again, it stays stopped."""


@dataclass(frozen=True, slots=True)
class StopNotices:
    """Letters to a reader about one kind of notices, or about all of them."""

    ALL: ClassVar[str] = "all"
    reader: int
    kind: str

    @property
    def what(self) -> str:
        return _what(self.kind)

    def stop(self) -> None:
        if not Reader.objects.filter(pk=self.reader).exists():
            return
        if self.kind == self.ALL:
            set_wishes(reader=self.reader, mail=Mail.NEVER.value)
        else:
            set_preferences(reader=self.reader, wanted={(self.kind, MAIL): False})


def _what(kind: str) -> str:
    if kind == StopNotices.ALL:
        return _("All that we tell you by e-mail")
    known = KINDS.get(kind)
    return str(known.label) if known is not None else ""


def _stop_notices(rest: str) -> Stopping:
    reader, _dot, kind = rest.partition(".")
    return StopNotices(int(reader), kind)


#: First letter of what was signed → who reads the rest.
READERS: dict[str, Callable[[str], Stopping]] = {"r": _stop_notices}


def link_for_notices(reader: int, kinds: Collection[str]) -> str:
    """Where letters about these kinds are stopped: the one kind, or all where a letter told of several."""
    return link_for(f"r{reader}.{_together(kinds)}")


def named(kinds: Collection[str]) -> str:
    """What that link stops, in words."""
    return _what(_together(kinds))


def _together(kinds: Collection[str]) -> str:
    return next(iter(kinds)) if len(kinds) == 1 else StopNotices.ALL


def link_for(subject: str) -> str:
    return f"{settings.CONFIGURATION.url}{PATH}{_SIGNER.sign(subject)}"


def stopping_of(link: str) -> Stopping | None:
    """What this link stops; None when we did not sign it. Nobody is looked up before that is known."""
    if len(link) > LONGEST_LINK:
        return None
    try:
        subject = _SIGNER.unsign(link)
        return READERS[subject[:1]](subject[1:])
    except (BadSignature, KeyError, ValueError):
        return None
