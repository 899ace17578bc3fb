"""Verbs of subscribing. A stranger's address is confirmed by a button behind a link in a letter; nobody learns from an
answer whether an address is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from standfirst.editions.models import Edition
from standfirst.readers.models import Reader

from ..mail.stopping import Stopping
from ..models import Newsletter, Subscriber

#: How long the link in the letter may be used, and how long an address waits for it.
PATIENCE = timedelta(days=7)
LONGEST_LINK = 160
_SIGNER = TimestampSigner(salt="standfirst.notices.newsletters.confirm", sep=".")


@transaction.atomic
def ask(*, newsletter: Newsletter, address: str, edition: Edition) -> None:
    """Write one letter to this address: a link to confirm by, or that it is subscribed already."""
    address = address.lower()
    reader = _owner(address)
    known = Subscriber.objects.filter(newsletter=newsletter, confirmed_at__isnull=False)
    is_subscribed = known.filter(address=address).exists() or (
        reader is not None and known.filter(reader=reader).exists()
    )
    link = ""
    if not is_subscribed:
        row, _made = Subscriber.objects.update_or_create(
            newsletter=newsletter, address=address, defaults={"asked_at": timezone.now()}
        )
        link = f"{settings.CONFIGURATION.url}/newsletters/confirm/{_SIGNER.sign(str(row.pk))}"
    _write(newsletter, address, edition, link)


def asked_by(link: str) -> Subscriber | None:
    """Who asked for the letter with this link; None when it is not ours, too old, or of somebody who has left."""
    if len(link) > LONGEST_LINK:
        return None
    try:
        number = int(_SIGNER.unsign(link, max_age=PATIENCE))
    except (BadSignature, ValueError):
        return None
    return Subscriber.objects.select_related("newsletter").filter(pk=number).first()


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> None:
    """From now on the newsletter goes there. Where a reader has proved this address, it is the reader's."""
    reader = _owner(subscriber.address) if subscriber.address else None
    if reader is not None:
        Subscriber.objects.filter(pk=subscriber.pk).delete()
        subscribe(newsletter=subscriber.newsletter, reader=reader)
    else:
        Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(confirmed_at=timezone.now())


@transaction.atomic
def subscribe(*, newsletter: Newsletter, reader: Reader) -> None:
    """A reader, at the address of the account; a stranger's subscription of the same address is taken over."""
    address = reader.email.lower()
    Subscriber.objects.filter(newsletter=newsletter, address=address).delete()
    Subscriber.objects.get_or_create(
        newsletter=newsletter, reader=reader, defaults={"confirmed_at": timezone.now()}
    )


def unsubscribe(*, newsletter: Newsletter, reader: Reader) -> None:
    Subscriber.objects.filter(newsletter=newsletter, reader=reader).delete()


def forget_unconfirmed() -> bool:
    """The job: an address that nobody confirmed is not kept."""
    Subscriber.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - PATIENCE).delete()
    return False


@dataclass(frozen=True, slots=True)
class StopNewsletter:
    """One subscription, by its number, which is never given twice."""

    number: int

    @property
    def what(self) -> str:
        row = Subscriber.objects.select_related("newsletter").filter(pk=self.number).first()
        return str(row.newsletter) if row is not None else ""

    def stop(self) -> None:
        Subscriber.objects.filter(pk=self.number).delete()


def stop_newsletter(rest: str) -> Stopping:
    return StopNewsletter(int(rest))


def _owner(address: str) -> Reader | None:
    """The reader who has proved this address."""
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True)
    return Reader.objects.filter(pk__in=proved.values("user")).first()


def _write(newsletter: Newsletter, address: str, edition: Edition, link: str) -> None:
    context = {
        "paper": {"name": settings.PAPER_NAME, "url": settings.CONFIGURATION.url},
        "newsletter": newsletter,
        "link": link,
    }
    with translation.override(edition.language):
        subject = " ".join(render_to_string("notices/newsletters/confirm_subject.txt", context).split())
        message = render_to_string("notices/newsletters/confirm_message.txt", context)
    EmailMessage(subject, message.strip() + "\n", to=[address]).send()
