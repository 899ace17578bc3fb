"""What was told, the copies that go out, whom they reach and how; and the mail that waits to be sent."""

from .alerts import Alert
from .devices import LONGEST_ENDPOINT, Subscription
from .mail import QueuedMail
from .told import Dispatch, Told
from .wishes import InboxItem, Preference

__all__ = [
    "LONGEST_ENDPOINT", "Alert", "Dispatch", "InboxItem", "Preference", "QueuedMail", "Subscription", "Told",
]  # fmt: skip
