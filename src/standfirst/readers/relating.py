"""Verbs between two readers: follow, mute, block, and each taken back. Block beats follow.

Who lets followers in one by one is asked; `admitting` has the answers.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from standfirst.delivery.bus import forget

from . import signals
from .keys import reader_key
from .models import Block, Follow, FollowRequest, Mute, Reader
from .queries import blocked_between, follows


@transaction.atomic
def follow(*, follower: Reader, followed: Reader) -> bool:
    """Follow another reader, or ask to; False when that was so already, when it is oneself, somebody who is not shown,
    or when one of the two has blocked the other."""
    if follower.pk == followed.pk or not followed.is_shown:
        return False
    _one_at_a_time(follower, followed)
    if blocked_between(follower.pk, followed.pk):
        return False
    if follows(follower=follower, followed=followed):
        return False
    if followed.approves_followers:
        asked, made = FollowRequest.objects.get_or_create(follower=follower, followed=followed)
        since = asked.since
    else:
        followed_now, made = Follow.objects.get_or_create(follower=follower, followed=followed)
        since = followed_now.since
        if made:
            forget({reader_key(followed.pk), reader_key(follower.pk)})
    if made:
        signals.followed.send(Follow, follower=follower, followed=followed, since=since)
    return made


@transaction.atomic
def unfollow(*, follower: Reader, followed: Reader) -> bool:
    """Follow another reader no longer, or ask no longer; False when that was so already."""
    return _part(Q(follower=follower, followed=followed), follower, followed)


@transaction.atomic
def mute(*, reader: Reader, other: Reader) -> bool:
    """Hear another reader no longer; False when that was so already, or when it is oneself."""
    if reader.pk == other.pk:
        return False
    return Mute.objects.get_or_create(reader=reader, muted=other)[1]


@transaction.atomic
def unmute(*, reader: Reader, other: Reader) -> bool:
    """Hear another reader again; False when that was so already."""
    return bool(Mute.objects.filter(reader=reader, muted=other).delete()[0])


@transaction.atomic
def block(*, reader: Reader, other: Reader) -> bool:
    """Have nothing to do with another reader; False when that was so already, or when it is oneself.

    Ends that either follows the other; what was said before stays where it stands.
    """
    if reader.pk == other.pk:
        return False
    _one_at_a_time(reader, other)
    both = Q(follower=reader, followed=other) | Q(follower=other, followed=reader)
    _part(both, reader, other)
    return Block.objects.get_or_create(reader=reader, blocked=other)[1]


@transaction.atomic
def unblock(*, reader: Reader, other: Reader) -> bool:
    """Take one's block back; False when there was none. Nobody follows anybody again by it."""
    return bool(Block.objects.filter(reader=reader, blocked=other).delete()[0])


def _part(which: Q, one: Reader, other: Reader) -> bool:
    asked, _ = FollowRequest.objects.filter(which).delete()
    gone, _ = Follow.objects.filter(which).delete()
    if gone:
        forget({reader_key(one.pk), reader_key(other.pk)})
    return bool(gone or asked)


def _one_at_a_time(one: Reader, other: Reader) -> None:
    """Hold both rows, always in the same order: of a follow and a block at one moment, the second sees the first."""
    held = Reader.objects.select_for_update(no_key=True).filter(pk__in=[one.pk, other.pk])
    list(held.order_by("pk").values_list("pk"))
