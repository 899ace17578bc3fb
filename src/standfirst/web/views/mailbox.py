"""The demo's mailbox: mail that would have gone out, on a page. It exists nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.kit.network import is_local_address, is_local_host
from standfirst.notices.models import QueuedMail

NEWEST = 50
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, as a person reads it."""

    at: datetime
    recipients: str
    subject: str
    text: str


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Whoever reads this page can sign in as anybody, so it refuses a public address in every form."""
    if not may_see(request):
        raise Http404
    letters = [_letter(row) for row in QueuedMail.objects.order_by("-pk")[:NEWEST]]
    return render(request, "demo/mailbox.html", {"letters": letters})


def may_see(request: HttpRequest) -> bool:
    """Only in the demo, only on a local host, only from this machine or network, and through no proxy."""
    return (
        settings.CONFIGURATION.demo
        and is_local_host(settings.CONFIGURATION.host)
        and is_local_host(request.get_host())
        and is_local_address(request.META.get("REMOTE_ADDR", ""))
        and not request.META.get("standfirst.forwarded")  # the Front takes the headers off and says so
        and not any(header in request.headers for header in _FORWARDED)
    )


def _letter(row: QueuedMail) -> Letter:
    message = message_from_bytes(bytes(row.message), policy=policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    return Letter(
        at=row.queued_at,
        recipients=", ".join(row.recipients),
        subject=str(message["Subject"]),
        text=part.get_content() if part is not None else "",
    )
