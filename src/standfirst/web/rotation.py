"""A new key for passes, while the paper runs."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from wagtail.log_actions import log

from standfirst.access.keys import new_key, parse_keys
from standfirst.access.sealing import key_id
from standfirst.delivery.bus import change_keys
from standfirst.newsroom.stories.actions import make_root

from .configuration import read_pass_key, read_secrets, write_secrets
from .keyring import read_again

ROTATED = "standfirst.keys"


class CannotRotate(Exception):
    """Why the keys were not changed, in words."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """The name of the key that signs now, and until when the one before is believed (seconds since 1970)."""

    signs: str
    believed_until: float


def rotate(*, at_once: bool = False) -> Rotated:
    """Make a new key that signs. On record. Passes of the old ones prove something for an hour, or `at_once` nothing.

    Nobody is signed out: who comes with a pass that proves nothing any more is asked about, and has a new one with
    the same answer when the session lives. Raises CannotRotate; then nothing has changed.
    """
    data = settings.CONFIGURATION.data
    kept = read_secrets(data)
    if not kept.get("pass_key"):
        raise CannotRotate(f"there is no key of passes in {data}: run `standfirst init --data {data}` first")
    if read_pass_key(data) != kept["pass_key"]:
        raise CannotRotate(
            "the key stands in the setting STANDFIRST_PASS_KEY, not in secrets.json: write the new key before the "
            "old one there (“NEW OLD@SECONDS”), and start the paper again"
        )
    now = time.time()
    turned = parse_keys(kept["pass_key"]).rotated(new_key(), now, at_once=at_once)
    signs = key_id(turned.signing)
    try:
        with transaction.atomic():
            log(instance=make_root(), action=ROTATED, data={"signs": signs, "at_once": at_once})
            change_keys()
            write_secrets(data, {**kept, "pass_key": str(turned)})
    except OSError as error:
        raise CannotRotate(f"secrets.json cannot be written: {error}") from error
    except Exception:
        write_secrets(data, kept)
        raise
    read_again()
    return Rotated(signs, turned.keys[1].until)
