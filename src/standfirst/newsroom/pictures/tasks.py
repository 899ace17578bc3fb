"""What the worker does for pictures."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks import task

from standfirst.delivery.bus import forget

from .keys import picture_key
from .models import Picture
from .renditions import make_files, store_renditions

log = logging.getLogger(__name__)


@task()
def make_renditions(number: int) -> None:
    """Make all files of a picture anew and show them. Doing it twice does no harm."""
    picture = Picture.objects.filter(pk=number).first()
    if picture is None:
        return
    try:
        made = make_files(picture)  # seconds of work, so outside the transaction
    except OSError as error:
        log.warning("picture %s cannot be read: %s", number, error)
        return
    with transaction.atomic():
        store_renditions(picture, made)
        forget({picture_key(number)})
