"""People with an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition

from .acceptance import Acceptance as Acceptance
from .portraits import LARGE, SMALL, portrait_address
from .reading import Gift as Gift
from .reading import ReadOn as ReadOn
from .reading import TakenGift as TakenGift
from .relations import Block as Block
from .relations import FollowRequest as FollowRequest
from .relations import Mute as Mute


class SeenBy(models.TextChoices):
    """Who may open a reader's public page."""

    EVERYBODY = "everybody", _("Everybody")
    READERS = "readers", _("Readers who are signed in")
    NOBODY = "nobody", _("Nobody")


class ReaderManager(BaseUserManager["Reader"]):
    """Makes readers and staff by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Reader:
        reader = self.model(email=self.normalize_email(email).lower(), **fields)
        reader.set_password(password)
        reader.save(using=self._db)
        return reader

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Reader:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Reader(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # by untyped models
    """A person with an account. Staff are readers with newsroom rights.

    The address is seen by administrators only; the handle is the public name in addresses, unique
    under Unicode confusables by `handle_key`. Who has asked to leave (`leaves_at`) is shown nowhere any more,
    beside what they wrote.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    handle = models.CharField(_("handle"), max_length=30, unique=True, null=True, blank=True)
    handle_key = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)
    about = models.CharField(_("a line about yourself"), max_length=160, blank=True)
    #: Names the files of the picture; empty without one. See `portraits`.
    portrait = models.CharField(max_length=40, blank=True, editable=False)
    #: The edition in which this reader wants to read and be written to. It moves no wall.
    edition = models.ForeignKey(
        Edition, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("edition")
    )
    seen_by = models.CharField(
        _("who sees the page"), max_length=9, choices=SeenBy.choices, default=SeenBy.EVERYBODY
    )
    shows_comments = models.BooleanField(_("shows the comments"), default=True)
    shows_following = models.BooleanField(_("shows whom one follows"), default=False)
    shows_followers = models.BooleanField(_("shows who follows"), default=False)
    #: Whoever wants to follow asks, and waits until they are let in.
    approves_followers = models.BooleanField(_("lets followers in one by one"), default=False)
    #: May search engines list the page?
    findable = models.BooleanField(_("found by search engines"), default=False)
    #: When the account ends, for somebody who has asked to leave; signing in before empties it.
    leaves_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    #: Whether comments go with the account, or stay as those of a former reader.
    erases_comments = models.BooleanField(default=False, editable=False)
    #: That the end of the account was announced a second time.
    was_reminded = models.BooleanField(default=False, editable=False)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = ReaderManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")

    def __str__(self) -> str:
        return self.get_full_name()

    @property
    def is_shown(self) -> bool:
        """Is there a public page? The same question to the database is `queries.shown`."""
        is_here = self.is_active and self.leaves_at is None
        return bool(self.handle) and is_here and self.seen_by != SeenBy.NOBODY

    @property
    def address(self) -> str:
        """Where the reader's public page stands; empty when there is none."""
        return f"/readers/{self.handle}/" if self.is_shown else ""

    @property
    def small_picture(self) -> str:
        """Beside comments, where everybody may see the page behind the name; else empty."""
        is_public = self.is_shown and self.seen_by == SeenBy.EVERYBODY
        return portrait_address(self.portrait, SMALL) if self.portrait and is_public else ""

    @property
    def large_picture(self) -> str:
        """For the reader's own pages, which ask themselves who may see them."""
        return portrait_address(self.portrait, LARGE) if self.portrait else ""

    def get_full_name(self) -> str:
        """The public name; never the address."""
        return self.name or self.handle or str(_("a reader"))

    def get_short_name(self) -> str:
        return self.get_full_name()


class Follow(models.Model):
    """One reader follows another."""

    follower = models.ForeignKey(Reader, models.CASCADE, related_name="following")
    followed = models.ForeignKey(Reader, models.CASCADE, related_name="followers")
    since = models.DateTimeField(default=timezone.now, editable=False)
    #: The followed has let the follower in, and so knows of it. Else that is the follower's alone to say.
    let_in = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followed_id}"


class SignIn(models.Model):
    """One browser in which a reader is signed in: its session, and the tag that ends its passes."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="sign_ins")
    tag = models.CharField(max_length=32, unique=True)
    session_key = models.CharField(max_length=40, unique=True)
    #: What the browser calls itself, in a few words: "Firefox · Linux".
    browser = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-since"]

    def __str__(self) -> str:
        return f"{self.reader_id} in {self.browser or 'a browser'}"


class RestingHandle(models.Model):
    """A handle that was given up, and that nobody else may have for a while: who takes it would be taken for another.

    Kept as a keyed fingerprint of its key, from which nobody reads it. `reader` may take it up again.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    reader = models.ForeignKey(Reader, models.SET_NULL, null=True, related_name="+")
    until = models.DateTimeField()

    REST = timedelta(days=182)

    def __str__(self) -> str:
        return f"rests until {self.until:%Y-%m-%d}"

    @classmethod
    def lay_down(cls, handle_key: str | None, reader: Reader | None = None) -> None:
        """Called in the transaction in which a reader gives a handle up."""
        if handle_key:
            told = {"reader": reader, "until": timezone.now() + cls.REST}
            cls.objects.update_or_create(fingerprint=cls._print(handle_key), defaults=told)

    @classmethod
    def rests_from(cls, handle_key: str, reader: Reader) -> bool:
        """May this reader not have it yet?"""
        resting = cls.objects.filter(fingerprint=cls._print(handle_key), until__gt=timezone.now())
        return resting.exclude(reader=reader).exists() if reader.pk else resting.exists()

    @staticmethod
    def _print(handle_key: str) -> str:
        return salted_hmac("standfirst.readers.handle", handle_key, algorithm="sha256").hexdigest()
