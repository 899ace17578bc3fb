"""Questions about readers."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet

from . import handles
from .models import Follow, Reader


def reader_called(handle: str) -> Reader | None:
    """The active reader with this handle, however it is spelled; None when there is none."""
    if not handle.isprintable():
        return None
    return Reader.objects.filter(handle=handles.normal(handle), is_active=True).first()


def follows(*, follower: Reader, followed: Reader) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def followed_by(reader: Reader) -> QuerySet[Reader]:
    """Whom this reader follows, latest first."""
    return Reader.objects.filter(followers__follower=reader, is_active=True).order_by("-followers__since")


def names_of_others(reader: Reader) -> set[str]:
    """Keys of names that this reader may not take: the paper's, and those of its staff."""
    staff = Reader.objects.filter(Q(is_staff=True), ~Q(pk=reader.pk), ~Q(name=""))
    names = {settings.PAPER_NAME, *staff.values_list("name", flat=True)}
    return {handles.key(name) for name in names}
