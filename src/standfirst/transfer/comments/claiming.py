"""What somebody wrote in another house becomes theirs: by the address, which must be proved here, and by an act.

Nobody checked what a guest typed as an address there. So the proof alone moves nothing: whoever has proved it is shown
what stands under it and says whether it is theirs.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, QuerySet

from standfirst.forum.arriving import hand_over
from standfirst.forum.models import Comment
from standfirst.readers.models import Reader
from standfirst.readers.record import record

from ..models import FormerAuthor
from .people import prints_of

CLAIMED, DISOWNED = "transfer.claim", "transfer.disown"


def waiting_for(reader: Reader) -> QuerySet[FormerAuthor]:
    """Former authors under an address that this reader has proved; `wrote` says how much."""
    found = FormerAuthor.objects.filter(email_print__in=prints_of(reader)).select_related("reader")
    return found.annotate(wrote=Count("reader__comments")).order_by("pk")


def words_of(former: FormerAuthor, most: int = 20) -> QuerySet[Comment]:
    """Some of what is to be claimed, newest first."""
    said = Comment.objects.filter(author=former.reader, status="approved").select_related("thread__article")
    return said.order_by("-created_at", "-pk")[:most]


@transaction.atomic
def claim(*, number: int, reader: Reader) -> int:
    """The comments become the reader's, and the name that stood for them goes. Says how many.

    Raises PermissionError for what is under no address that the reader has proved.
    """
    former = _held(number, reader)
    before = former.reader
    moved = hand_over(before=before, to=reader)
    record(reader.pk, CLAIMED, data={"from": former.source, "comments": moved})
    former.delete()
    before.delete()
    return moved


@transaction.atomic
def disown(*, number: int, reader: Reader) -> None:
    """They are not the reader's: they stay as they are and are offered to nobody again. Raises PermissionError."""
    former = _held(number, reader)
    FormerAuthor.objects.filter(pk=former.pk).update(email_print="")
    record(reader.pk, DISOWNED, data={"from": former.source})


def _held(number: int, reader: Reader) -> FormerAuthor:
    mine = waiting_for(reader).filter(pk=number).values_list("pk", flat=True).first()
    if mine is None or not reader.is_active:
        raise PermissionError("only who has proved the address may say so")
    return FormerAuthor.objects.select_for_update(of=("self",)).select_related("reader").get(pk=mine)
