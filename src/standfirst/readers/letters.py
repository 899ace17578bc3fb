"""Letters to a reader that no request asked for: the worker writes them, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.kit.zones import local_time

from .models import Reader


def edition_of(reader: Reader) -> Edition | None:
    """The edition in whose words and clock a reader is written to: the reader's own, else the paper's first."""
    return reader.edition or next(iter(all_editions()), None)


def write_to(reader: Reader, letter: str, *, until: datetime | None = None) -> None:
    """Write the letter whose two templates are account/email/LETTER_subject.txt and _message.txt."""
    edition = edition_of(reader)
    language = edition.language if edition else settings.LANGUAGE_CODE
    context: dict[str, Any] = {
        "paper": {"name": settings.PAPER_NAME, "url": settings.CONFIGURATION.url},
        "until": _said(until, edition),
    }
    with translation.override(language):
        subject = " ".join(render_to_string(f"account/email/{letter}_subject.txt", context).split())
        message = render_to_string(f"account/email/{letter}_message.txt", context)
    EmailMessage(subject, message.strip() + "\n", to=[reader.email]).send()


def _said(instant: datetime | None, edition: Edition | None) -> str:
    if instant is None:
        return ""
    zone, language = (edition.time_zone, edition.language) if edition else ("UTC", settings.LANGUAGE_CODE)
    return local_time(instant, zone=zone, language=language).text
