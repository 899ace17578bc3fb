"""Acts about readers in Wagtail's one log, under a number and never a name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry

from .models import Reader

ASKED, STAYED, ERASED = "readers.leave", "readers.stay", "readers.erase"
EXPORTED = "readers.export"


def label_of(number: int) -> str:
    """What the log calls a reader."""
    return f"reader {number}"


def record(number: int, action: str, *, by: Reader | None = None, data: dict[str, Any] | None = None) -> None:
    """Put on record what happened to the account with this number, which may be gone by then."""
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=ContentType.objects.get_for_model(Reader),
                object_id=str(number),
                label=label_of(number),
                action=action,
                timestamp=timezone.now(),
                data=data or {},
                user=by,
                uuid=uuid4(),
            )
        ]
    )
