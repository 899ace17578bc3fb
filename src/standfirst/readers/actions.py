"""Verbs that change readers."""

from __future__ import annotations

import secrets
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.utils import timezone

from standfirst.delivery.bus import forget, revoke

from . import handles
from .keys import reader_key
from .models import Follow, Reader, SignIn
from .queries import names_of_others

#: What generated handles end in: letters and digits that nobody takes for one another.
UNMISTAKABLE = "23456789abcdefghjkmnpqrstuvwxyz"


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
    name, about, handle = handles.tidy_name(name), handles.tidy_name(about), handles.normal(handle)
    others = names_of_others(reader)
    if handles.key(name) in others or handles.is_reserved(name):
        raise ProfileError("name", handles.Problem.RESERVED)
    wrong = handles.problem(handle, reserved=others) if handle != reader.handle else None
    if wrong is not None:
        raise ProfileError("handle", wrong)
    reader.name, reader.about = name, about
    reader.handle, reader.handle_key = handle, handles.key(handle)
    try:
        with transaction.atomic():
            reader.save(update_fields=["name", "about", "handle", "handle_key"])
            forget({reader_key(reader)})
    except IntegrityError as error:
        reader.refresh_from_db()
        raise ProfileError("handle", "taken") from error
    return reader


@transaction.atomic
def follow(*, follower: Reader, followed: Reader) -> bool:
    """Follow another reader; False when that was so already, or when it is oneself."""
    if follower.pk == followed.pk or not followed.is_active:
        return False
    _, made = Follow.objects.get_or_create(follower=follower, followed=followed)
    if made:
        forget({reader_key(followed)})
    return made


@transaction.atomic
def unfollow(*, follower: Reader, followed: Reader) -> bool:
    """Follow another reader no longer; False when that was so already."""
    gone, _ = Follow.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        forget({reader_key(followed)})
    return bool(gone)


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
