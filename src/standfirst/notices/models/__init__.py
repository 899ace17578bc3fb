"""What was told, the copies that go out, whom they reach and how; and the mail that waits to be sent."""

from .alerts import Alert, AlertRound
from .devices import LONGEST_ENDPOINT, RemovedDevice, Subscription
from .followed import Followed, NewStory
from .mail import QueuedMail
from .returned import Returned
from .strips import Strip
from .told import Dispatch, Told
from .wishes import InboxItem, Preference, Wishes

__all__ = [
    "LONGEST_ENDPOINT", "Alert", "AlertRound", "Dispatch", "Followed", "InboxItem", "NewStory", "Preference",
    "QueuedMail", "RemovedDevice", "Returned", "Strip", "Subscription", "Told", "Wishes",
]  # fmt: skip
