"""Whom a letter may go to, and where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from standfirst.readers.models import Reader

from .returned import closed_among


@dataclass(frozen=True, slots=True)
class Recipient:
    """A reader with an address that was proved."""

    reader: Reader
    address: str
    #: Mail to it came back.
    is_closed: bool


def recipients(readers: Collection[int]) -> dict[int, Recipient]:
    """Those of these readers who are here and have proved their address, by number: three questions, however many."""
    proved = EmailAddress.objects.filter(
        user__in=list(readers), verified=True, primary=True, user__is_active=True, user__leaves_at=None
    )
    addresses = {int(number): str(address) for number, address in proved.values_list("user", "email")}
    closed = closed_among(set(addresses.values()))
    found = Reader.objects.select_related("edition").in_bulk(list(addresses))
    return {
        number: Recipient(found[number], address, address in closed)
        for number, address in addresses.items()
        if number in found
    }


def address_of(reader: int) -> str:
    """Where letters to this reader go; empty while no address is proved."""
    found = recipients([reader]).get(reader)
    return found.address if found is not None else ""
