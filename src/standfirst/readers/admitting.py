"""Letting followers in, for readers who want to: a request is accepted or declined, and who follows can be let go."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.delivery.bus import forget

from .keys import reader_key
from .models import Follow, FollowRequest, Reader

#: Keys in one line of the bus.
MANY = 200


@transaction.atomic
def accept(*, reader: Reader, request: int) -> bool:
    """Let in whoever asks by the request with this number; False when there is no such request any more."""
    return bool(_let_in(reader, waiting(reader).select_for_update().filter(pk=request)))


@transaction.atomic
def decline(*, reader: Reader, request: int) -> bool:
    """Not let in whoever asks; False when there is no such request any more. They are not told, and ask no second
    time while their question stands."""
    return bool(waiting(reader).filter(pk=request).update(declined_at=timezone.now()))


@transaction.atomic
def let_go(*, reader: Reader, follow: int) -> bool:
    """Be followed no longer by somebody whom the reader has let in; False when that was so already."""
    held = Follow.objects.select_related("follower").filter(pk=follow, followed=reader).first()
    if held is None:
        return False
    held.delete()
    forget({reader_key(reader.pk), reader_key(held.follower_id)})
    return True


@transaction.atomic
def open_to_all(reader: Reader) -> int:
    """Called when a reader lets anybody follow from now on: who waits is let in. Says how many."""
    FollowRequest.objects.filter(followed=reader).exclude(declined_at=None).delete()
    return _let_in(reader, waiting(reader).select_for_update())


def waiting(reader: Reader) -> QuerySet[FollowRequest]:
    """The requests that wait for this reader's answer."""
    return FollowRequest.objects.filter(followed=reader, declined_at=None)


def _let_in(reader: Reader, requests: Iterable[FollowRequest]) -> int:
    asked = list(requests)
    follows = [
        Follow(follower_id=one.follower_id, followed=reader, since=timezone.now(), let_in=True)
        for one in asked
    ]
    Follow.objects.bulk_create(follows, ignore_conflicts=True, batch_size=500)
    FollowRequest.objects.filter(followed=reader, declined_at=None, pk__in=[one.pk for one in asked]).delete()
    keys = [reader_key(reader.pk), *(reader_key(one.follower_id) for one in asked)] if asked else []
    for start in range(0, len(keys), MANY):
        forget(set(keys[start : start + MANY]))
    return len(asked)
