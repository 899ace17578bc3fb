"""What moving house leaves behind: which comment is which, who wrote under which name, where stories were before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import StrIndex, Substr
from django.utils import timezone

from standfirst.forum.models import Comment
from standfirst.newsroom.stories.models import Article


class OldAddress(models.Model):
    """An address that a story had in another house, without scheme, `www.` and a slash at the end."""

    address = models.CharField(max_length=500, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    #: From the first slash on: what is still asked for when its host leads here.
    path = models.GeneratedField(
        expression=Substr("address", StrIndex("address", models.Value("/"))),
        output_field=models.CharField(max_length=500),
        db_persist=True,
        db_index=True,
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.address


class FormerAuthor(models.Model):
    """Somebody who wrote in another house, under a name and perhaps an address; nobody here has claimed it yet.

    `reader` is an account that nobody can sign in to: it holds the name beside the comments. Of the address only a
    keyed fingerprint is kept, by which whoever proves it here may claim them; it is emptied when that reader says
    they are not theirs.
    """

    source = models.CharField(max_length=120)
    #: A fingerprint of address, account and name in that house.
    key = models.CharField(max_length=64)
    email_print = models.CharField(max_length=64, blank=True, db_index=True)
    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="former_author_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.reader}"


class Arrival(models.Model):
    """That a comment came from another house, and what it was called there: it comes once."""

    source = models.CharField(max_length=120)
    key = models.CharField(max_length=64)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="arrived_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
