"""Who keeps which personal data: the keepers of every floor, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.forum import personal_data as forum
from standfirst.notices import personal_data as notices
from standfirst.readers.keepers import own_keepers
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import Keeper, Purpose, Row, Rows
from standfirst.readers.record import label_of
from standfirst.transfer import personal_data as transfer

WORK = Purpose(
    _("Which of our journalists did what in the newsroom"),
    _("To know who is responsible for what we print."),
    _("as long as the work itself"),
    _("stays without the name; bylines stay"),
)
RECORD = Purpose(
    _("The record of what was done: comments, reports, moderation, leaving"),
    _("To be able to say what happened, and why."),
    _("as long as the paper's record"),
    _("stays without your name"),
)
#: Wagtail's models that name the journalist who did something: model, column, whether the row outlives the person.
NEWSROOM = (
    ("pictures.Picture", "uploaded_by_user", True),
    ("wagtailimages.Image", "uploaded_by_user", True),
    ("wagtaildocs.Document", "uploaded_by_user", True),
    ("wagtailcore.UploadedFile", "uploaded_by_user", True),
    ("stories.Author", "account", True),
    ("wagtailcore.Page", "owner", True),
    ("wagtailcore.Page", "locked_by", True),
    ("wagtailcore.Revision", "user", True),
    ("wagtailcore.WorkflowState", "requested_by", True),
    ("wagtailcore.TaskState", "finished_by", True),
    ("wagtailcore.Comment", "resolved_by", True),
    ("wagtailcore.Comment", "user", False),
    ("wagtailcore.CommentReply", "user", False),
    ("wagtailcore.PageSubscription", "user", False),
    ("wagtailcore.APIToken", "user", False),
    ("wagtailadmin.EditingSession", "user", False),
    ("wagtailadmin.FormState", "user", False),
    ("wagtailusers.UserProfile", "user", False),
)


@dataclass(frozen=True, slots=True)
class RecordKeeper:
    """Entries of Wagtail's log by a reader. The fact stays; of staff the number, which is nobody's any more."""

    model: type[models.Model]
    columns: ClassVar[tuple[str, ...]] = ("user",)
    fields: ClassVar[tuple[str, ...]] = ("action", "label", "timestamp")
    purpose: ClassVar[Purpose] = RECORD

    def export(self, reader: Reader) -> Iterator[Row]:
        rows = self.model._base_manager.filter(user=reader).order_by("pk")  # noqa: SLF001
        yield from rows.values(*self.fields).iterator(chunk_size=500)

    def erase(self, reader: Reader) -> None:
        if not reader.is_staff:
            self.model._base_manager.filter(user=reader).update(user=None)  # noqa: SLF001

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


@dataclass(frozen=True, slots=True)
class AboutKeeper:
    """Entries of Wagtail's log, and its index of references, that are about a reader: the label is the name there."""

    model: type[models.Model]
    columns: ClassVar[tuple[str, ...]] = ("object_id", "label")
    fields: ClassVar[tuple[str, ...]] = ("action", "data", "timestamp")
    purpose: ClassVar[Purpose] = RECORD

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from self._rows(reader).order_by("pk").values(*self.fields).iterator(chunk_size=500)

    def erase(self, reader: Reader) -> None:
        self._rows(reader).update(label=label_of(reader.pk))

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)

    def _rows(self, reader: Reader) -> models.QuerySet[Any]:
        told = ContentType.objects.get_for_model(Reader)
        return self.model._base_manager.filter(content_type=told, object_id=str(reader.pk))  # noqa: SLF001


def all_keepers() -> Iterable[Keeper]:
    yield from own_keepers()
    yield from forum.keepers()
    yield from notices.keepers()
    yield from transfer.keepers()
    log = apps.get_model("wagtailcore.ModelLogEntry")
    yield RecordKeeper(log)
    yield RecordKeeper(apps.get_model("wagtailcore.PageLogEntry"))
    yield AboutKeeper(log)
    for name, column, detach in NEWSROOM:
        yield Rows(apps.get_model(name), column, ("pk",), WORK, detach=detach)
