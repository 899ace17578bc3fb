"""What is done to a paper again and again when something is broken under it."""

from __future__ import annotations

from functools import partial

from tests.journeys import watching

FROM_THE_BROWSER = {"Sec-Fetch-Site": "same-origin"}
#: What is broken takes its time to mend.
eventually = partial(watching.eventually, seconds=40.0)
