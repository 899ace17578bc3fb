"""What was told, the copies that go out, whom they reach and how; and the mail that waits to be sent."""

from .alerts import Alert, AlertRound
from .devices import LONGEST_ENDPOINT, RemovedDevice, Subscription
from .followed import Followed, NewStory
from .mail import QueuedMail
from .newsletters import Copy, Issue, Newsletter, Subscriber
from .returned import Returned
from .strips import Strip
from .told import Dispatch, Told
from .wishes import InboxItem, Preference, Wishes

__all__ = [
    "LONGEST_ENDPOINT", "Alert", "AlertRound", "Copy", "Dispatch", "Followed", "InboxItem", "Issue",
    "NewStory", "Newsletter", "Preference", "QueuedMail", "RemovedDevice", "Returned", "Strip",
    "Subscriber", "Subscription", "Told", "Wishes",
]  # fmt: skip
