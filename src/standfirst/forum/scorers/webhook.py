"""A scorer of somebody else's: asked over HTTP, signed, with a short time-out.

POST {"text", "story", "reply"} to the address in STANDFIRST_RISK; the answer is {"score": 0 … 1, "because": ["…"]}.
docs/guides/moderators.md (Risk) says how the signature is checked.
"""

from __future__ import annotations

import json
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from ..phases import Risk
from ..signing import signed
from .scorer import Said

#: Seconds until an answer is given up, and bytes of the longest one.
PATIENCE, LONGEST = 1.0, 65_536
#: After so many failures in a row nobody is asked for so many seconds: readers do not wait for what is down.
FAILURES, PAUSE = 3, 30.0
#: Words of an explanation that are kept, and letters of each.
MOST_WORDS, LONGEST_WORD = 10, 80


class ScorerError(Exception):
    """Why there is no answer."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """A comment goes to the address that the operator named and to no other."""


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


@dataclass
class WebhookScorer:
    """Asks `url`. After some failures in a row it rests a while."""

    url: str
    secret: str
    patience: float = PATIENCE
    failed: int = field(default=0, init=False)
    rests_until: float = field(default=0.0, init=False)

    def score(self, said: Said) -> Risk | None:
        """Raises ScorerError or OSError; None while it rests."""
        if time.monotonic() < self.rests_until:
            return None
        try:
            found = read_answer(self._ask(said))
        except (ScorerError, OSError, ValueError):
            self.failed += 1
            if self.failed >= FAILURES:
                self.failed, self.rests_until = 0, time.monotonic() + PAUSE
            raise
        self.failed = 0
        return found

    def _ask(self, said: Said) -> bytes:
        told = {"text": said.text, "story": said.story, "reply": said.is_reply}
        body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        request = urllib.request.Request(  # noqa: S310  # http(s): the configuration checks it
            self.url,
            data=body,
            headers={
                "Content-Type": "application/json",
                "User-Agent": "Standfirst",
                **signed(body, name=str(uuid4()), at=int(time.time()), secret=self.secret),
            },
        )
        end = time.monotonic() + self.patience
        with _OPENER.open(request, timeout=self.patience) as answer:
            found = bytearray()
            while piece := answer.read1(4096):
                found += piece
                if len(found) > LONGEST or time.monotonic() > end:
                    raise ScorerError("its answer is too long, or too slow")
        return bytes(found)


def read_answer(body: bytes) -> Risk:
    """Raises ScorerError for anything but a score from 0 to 1."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise ScorerError("its answer is no JSON") from error
    score = answer.get("score") if isinstance(answer, dict) else None
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise ScorerError("its answer has no score from 0 to 1")
    because = answer.get("because", [])
    words = [word for word in because if isinstance(word, str)] if isinstance(because, list) else []
    return Risk(round(score * 100), "webhook", tuple(word[:LONGEST_WORD] for word in words[:MOST_WORDS]))
