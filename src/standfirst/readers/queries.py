"""Questions about readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from standfirst.editions.queries import all_editions

from . import handles
from .keys import reader_key
from .models import Follow, Reader, SeenBy

#: Names that higher floors protect, such as those of the paper's authors; filled in web/wiring.py.
PROTECTED: list[Callable[[], Iterable[str]]] = []


def shown(prefix: str = "") -> Q:
    """The condition under which a reader has a public page; `prefix` leads there: "followed__"."""
    here = Q(**{f"{prefix}is_active": True, f"{prefix}leaves_at": None, f"{prefix}handle__isnull": False})
    return here & ~Q(**{f"{prefix}seen_by": SeenBy.NOBODY})


def reader_called(handle: str) -> Reader | None:
    """The reader with this handle, however it is spelled; None when there is none, or none to be seen."""
    if not handle.isprintable() or len(handle) > handles.MOST * 4:
        return None
    return Reader.objects.filter(shown(), handle=handles.normal(handle)).first()


def follows(*, follower: Reader, followed: Reader) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def followed_by(reader: Reader) -> QuerySet[Reader]:
    """Whom this reader follows and can see, latest first."""
    return Reader.objects.filter(shown(), followers__follower=reader).order_by("-followers__since", "-pk")


def pages_with(reader: Reader) -> set[str]:
    """The keys of stored pages that read differently when a reader comes or goes: those that print the name, and those
    of everybody whom the reader follows, which count."""
    followed = Follow.objects.filter(follower=reader).values_list("followed", flat=True)
    return {reader_key(reader), *(f"reader/{number}" for number in followed)}


def names_of_others(reader: Reader) -> set[str]:
    """Names that this reader may not take: the paper's and its editions', those of its staff and authors.

    Somebody of the staff may have the name of an author, who is often the same person.
    """
    staff = Reader.objects.filter(Q(is_staff=True), ~Q(pk=reader.pk), ~Q(name=""))
    names = {settings.PAPER_NAME, *staff.values_list("name", flat=True)}
    for edition in all_editions():
        names |= {edition.name, f"{edition.name} edition", f"{edition.slug} edition"}
    for protect in PROTECTED if not reader.is_staff else ():
        names.update(protect())
    return names
