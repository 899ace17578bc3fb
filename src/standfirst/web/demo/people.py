"""The demo's people: the staff, whose names stand above stories and under them; readers, and whom they follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from standfirst.forum.feed import mark_read
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.stories.models import Author
from standfirst.readers import handles
from standfirst.readers.actions import Privacy, change_privacy, follow
from standfirst.readers.models import Reader

#: By first name, as the content calls them.
People = Mapping[str, Reader]


def first_name(person: Mapping[str, Any]) -> str:
    return str(person["name"]).partition(" ")[0]


def make_newsroom(people: list[dict[str, Any]], *, password: str) -> dict[str, Reader]:
    """Staff by first name; who writes stories has the account that the author's name belongs to."""
    made = {}
    for person in people:
        role = Role(person["role"])
        account = make_staff(email=person["email"], name=person["name"], role=role, password=password).reader
        account.groups.add(*(make_roles()[Role(other)] for other in person.get("also", [])))
        Author.objects.filter(name=person["name"], account=None).update(account=account)
        made[first_name(person)] = account
    return made


@transaction.atomic
def make_readers(people: list[dict[str, Any]], *, password: str, now: datetime) -> dict[str, Reader]:
    """Readers by first name, with a handle and a line about themselves; then whom each follows, and asks to."""
    made = {first_name(person): _reader(person, password) for person in people}
    for person in people:
        reader = made[first_name(person)]
        for followed in person.get("follows", []):
            follow(follower=reader, followed=made[followed])
        if "read_to" in person:
            mark_read(reader=reader, to=now - timedelta(minutes=person["read_to"]))
    for person in people:  # who lets followers in one by one has those who came before
        if person.get("approves"):
            change_privacy(
                reader=made[first_name(person)], privacy=replace(Privacy(), approves_followers=True)
            )
    for person in people:
        for asked in person.get("asks", []):
            follow(follower=made[first_name(person)], followed=made[asked])
    return made


def _reader(person: dict[str, Any], password: str) -> Reader:
    handle = person["handle"]
    email = f"{handle}@example.org"
    found = Reader.objects.filter(email=email).first()
    if found is not None:
        return found
    reader = Reader.objects.create_user(
        email,
        password if person.get("log_in") else None,
        name=person["name"],
        handle=handle,
        handle_key=handles.key(handle),
        about=person.get("about", ""),
    )
    EmailAddress.objects.create(user=reader, email=email, verified=True, primary=True)
    return reader
