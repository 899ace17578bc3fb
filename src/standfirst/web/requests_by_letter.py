"""What readers may ask for by letter, done by an operator and on record."""

from __future__ import annotations

from collections.abc import Iterator

from standfirst.readers.export import export
from standfirst.readers.leaving import erase
from standfirst.readers.models import Reader
from standfirst.readers.record import EXPORTED, record


class Refused(Exception):
    """Why this is not done, in words."""


def export_by_letter(*, email: str, why: str) -> Iterator[str]:
    """The document of own data, piece by piece. Raises Refused at once, before anything is written."""
    reader = _found(email, why)
    record(reader.pk, EXPORTED, data={"why": why.strip()})
    return export(reader)


def erase_by_letter(*, email: str, why: str, erases_comments: bool, although_staff: bool = False) -> None:
    """Erase a reader without waiting. Raises Refused for somebody unknown and, unless told otherwise, for staff."""
    reader = _found(email, why)
    if reader.is_staff and not although_staff:
        raise Refused(f"{reader.email} works here: say --although-staff if that is really meant")
    erase(reader, erases_comments=erases_comments, why=why.strip())


def _found(email: str, why: str) -> Reader:
    if not why.strip():
        raise Refused("say why: it goes on record")
    reader = Reader.objects.filter(email=email.strip().lower()).first()
    if reader is None:
        raise Refused(f"nobody has an account under {email}")
    return reader
