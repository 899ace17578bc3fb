"""The keepers of this floor: the account, how one signs in, whom one follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models, transaction
from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from . import portraits
from .acceptance import Acceptance
from .actions import end_sign_ins
from .gifts import withdraw as withdraw_gifts
from .models import Block, Follow, FollowRequest, Mute, Reader, RestingHandle, SignIn
from .personal_data import Keeper, Purpose, Row, Rows
from .queries import shown
from .reading import Gift, ReadOn, TakenGift
from .sessions import session_model

WHILE_ACCOUNT = _("as long as the account")
GOES = _("is erased")
ACCOUNT = Purpose(
    _(
        "Your account: e-mail address, name, handle, picture, the line about yourself, your edition and your switches"
    ),
    _("To let you in, to write to you, and to show who you are as far as you wish."),
    WHILE_ACCOUNT,
    GOES,
)
SIGNING_IN = Purpose(
    _("Where you are signed in: the browser's name and since when"),
    _("To keep you signed in, and to let you end it from anywhere."),
    _("until you sign out, 90 days at most"),
    _("ends at once"),
)
WAYS_IN = Purpose(
    _("Your ways to sign in: addresses, passkeys, authenticator apps, accounts elsewhere"),
    _("To know that it is you."),
    WHILE_ACCOUNT,
    GOES,
)
FOLLOWING = Purpose(
    _("Whom you follow, who follows you, and who asks to"),
    _("To show you what they write, and them what you write."),
    WHILE_ACCOUNT,
    GOES,
)
KEPT_AWAY = Purpose(
    _("Whom you have muted or blocked"),
    _("To keep them from you. They are not told."),
    WHILE_ACCOUNT,
    GOES,
)
READ_ON = Purpose(
    _("Which stories you read on where a meter counts, and on which day"),
    _("To count fairly, and to let you go back to them."),
    _("90 days"),
    GOES,
)
TERMS = Purpose(
    _("Which version of our terms you accepted, and when"),
    _("To know what we agreed on."),
    WHILE_ACCOUNT,
    GOES,
)
GIFTS = Purpose(
    _("Which articles you have given away, and which you were given"),
    _("To open them to whom they were given."),
    _("30 days, or until the last of them has ended"),
    _("is erased, and what you gave is shut again"),
)
ROLES = Purpose(_("Roles in the newsroom, for our staff"), _("To know who may do what."), WHILE_ACCOUNT, GOES)
FORMER = Purpose(
    _("A fingerprint of a handle that you have given up, from which nobody can read it"),
    _("So that nobody else is taken for you."),
    _("half a year"),
    _("stays, and points at nobody"),
)


@dataclass(frozen=True, slots=True)
class AccountKeeper:
    """The reader's own row, picture and handle."""

    model: ClassVar[type[models.Model]] = Reader
    columns: ClassVar[tuple[str, ...]] = ("id", "email")
    fields: ClassVar[tuple[str, ...]] = (
        "email", "name", "handle", "about", "edition__slug", "seen_by", "shows_comments", "shows_following",
        "shows_followers", "approves_followers", "findable", "joined_at", "last_login",
        "leaves_at", "erases_comments", "is_staff",
    )  # fmt: skip
    purpose: ClassVar[Purpose] = ACCOUNT

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from Reader.objects.filter(pk=reader.pk).values(*self.fields)

    def erase(self, reader: Reader) -> None:
        """The row itself. Its files go once that is for good; a sweep takes what a dead process left."""
        RestingHandle.lay_down(reader.handle_key)
        transaction.on_commit(partial(portraits.drop, reader.portrait))
        reader.delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


class GiftKeeper(Rows):
    """When the giver goes, so does what others were given."""

    def erase(self, reader: Reader) -> None:
        withdraw_gifts(reader)
        super().erase(reader)


@dataclass(frozen=True, slots=True)
class SessionKeeper:
    """Sessions say of themselves whose they are, but no column does: `SignIn` names them."""

    model: type[models.Model]
    columns: ClassVar[tuple[str, ...]] = ("session_key", "session_data")
    fields: ClassVar[tuple[str, ...]] = ()
    purpose: ClassVar[Purpose] = SIGNING_IN

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from ()

    def erase(self, reader: Reader) -> None:
        end_sign_ins(reader=reader)

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


@dataclass(frozen=True, slots=True)
class Others(Rows):
    """What a reader says about others, who stand in the column `other`.

    The handle of somebody who is hidden now is nobody's to know.
    """

    other: str = ""

    def export(self, reader: Reader) -> Iterator[Row]:
        handle = Case(When(shown(f"{self.other}__"), then=F(f"{self.other}__handle")), default=None)
        rows = self._rows(reader).order_by("pk").annotate(handle=handle)
        yield from rows.values(*self.fields).iterator(chunk_size=500)


def own_keepers() -> Iterator[Keeper]:
    """The keepers of this floor's models, and of the accounts they stand on. The account comes first."""
    yield AccountKeeper()
    yield Rows(SignIn, "reader", ("browser", "since"), SIGNING_IN)
    yield SessionKeeper(session_model())
    yield Rows(EmailAddress, "user", ("email", "verified", "primary"), WAYS_IN)
    yield Rows(Authenticator, "user", ("type", "created_at", "last_used_at"), WAYS_IN)
    yield Rows(SocialAccount, "user", ("provider", "uid", "date_joined", "extra_data"), WAYS_IN)
    yield Rows(Acceptance, "reader", ("version", "at"), TERMS)
    yield Rows(ReadOn, "reader", ("article", "day"), READ_ON)
    yield GiftKeeper(Gift, "giver", ("article", "made_at", "ends_at"), GIFTS)
    yield Rows(TakenGift, "reader", ("gift__article", "ends_at"), GIFTS)
    yield Others(Follow, "follower", ("handle", "since"), FOLLOWING, other="followed")
    yield Rows(Follow, "followed", ("since",), FOLLOWING)  # who it is may be theirs alone to say
    yield Others(FollowRequest, "follower", ("handle", "since"), FOLLOWING, other="followed")
    yield Others(FollowRequest, "followed", ("handle", "since", "declined_at"), FOLLOWING, other="follower")
    yield Others(Mute, "reader", ("handle", "since"), KEPT_AWAY, other="muted")
    yield Rows(Mute, "muted", (), KEPT_AWAY)  # theirs alone to know
    yield Others(Block, "reader", ("handle", "since"), KEPT_AWAY, other="blocked")
    yield Rows(Block, "blocked", (), KEPT_AWAY)
    yield Rows(RestingHandle, "reader", ("until",), FORMER, detach=True)
    yield Rows(Reader.groups.through, "reader", ("group__name",), ROLES)
    yield Rows(Reader.user_permissions.through, "reader", ("permission__codename",), ROLES)
