"""Personal data has a keeper: every model that points at a reader says how it is exported, erased, and how long kept.

Higher floors add their keepers to `PERSONAL_DATA` in web/wiring.py; a test fails for a model without one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.delivery.bus import forget

from .keys import reader_key
from .models import Follow, Reader, SignIn
from .reading import ReadOn

Exported = list[dict[str, Any]]


class Keeper(Protocol):
    """Knows one model's rows about readers."""

    @property
    def model(self) -> type[models.Model]: ...

    @property
    def kept(self) -> str | Promise:
        """How long, in words for the privacy page."""

    def export(self, reader: Reader) -> Exported:
        """Everything of this model that is about the reader, as JSON can hold it."""

    def erase(self, reader: Reader) -> None:
        """Forget the reader in this model; rows that others need stay, without the name."""


PERSONAL_DATA: list[Keeper] = []


@dataclass(frozen=True, slots=True)
class Rows:
    """A keeper of rows with a column for the reader.

    `fields` are exported. Erasing deletes the rows; with `detach` it only empties the column.
    """

    model: type[models.Model]
    column: str
    fields: tuple[str, ...]
    kept: str | Promise
    detach: bool = False

    def export(self, reader: Reader) -> Exported:
        rows = self.model._base_manager.filter(**{self.column: reader}).order_by("pk")  # noqa: SLF001
        return [dict(row) for row in rows.values(*self.fields)]

    def erase(self, reader: Reader) -> None:
        rows = self.model._base_manager.filter(**{self.column: reader})  # noqa: SLF001
        if self.detach:
            rows.update(**{self.column: None})
        else:
            rows.delete()


def export(reader: Reader) -> dict[str, Any]:
    """All that the paper keeps about a reader, by model."""
    profile = ("email", "name", "handle", "about", "joined_at", "last_login", "is_staff")
    answer: dict[str, Any] = {"reader": {field: getattr(reader, field) for field in profile}}
    for keeper in PERSONAL_DATA:
        answer.setdefault(keeper.model._meta.label_lower, []).extend(keeper.export(reader))  # noqa: SLF001
    return answer


@transaction.atomic
def erase(reader: Reader) -> None:
    """Forget everything about a reader, then the reader."""
    for keeper in PERSONAL_DATA:
        keeper.erase(reader)
    forget({reader_key(reader)})  # stored pages that print the name
    reader.delete()


WHILE_ACCOUNT = _("as long as the account")


def own_keepers() -> Iterable[Keeper]:
    """The keepers of this floor's models, and of the accounts they stand on."""
    yield Rows(Follow, "follower", ("followed__handle", "since"), WHILE_ACCOUNT)
    yield Rows(Follow, "followed", ("follower__handle", "since"), WHILE_ACCOUNT)
    yield Rows(SignIn, "reader", ("browser", "since"), _("until you sign out, 90 days at most"))
    yield Rows(ReadOn, "reader", ("article", "day"), _("90 days"))
    yield Rows(EmailAddress, "user", ("email", "verified", "primary"), WHILE_ACCOUNT)
    yield Rows(Authenticator, "user", ("type", "created_at", "last_used_at"), WHILE_ACCOUNT)
    yield Rows(SocialAccount, "user", ("provider", "uid", "extra_data", "date_joined"), WHILE_ACCOUNT)
    yield Rows(Reader.groups.through, "reader", ("group__name",), WHILE_ACCOUNT)
    yield Rows(Reader.user_permissions.through, "reader", ("permission__codename",), WHILE_ACCOUNT)
