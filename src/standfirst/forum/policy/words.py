"""Rules for comments in words: for the newsroom's record, and for readers who find a thread shut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from .actions import PARTS
from .models import StatedPolicy
from .policies import Shut, Standing, ThreadPolicy, closes_at

_CLOSED = _("Comments under this story are closed.")
#: What readers are told, where there is more to say than that.
_SHUT: dict[Shut, Promise] = {
    Shut.READABLE: _("These comments can be read. No new ones are taken."),
    Shut.LOCKED: _("Comments under this story are closed for legal reasons."),
}


@dataclass(frozen=True, slots=True)
class ShutInWords:
    """What readers find in the place of the form: a sentence, since when, and the editors' own words."""

    sentence: str
    since: datetime | None = None
    words: str = ""


def shut_in_words(why: Shut, policy: ThreadPolicy, standing: Standing) -> ShutInWords:
    since = {Shut.BY_HAND: standing.closed_at, Shut.TOO_OLD: closes_at(policy, standing)}.get(why)
    return ShutInWords(str(_SHUT.get(why, _CLOSED)), since, policy.lock if why is Shut.LOCKED else "")


_FIELDS: dict[str, Any] = {field.name: field for field in StatedPolicy._meta.get_fields()}  # noqa: SLF001 - Django's own


def part_in_words(part: str) -> str:
    """What a part of the rules is called, as its form calls it."""
    return capfirst(str(_FIELDS[part].verbose_name)) if part in PARTS else part


def value_in_words(part: str, value: Any) -> str:
    """What was said about it; "as others say" for nothing."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if value is None or value == "":
        return gettext("nothing of its own") if part == "lock" else gettext("as others say")
    choices: dict[Any, Any] = dict(_FIELDS[part].choices or ()) if part in PARTS else {}
    return f"“{value}”" if part == "lock" else str(choices.get(value, value))


class PolicyChanged(LogFormatter):
    """“Comments are: open: readers write → readable …”."""

    label = _("Change the rules for comments")

    def format_message(self, log_entry: Any) -> str:
        said = log_entry.data
        part = str(said.get("what"))
        return gettext("%(what)s: %(before)s → %(after)s") % {
            "what": part_in_words(part),
            "before": value_in_words(part, said.get("before")),
            "after": value_in_words(part, said.get("after")),
        }


class ThreadMoved(LogFormatter):
    """A thread that was closed or opened by hand, with the reason."""

    closed: bool

    def format_message(self, log_entry: Any) -> str:
        said = (
            gettext("Comments closed: %(why)s") if self.closed else gettext("Comments opened again: %(why)s")
        )
        return said % {"why": log_entry.data.get("why", "")}


class ThreadClosed(ThreadMoved):
    label = _("Close comments")
    closed = True


class ThreadOpened(ThreadMoved):
    label = _("Open comments again")
    closed = False
