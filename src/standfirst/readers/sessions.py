"""Sessions that are about a reader without saying so in a column: somebody typed the address, and never the code."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession

from .models import Reader

#: Where Django and allauth keep the number of the reader who is, or is about to be, signed in.
_NUMBERS = frozenset({"_auth_user_id", "user_pk", "user_id", "user"})


def session_model() -> type[AbstractBaseSession]:
    model: type[AbstractBaseSession] = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    return model


def forget_sessions(reader: Reader) -> None:
    """Delete every session in which the reader's number or address stands.

    It opens each session there is, so it is done before the transaction that erases a reader, and not in it.
    """
    model, mine = session_model(), {str(reader.pk), reader.email}
    found = [
        session.session_key
        for session in model._default_manager.iterator(chunk_size=500)  # noqa: SLF001
        if mine.intersection(_told(session.get_decoded()))
    ]
    model._default_manager.filter(session_key__in=found).delete()  # noqa: SLF001


def _told(value: Any) -> Iterator[str]:
    """Every number of a reader and every address that stands somewhere in a session."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in _NUMBERS:
                yield str(inner)
            yield from _told(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner)
    elif isinstance(value, str) and "@" in value:
        yield value.lower()
