"""Questions about readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from standfirst.editions.queries import all_editions
from standfirst.kit.statements import prepared

from . import handles
from .keys import reader_key
from .models import Block, Follow, FollowRequest, Mute, Reader, SeenBy

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


def is_followed(one: int, other: int) -> bool:
    """Does anybody follow one of these two readers? 0 is nobody."""
    return bool(_followers(one, other))


@prepared
def _followers(one: int, other: int) -> QuerySet[Follow, int]:
    return Follow.objects.filter(Q(followed=one) | Q(followed=other)).values_list("pk", flat=True)[:1]


def blocked_between(one: int | None, other: int | None) -> bool:
    """Has either of these two readers, by number, blocked the other? None, a former reader, blocks nobody."""
    if one is None or other is None or one == other:
        return False
    either = Q(reader=one, blocked=other) | Q(reader=other, blocked=one)
    return Block.objects.filter(either).exists()


def not_heard_by(reader: Reader) -> set[int]:
    """The numbers of those whom this reader does not hear: the muted, the blocked, and who blocked the reader."""
    muted = Mute.objects.filter(reader=reader).values_list("muted", flat=True)
    blocked = Block.objects.filter(reader=reader).values_list("blocked", flat=True)
    blocking = Block.objects.filter(blocked=reader).values_list("reader", flat=True)
    return set(muted.union(blocked, blocking))


def hearing(speaker: int) -> Q:
    """The condition under which readers hear this one: the same, from the other side."""
    muting = Mute.objects.filter(muted=speaker).values("reader")
    blocking = Block.objects.filter(blocked=speaker).values("reader")
    blocked = Block.objects.filter(reader=speaker).values("blocked")
    return ~Q(pk__in=muting) & ~Q(pk__in=blocking) & ~Q(pk__in=blocked)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one reader has said about another. It knows nothing of what the other has said."""

    follows: bool = False
    #: Waits to be let in, or was declined, which nobody is told.
    asked: bool = False
    muted: bool = False
    blocked: bool = False


def relation(*, reader: Reader, other: Reader) -> Relation:
    return Relation(
        follows=follows(follower=reader, followed=other),
        asked=FollowRequest.objects.filter(follower=reader, followed=other).exists(),
        muted=Mute.objects.filter(reader=reader, muted=other).exists(),
        blocked=Block.objects.filter(reader=reader, blocked=other).exists(),
    )


def followed_by(reader: Reader) -> QuerySet[Reader]:
    """Whom this reader follows and can see, latest first."""
    return Reader.objects.filter(shown(), followers__follower=reader).order_by("-followers__since", "-pk")


def follows_of(reader: Reader, *, to_readers: bool) -> QuerySet[Follow]:
    """Whom a reader's page names as followed, latest first: those whose own page may be opened by readers, or by
    everybody. Nobody, for one who does not show it."""
    who = Q(followed__seen_by=SeenBy.EVERYBODY) if not to_readers else Q()
    found = Follow.objects.filter(shown("followed__"), who, follower=reader)
    return _listed(found, reader.shows_following).select_related("followed")


def followers_of(reader: Reader, *, to_readers: bool) -> QuerySet[Follow]:
    """Whom a reader's page names as followers, latest first: of those who show whom they follow."""
    who = Q(follower__seen_by=SeenBy.EVERYBODY) if not to_readers else Q()
    found = Follow.objects.filter(shown("follower__"), who, followed=reader, follower__shows_following=True)
    return _listed(found, reader.shows_followers).select_related("follower")


def followers_known_to(reader: Reader) -> QuerySet[Follow]:
    """Of whom the followed may know that they follow: those let in, and those who show it to everybody."""
    known = Q(let_in=True) | Q(follower__shows_following=True)
    return Follow.objects.filter(shown("follower__"), known, followed=reader).order_by("-pk")


def _listed(follows: QuerySet[Follow], shows: bool) -> QuerySet[Follow]:
    return follows.order_by("-pk") if shows else follows.none()


def pages_with(reader: Reader) -> set[str]:
    """The keys of stored pages that read differently when a reader comes or goes: those that print the name, and those
    of everybody whom the reader follows, which count."""
    followed = Follow.objects.filter(follower=reader).values_list("followed", flat=True)
    return {reader_key(reader.pk), *(reader_key(number) for number in followed)}


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
