"""The door of a thread: who comes in is asked before any of it is read, by the home edition's rules and the wall.

Every address below a story's thread goes through `behind_the_door` (web/forum_urls.py): what is stored there varies
as the thread does, whatever the view itself says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from standfirst.access.rules import Visitor, VisitorClass
from standfirst.delivery.responses import HOME, widened
from standfirst.forum.models import Thread
from standfirst.forum.policy.holding import Holding, holding_of, sight_of, standing_of, varies_of
from standfirst.forum.policy.policies import Shut, Sight, ThreadPolicy, closes_at, shut
from standfirst.forum.policy.sights import topic_in
from standfirst.newsroom.stories.keys import section_key
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from ..visits import Visit

View = Callable[..., HttpResponseBase]
_SAFE = {"GET", "HEAD"}
A_READER = Visitor(VisitorClass.REGISTERED)


@dataclass(frozen=True, slots=True)
class Door:
    """What holds under a story for this visitor."""

    story: Article
    policy: ThreadPolicy
    sight: Sight
    #: What a page behind it varies by, beside what the page says itself.
    varies: frozenset[str]
    #: What the story's own page varies by, which only invites.
    invitation_varies: frozenset[str]
    #: What streams call the thread.
    topic: str

    @property
    def keeps_out(self) -> bool:
        return self.sight is not Sight.ALL

    def shut(self, thread: Thread | None) -> Shut | None:
        """Why nobody of this edition may write here now."""
        return shut(self.policy, standing_of(self.story, thread), timezone.now())

    @property
    def until(self) -> datetime | None:
        """When a page behind it reads differently by itself."""
        end = closes_at(self.policy, standing_of(self.story, None))
        return end if end is not None and end > timezone.now() else None


def door_of(visit: Visit, story: Article, *, visitor: Visitor | None = None) -> Door:
    """`visitor` is who asks, where that is better known than by a pass."""
    held: Holding = holding_of(story)
    sight = sight_of(story, held, home=visit.home, visitor=visitor or visit.visitor)
    hidden = {policy.is_hidden for policy in held.by_edition.values()}
    return Door(
        story,
        held.in_edition(visit.home),
        sight,
        varies=frozenset(varies_of(story, held, visit.home)),
        invitation_varies=frozenset({HOME} if len(hidden) > 1 else ()),
        topic=topic_in(story.number, held),
    )


def come_to(request: HttpRequest, story: Article) -> Door:
    """The door for this request, which remembers it. A form knows its sender by the session, too."""
    if request.method not in _SAFE and isinstance(request.user, SimpleLazyObject):
        request.user = evaluated(request.user)  # a form asks for it again and again
    is_known = request.method not in _SAFE and isinstance(request.user, Reader)
    door = door_of(request.visit, story, visitor=A_READER if is_known else None)  # type: ignore[attr-defined]
    request.door = door  # type: ignore[attr-defined]
    return door


def evaluated(user: Any) -> Any:
    """Who stands behind what Django evaluates late."""
    user.is_authenticated  # noqa: B018 - now it is
    return user._wrapped  # noqa: SLF001 - there is no other way in


def behind_the_door(view: View) -> View:
    """What the view answers is stored for those alone who came through the same door."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        door: Door | None = getattr(request, "door", None)
        if door is None or request.method not in _SAFE:
            return response
        return widened(response, keys={section_key(door.story.section)}, varies=door.varies, until=door.until)

    return guarded
