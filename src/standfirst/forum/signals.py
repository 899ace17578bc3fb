"""What follows in the forum when accounts change, through whichever door. Connected in web/wiring.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from standfirst.delivery.bus import forget
from standfirst.newsroom.stories.models import Author
from standfirst.readers.models import Reader

from .keys import reader_key
from .moderation.sanctions import carry_over

#: What a badge depends on.
_STANDING = frozenset({"is_staff", "is_active"})


def reader_saved(
    instance: Reader, *, raw: bool = False, update_fields: Collection[str] | None = None, **_others: Any
) -> None:
    """An account has an address, perhaps a new one: what holds for the address holds for the account."""
    if not raw and (update_fields is None or "email" in update_fields):
        carry_over(instance)


def standing_changed(
    instance: Reader, created: bool, update_fields: Iterable[str] | None = None, **_others: Any
) -> None:
    """Receiver: whoever joins or leaves the staff has another badge, or none, beside every comment."""
    if not created and (update_fields is None or _STANDING & set(update_fields)):
        forget({reader_key(instance.pk)})


def roles_changed(instance: Any, action: str, pk_set: Iterable[int] | None = None, **_others: Any) -> None:
    """Receiver: so has whoever was given a role, or lost one; from the reader's side or from the role's."""
    if action in {"post_add", "post_remove", "pre_clear"}:
        readers = [instance.pk] if isinstance(instance, Reader) else list(pk_set or ())
        forget(reader_key(number) for number in readers)


def account_linked(instance: Author, **_others: Any) -> None:
    """Receiver, before it is kept: an author's account has another badge under the stories, and so has the last one."""
    before = Author.objects.filter(pk=instance.pk).values_list("account", flat=True).first()
    if before != instance.account_id:
        forget(reader_key(number) for number in (before, instance.account_id) if number is not None)
