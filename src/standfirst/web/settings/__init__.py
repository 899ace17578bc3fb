"""Django's settings, in parts; what an operator may set is in `web/configuration.py`."""

from .accounts import *  # noqa: F403
from .base import *  # noqa: F403
from .cms import *  # noqa: F403
from .keys import *  # noqa: F403
from .providers import *  # noqa: F403
