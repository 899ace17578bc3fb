"""What a reader is told when a comment does not stand on the page at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .moderation.models import Ground
from .phases import Reason

SENTENCES: dict[Reason, Promise] = {
    Reason.EMPTY: _("There is nothing in it yet. Write a few words."),
    Reason.CLOSED: _("Comments under this story are closed."),
    Reason.LOCKED: _("Comments under this story are closed for legal reasons."),
    Reason.TOO_OLD: _("Comments under this story have closed: it is some time since it appeared."),
    Reason.GONE: _("The comment you reply to is not on the page any more."),
    Reason.BLOCKED: _("You cannot reply to this comment or recommend it."),
    Reason.BANNED: _("You may not comment here any more. Your comments page says why."),
    Reason.SUSPENDED: _("You may not comment for now. Your comments page says why, and until when."),
    Reason.TOO_LONG: _(
        "It is too long: 5,000 characters at most. Your text is kept below; please shorten it."
    ),
    Reason.TOO_FAST: _(
        "You have written a great deal in a short time. Your text is kept below; try again in a while."
    ),
    Reason.REPEATED: _("You said the same words elsewhere a short while ago. Say it here in another way."),
    Reason.MANY_LINKS: _("It holds many links, so a moderator reads it first."),
    Reason.BANNED_WORD: _("It holds words that are not used here."),
    Reason.SUSPECT_WORD: _("A moderator reads it first because of a word in it."),
    Reason.NEWCOMER: _("A moderator reads first comments before they appear."),
    Reason.OFTEN_REJECTED: _("A moderator reads it first, as some of your latest comments were rejected."),
    Reason.SCORED: _("A moderator reads it first: a program was not sure about it. Only people decide."),
    Reason.ALL_WAIT: _("Under this story a moderator reads every comment before it appears."),
}


def in_words(reasons: Iterable[str]) -> list[str]:
    """Sentences for codes; what a moderator wrote is a sentence already."""
    known = {str(reason): sentence for reason, sentence in SENTENCES.items()}
    known |= {f"ground.{ground.value}": ground.label for ground in Ground}
    return [str(known.get(reason, reason)) for reason in reasons]
