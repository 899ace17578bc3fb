"""How a Django response tells the Front what it is.

Shared by default is not stored by default: only a response that names its keys is kept, so a view
that forgets to say anything is merely slow, never leaked. These headers travel from Django to the
Front and no further.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.http import HttpResponseBase

from .variant import USED

Response = TypeVar("Response", bound=HttpResponseBase)

KEYS_HEADER = "Standfirst-Keys"
VARIES_HEADER = "Standfirst-Varies"
UNTIL_HEADER = "Standfirst-Until"
COUNTED_HEADER = "Standfirst-Counted"
#: Dropped by the Front from every answer, whoever set them.
INTERNAL_HEADERS = (KEYS_HEADER, VARIES_HEADER, UNTIL_HEADER, COUNTED_HEADER)

#: The parts of a variant a shared page may vary by.
EDITION, HOME, VISITOR = "edition", "home", "visitor"


def shared(
    response: Response,
    *,
    keys: Iterable[str],
    varies: Iterable[str] = (EDITION,),
    until: datetime | None = None,
) -> Response:
    """Let the Front keep this response.

    `keys` name what it shows (`article/81`, `edition/uk`): forgetting one drops it. `varies` names
    the parts of the variant it depends on, `used(…)` among them. `until` is when it would read differently by
    itself.
    """
    response[KEYS_HEADER] = " ".join(sorted(set(keys)))
    response[VARIES_HEADER] = " ".join(sorted(set(varies)))
    if until is not None:
        response[UNTIL_HEADER] = str(until.timestamp())
    return response


def widened(
    response: Response, *, keys: Iterable[str] = (), varies: Iterable[str] = (), until: datetime | None = None
) -> Response:
    """Say more about a shared response: it shows this, too, depends on this, too, and holds no longer than `until`.

    A response that is not shared stays so.
    """
    if KEYS_HEADER not in response:
        return response
    known = response.get(UNTIL_HEADER)
    ends = [end for end in (until.timestamp() if until else None, float(known) if known else None) if end]
    shared(
        response,
        keys={*response[KEYS_HEADER].split(), *keys},
        varies={*response[VARIES_HEADER].split(), *varies},
    )
    if ends:
        response[UNTIL_HEADER] = str(min(ends))
    return response


def counted(response: Response, name: str) -> Response:
    """Let the Front count this answer under `name` whenever it goes out: how often, never to whom."""
    response[COUNTED_HEADER] = name
    return response


def used(asked: str) -> str:
    """A part to vary by: the answer to this question about what the visitor has used up."""
    return USED + asked


def personal(response: Response) -> Response:
    """Mark a response as one visitor's own: never stored, by us or by anybody."""
    for header in (KEYS_HEADER, VARIES_HEADER, UNTIL_HEADER):
        response.headers.pop(header, None)
    response["Cache-Control"] = "private, no-store"
    return response
