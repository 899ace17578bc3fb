"""Verbs that change readers."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import IO

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.utils import timezone

from standfirst.delivery.bus import forget, revoke, withdraw
from standfirst.editions.models import Edition

from . import handles, portraits
from .admitting import open_to_all
from .keys import reader_key
from .models import Reader, RestingHandle, SeenBy, SignIn
from .queries import names_of_others, pages_with
from .relating import follow as follow
from .relating import unfollow as unfollow
from .signals import sign_ins_ended

#: What generated handles end in: letters and digits that nobody takes for one another.
UNMISTAKABLE = "23456789abcdefghjkmnpqrstuvwxyz"


#: What may be typed, in characters, before it is tidied.
LONGEST = {"name": 60, "handle": 60, "about": 160}


class ProfileError(ValueError):
    """A profile that cannot be; `field` says where."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field
        self.problem = problem


def give_handle(*, reader: Reader) -> None:
    """Give a reader without a handle one to start with, such as reader-7f3k."""
    length = 4
    while not reader.handle:
        made = "reader-" + "".join(secrets.choice(UNMISTAKABLE) for _ in range(length))
        length += 1
        try:
            with transaction.atomic():
                Reader.objects.filter(pk=reader.pk).update(handle=made, handle_key=handles.key(made))
        except IntegrityError:
            continue
        reader.handle, reader.handle_key = made, handles.key(made)


def change_profile(*, reader: Reader, name: str, handle: str, about: str) -> Reader:
    """Change how a reader is called in public. Raises ProfileError, with the field and the fault."""
    name, handle, about = _checked(reader, name, handle, about)
    given_up = reader.handle_key if handles.key(handle) != reader.handle_key else None
    reader.name, reader.about = name, about
    reader.handle, reader.handle_key = handle, handles.key(handle)
    try:
        with transaction.atomic():
            RestingHandle.lay_down(given_up, reader)
            reader.save(update_fields=["name", "about", "handle", "handle_key"])
            forget({reader_key(reader.pk)})
    except IntegrityError as error:
        reader.refresh_from_db()
        raise ProfileError("handle", "taken") from error
    return reader


def _checked(reader: Reader, name: str, handle: str, about: str) -> tuple[str, str, str]:
    """All three as they are kept. What was there before stays, even if it could not be had today."""
    texts = {"name": name, "handle": handle, "about": about}
    for field, text in texts.items():
        if len(text) > LONGEST[field]:
            raise ProfileError(field, handles.Problem.LENGTH)
    name, about, handle = handles.tidy_name(name), handles.tidy_name(about), handles.normal(handle)
    others = names_of_others(reader)
    if name != reader.name and (handles.is_reserved(name) or handles.impersonates(name, others)):
        raise ProfileError("name", handles.Problem.RESERVED)
    wrong = handles.problem(handle, reserved=others) if handle != reader.handle else None
    if wrong is not None:
        raise ProfileError("handle", wrong)
    if handle != reader.handle and RestingHandle.rests_from(handles.key(handle), reader):
        raise ProfileError("handle", "taken")
    return name, handle, about


@dataclass(frozen=True, slots=True)
class Privacy:
    """A reader's switches, under the names of their columns."""

    seen_by: str = SeenBy.EVERYBODY
    shows_comments: bool = True
    shows_following: bool = False
    shows_followers: bool = False
    approves_followers: bool = False
    findable: bool = False


@transaction.atomic
def change_privacy(*, reader: Reader, privacy: Privacy) -> None:
    """Say who sees the public page, what stands there, and who may follow. What is hidden comes back for no error.

    Who waits to be let in is, when the reader lets anybody follow from now on.
    """
    SeenBy(privacy.seen_by)
    told = asdict(privacy)
    for name, value in told.items():
        setattr(reader, name, value)
    reader.save(update_fields=list(told))
    if not privacy.approves_followers:
        open_to_all(reader)
    withdraw(pages_with(reader))


@transaction.atomic
def choose_edition(*, reader: Reader, edition: Edition | None) -> None:
    """Keep the edition that a reader wants to read and be written to; None for no wish."""
    reader.edition = edition
    reader.save(update_fields=["edition"])


def change_picture(*, reader: Reader, file: IO[bytes] | None) -> None:
    """Take a file as the reader's picture, or take the picture away. Raises kit.pictures.PictureRefused."""
    made = portraits.squares(file) if file is not None else None
    name = portraits.keep(made) if made else ""
    with transaction.atomic():
        held = Reader.objects.select_for_update().get(pk=reader.pk)
        old, held.portrait = held.portrait, name
        held.save(update_fields=["portrait"])
        withdraw({reader_key(held.pk)})
        transaction.on_commit(partial(portraits.drop, old))
    reader.portrait = name


def sweep_pictures() -> bool:
    """Delete picture files that no reader has."""
    known = set(Reader.objects.exclude(portrait="").values_list("portrait", flat=True))
    for name in set(portraits.strays(known)):
        portraits.drop(name)
    return False


@transaction.atomic
def end_sign_ins(*, reader: Reader, tag: str = "") -> int:
    """Sign a reader out in every browser, or in the one that `tag` names: sessions and passes die at once."""
    ending = SignIn.objects.filter(reader=reader)
    if tag:
        ending = ending.filter(tag=tag)
    found = list(ending)
    for sign_in in found:
        _sessions()(session_key=sign_in.session_key).delete()
    revoke(sign_in.tag for sign_in in found)
    ending.delete()
    sign_ins_ended.send(Reader, sessions=[sign_in.session_key for sign_in in found])
    return len(found)


def sweep_sign_ins() -> bool:
    """Forget sessions that have ended by themselves, and that anybody was signed in there."""
    _sessions().clear_expired()
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SignIn.objects.filter(since__lt=timezone.now() - longest).delete()
    return False


def _sessions() -> type[SessionBase]:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store
