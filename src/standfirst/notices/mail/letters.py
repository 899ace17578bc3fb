"""A letter: text and HTML that say the same, and the headers by which mail programs know what it is.

RFC 5322, 2046 (alternative), 2369 and 8058 (a list and how to leave it), 2919 (its name), 3834 (nobody wrote it by
hand). Nothing in it is fetched from anywhere, so nobody learns from it who read it, or when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.header import Header
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp
from django.template.loader import render_to_string
from django.utils import translation

from standfirst.editions.models import Edition

from .envelope import bare
from .marks import fingerprint, message_id

#: RFC 5322, 2.1.1: 998, without what ends it.
LONGEST_LINE = 990


@dataclass(frozen=True, slots=True)
class Post:
    """To whom a letter goes, of which list it is one, and where one leaves that."""

    address: str
    #: The list's name in ASCII, such as "notices"; with the paper's host it is the List-Id.
    list_name: str
    list_title: str
    stop: str
    #: One of many that say the same: it goes after letters that somebody waits for.
    bulk: bool = False
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter says, in both forms."""

    subject: str
    text: str
    html: str
    language: str


def written(template: str, edition: Edition, facts: Mapping[str, Any]) -> Said:
    """Write the letter of TEMPLATE.txt, TEMPLATE.html and the `subject` among the facts, in the edition's language."""
    paper = {"name": settings.PAPER_NAME, "url": settings.CONFIGURATION.url}
    context = {"paper": paper, "edition": edition, **facts}
    with translation.override(edition.language):
        return Said(
            subject=" ".join(str(facts["subject"]).split()),
            text=render_to_string(f"{template}.txt", context).strip() + "\n",
            html=render_to_string(f"{template}.html", context).strip() + "\n",
            language=edition.language,
        )


class Letter(EmailMultiAlternatives):
    """Its headers stand on one line each: not every program that unsubscribes reads one that begins with a fold."""

    def message(self) -> Any:  # type: ignore[override]  # the stubs know a later Django's
        made = super().message()
        made.policy = made.policy.clone(max_line_length=LONGEST_LINE)
        return made


def letter(said: Said, post: Post) -> Letter:
    """The message, ready for the queue."""
    message = Letter(
        said.subject,
        said.text,
        from_email=return_path(post.address),
        to=[post.address],
        headers=_headers(said, post),
    )
    message.encoding = utf8_charset_qp  # lines of any length, through servers of any age
    message.attach_alternative(said.html, "text/html")
    return message


def return_path(address: str) -> str:
    """Where a server sends the letter back to: an address of the paper's that names whom it was for (VERP)."""
    local, at, host = settings.CONFIGURATION.bounces_to.rpartition("@")
    return f"{local}+{fingerprint(address)}@{host}" if at else bare(settings.DEFAULT_FROM_EMAIL)


def _headers(said: Said, post: Post) -> dict[str, str]:
    configuration = settings.CONFIGURATION
    host = configuration.host
    title = (
        Header(post.list_title, "utf-8").encode() if not post.list_title.isascii() else f'"{post.list_title}"'
    )
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Reply-To": configuration.mail_reply_to or settings.DEFAULT_FROM_EMAIL,
        "Message-ID": message_id(post.address),
        "Auto-Submitted": "auto-generated",
        "Content-Language": said.language,
        "List-Id": f"{title} <{post.list_name}.{host}>",
        "List-Unsubscribe": f"<{post.stop}>",
        "Feedback-ID": f"{post.list_name}:{host}",
        **post.more,
    }
    if configuration.is_https:  # RFC 8058, 3.1: without encryption there is no one click
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if post.bulk:
        headers["Precedence"] = "bulk"
    return headers
