"""How often a code may be tried.

A session counts tries, but those that come at the same moment each see it as it was before the others. So each try
also takes one of a few places in the shared cache, by `add`, which only one of many can win.
"""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

#: Seconds for which a code holds, and how often it may be mistyped.
HOLDS, TRIES = 15 * 60, 5


def take_try(*, session: str | None, code: str) -> bool:
    """Take one of the tries of the code that this session awaits; False when none is left."""
    name = salted_hmac("standfirst.readers.tries", f"{session}/{code}").hexdigest()
    return any(cache.add(f"code-try/{name}/{place}", True, HOLDS) for place in range(TRIES))


def use_code(*, session: str | None, code: str) -> bool:
    """Use up a code that was right; False when somebody was a moment faster with it."""
    name = salted_hmac("standfirst.readers.used", f"{session}/{code}").hexdigest()
    return cache.add(f"code-used/{name}", True, HOLDS)
