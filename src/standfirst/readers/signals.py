"""What others may want to hear of readers. Connected in web/wiring.py."""

from __future__ import annotations

from django.dispatch import Signal

#: Somebody has proved an address and has an account now:
#: `request`, and `target`, where they go on: a local address or nothing.
joined = Signal()

#: A reader has begun to follow another, or has asked to: `follower`, `followed`, `since`. Sent in the transaction.
followed = Signal()

#: Somebody was signed out in one browser or in all, from wherever: `sessions`, the keys of the sessions that ended.
sign_ins_ended = Signal()
