"""The terms: accepted with version and time at the first sign-in, asked for again, kindly, when they have changed.

Which version holds is the operator's to say (STANDFIRST_TERMS_VERSION): a comma that was mended asks nobody again.
Staff work under other agreements and are not asked.
"""

from __future__ import annotations

from django.conf import settings

from .acceptance import Acceptance
from .models import Reader


def version_now() -> str:
    """The version of the terms that holds."""
    version: str = settings.CONFIGURATION.terms_version
    return version


def accept(*, reader: Reader) -> None:
    """Put down that the reader accepts the terms as they are now. Twice is as good as once."""
    Acceptance.objects.get_or_create(reader=reader, version=version_now())


def accepted_by(reader: Reader) -> Acceptance | None:
    """What the reader accepted last."""
    return Acceptance.objects.filter(reader=reader).first()


def have_changed_for(reader: Reader) -> bool:
    """Is there a version that this reader has not accepted yet?"""
    return (
        not reader.is_staff and not Acceptance.objects.filter(reader=reader, version=version_now()).exists()
    )
