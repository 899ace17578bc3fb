"""People with an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
    under Unicode confusables by `handle_key`.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    handle = models.CharField(_("handle"), max_length=30, unique=True, null=True, blank=True)
    handle_key = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)
    about = models.CharField(_("a line about yourself"), max_length=160, blank=True)
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
    def address(self) -> str:
        """Where the reader's public page stands; empty before there is a handle."""
        return f"/readers/{self.handle}/" if self.handle else ""

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
