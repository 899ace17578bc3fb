"""Gifts: a registered reader gives an article to a few others.

The link is signed and names one gift; how often it may be taken, and until when, stands in the database. Who takes it
has the article added to the pass: for a while, and for as long as the giver has an account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.delivery.bus import revoke

from .models import Reader
from .reading import Gift, TakenGift

#: How long a link may be taken, how many may take it, and how long what was taken stays open.
LINK_LIVES = timedelta(days=14)
MOST_TAKERS = 5
STAYS_OPEN = timedelta(days=30)
#: The days for which an edition says how many gifts a reader may make.
MONTH = timedelta(days=30)
#: So many of them stand in one pass: the longest numbers fit.
MOST_OPEN = 30
#: A signature is as long as this at most; whatever is longer is no link of ours.
LONGEST_LINK = 80
_SIGNER = Signer(salt="standfirst.gifts", sep=".")


class GiftStanding(StrEnum):
    """Whether a gift may be taken, and why not."""

    LIVE = "live"
    ENDED = "ended"
    ALL_TAKEN = "all taken"
    WITHDRAWN = "withdrawn"


class NoGiftsLeftError(Exception):
    """The reader has given as many as the edition allows in a month."""


@dataclass(frozen=True, slots=True)
class Granted:
    """The articles that gifts open, and when the last of them shuts again (seconds since 1970)."""

    articles: frozenset[int] = frozenset()
    end: int = 0


def link_text(gift: Gift) -> str:
    """What stands in the gift's address: its number, signed."""
    return _SIGNER.sign(str(gift.pk))


def gift_of(link: str) -> Gift | None:
    """The gift that this text names; None when it is not signed by us, or the gift is gone."""
    if len(link) > LONGEST_LINK:
        return None
    try:
        number = int(_SIGNER.unsign(link))
    except (BadSignature, ValueError):
        return None
    return Gift.objects.select_related("giver").filter(pk=number).first()


def standing(gift: Gift) -> GiftStanding:
    if not gift.giver.is_active:
        return GiftStanding.WITHDRAWN
    if gift.ends_at <= timezone.now():
        return GiftStanding.ENDED
    return GiftStanding.LIVE if gift.taken.count() < MOST_TAKERS else GiftStanding.ALL_TAKEN


def live_gift(giver: Reader, article: int) -> Gift | None:
    """The reader's gift of this article, if there is one that still can be taken."""
    return Gift.objects.filter(giver=giver, article=article, ends_at__gt=timezone.now()).last()


def gifts_left(giver: Reader, most: int) -> int:
    """How many more gifts the reader may make now, of `most` in a month."""
    since = timezone.now() - MONTH
    return max(0, most - Gift.objects.filter(giver=giver, made_at__gt=since).count())


@transaction.atomic
def give(*, giver: Reader, article: int, most: int) -> Gift:
    """Give an article away; a gift of it that is there already is that gift. Raises NoGiftsLeftError."""
    Reader.objects.select_for_update().only("pk").get(pk=giver.pk)  # two clicks take their turns
    found = live_gift(giver, article)
    if found is not None:
        return found
    if not gifts_left(giver, most):
        raise NoGiftsLeftError
    return Gift.objects.create(giver=giver, article=article, ends_at=timezone.now() + LINK_LIVES)


@transaction.atomic
def take(*, gift: Gift, reader: Reader | None, tag: str = "") -> bool:
    """Take a gift, as a reader or as a stranger whose pass has this tag. False when it can't be taken any more.

    Who has taken it takes it once.
    """
    held = Gift.objects.select_for_update().select_related("giver").filter(pk=gift.pk).first()
    if held is None:
        return False
    mine = {"reader": reader} if reader is not None else {"tag": tag}
    if held.taken.filter(**mine).exists():
        return held.giver.is_active
    if standing(held) is not GiftStanding.LIVE:
        return False
    held.taken.create(**mine, ends_at=timezone.now() + STAYS_OPEN)
    return True


def granted_to_reader(reader: Reader) -> Granted:
    return _granted(TakenGift.objects.filter(reader=reader))


def granted_to_tag(tag: str) -> Granted:
    return _granted(TakenGift.objects.filter(tag=tag)) if tag else Granted()


def _granted(taken: QuerySet[TakenGift]) -> Granted:
    """What is open now; of more than a pass can hold, the latest."""
    open_now = taken.filter(gift__giver__is_active=True, ends_at__gt=timezone.now()).order_by("-ends_at")
    rows: list[tuple[int, datetime]] = list(open_now.values_list("gift__article", "ends_at")[:MOST_OPEN])
    if not rows:
        return Granted()
    return Granted(frozenset(article for article, _ in rows), int(rows[0][1].timestamp()))


@transaction.atomic
def claim(*, tag: str, reader: Reader) -> None:
    """A stranger who had taken gifts has signed in: the gifts are the account's now."""
    for taken in TakenGift.objects.filter(tag=tag):
        if TakenGift.objects.filter(gift=taken.gift_id, reader=reader).exists():
            taken.delete()
        else:
            taken.tag, taken.reader = None, reader
            taken.save(update_fields=["tag", "reader"])


def hand_on(*, tag: str, to: str) -> None:
    """A stranger's pass has another tag now: what was taken goes with it."""
    TakenGift.objects.filter(tag=tag).exclude(gift__taken__tag=to).update(tag=to)


def withdraw(giver: Reader) -> None:
    """The giver is gone: strangers' passes with these gifts are asked about at once, readers' within the hour."""
    taken = TakenGift.objects.filter(gift__giver=giver).values_list("tag", flat=True)
    revoke(tag for tag in taken if tag)


def sweep_gifts() -> bool:
    """Forget gifts that nobody can take or read any more."""
    now = timezone.now()
    TakenGift.objects.filter(ends_at__lte=now).delete()
    Gift.objects.filter(ends_at__lte=now, made_at__lte=now - MONTH, taken=None).delete()
    return False
