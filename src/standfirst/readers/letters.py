"""Letters to a reader that no request asked for: the worker writes them, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.kit.zones import local_time

from .models import Reader


def edition_of(reader: Reader) -> Edition | None:
    """The edition in whose words and clock a reader is written to: the reader's own, else the paper's first."""
    return reader.edition or next(iter(all_editions()), None)


def written_to_in(edition: Edition, prefix: str = "") -> Q:
    """The readers of whom `edition_of` says this edition: the same question to the database."""
    own = Q(**{f"{prefix}edition": edition})
    return own | Q(**{f"{prefix}edition": None}) if edition in all_editions()[:1] else own


def write_to(reader: Reader, letter: str, *, until: datetime | None = None) -> None:
    """Write the letter whose two templates are account/email/LETTER_subject.txt and _message.txt."""
    edition = edition_of(reader)
    send(reader.email, f"account/email/{letter}", edition, {"until": on_the_clock(until, edition)})


def send(address: str, template: str, edition: Edition | None, facts: Mapping[str, Any]) -> None:
    """Write the letter TEMPLATE_subject.txt and TEMPLATE_message.txt in an edition's language."""
    paper = {"name": settings.PAPER_NAME, "url": settings.CONFIGURATION.url}
    context = {"paper": paper, **facts}
    with translation.override(edition.language if edition else settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        message = render_to_string(f"{template}_message.txt", context)
    EmailMessage(subject, message.strip() + "\n", to=[address]).send()


def on_the_clock(instant: datetime | None, edition: Edition | None) -> str:
    """An instant in an edition's words and zone; nothing for none."""
    if instant is None:
        return ""
    zone, language = (edition.time_zone, edition.language) if edition else ("UTC", settings.LANGUAGE_CODE)
    return local_time(instant, zone=zone, language=language).text
