"""Why an address answers as it does, and to whom: asked of the very code that answers readers, which is listened to.

Nothing is decided here. The page is rendered as for the Front, with a visitor of the asker's choice; every
`ArticleView` that is made meanwhile is noted, with its decision; keys, variant and headers are those that the Front
would work with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from standfirst import __version__
from standfirst.access.rules import Visitor
from standfirst.delivery.bridge import Answer, Asked, Bridge
from standfirst.delivery.copies import Copy
from standfirst.delivery.gate import outgoing
from standfirst.delivery.render import Renderer, Rendering
from standfirst.delivery.store import Store, may_be_kept
from standfirst.delivery.variant import Variant, canonical_query
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, default_edition, edition_called
from standfirst.editions.rules import named_in
from standfirst.forum.models import Thread
from standfirst.newsroom.stories.addresses import article_at
from standfirst.newsroom.stories.cut import weight
from standfirst.newsroom.stories.queries import find
from standfirst.newsroom.stories.reading import Reading, last_words, witnessed
from standfirst.newsroom.stories.wall_words import wall_in_words
from standfirst.syndication.models import Partner
from standfirst.syndication.partner_reading import edition_for, section_for, view_for, views_for
from standfirst.syndication.partners import Refused

from .parameters import parameters
from .personal import is_personal
from .views.seeing import VISITORS
from .views.thread_door import door_of
from .visits import Visit, visitor_in
from .wsgi import application

PARTNER = "partner:"
#: What a status means, for those that are no page.
STATUSES = {
    301: "sent on for ever", 302: "sent on", 303: "sent on", 400: "refused: this is no request of ours",
    401: "refused: somebody has to say who they are", 403: "refused", 404: "there is nothing here",
    405: "this is not for reading", 410: "it was here and is gone", 429: "refused: too often", 500: "it failed",
}  # fmt: skip


class CannotExplain(Exception):
    """What was asked makes no sense, in words."""


@dataclass(frozen=True, slots=True)
class Question:
    """An address, and who asks for it."""

    address: str
    edition: str = ""
    home: str = ""
    as_: str = "stranger"


@dataclass(slots=True)
class Explained:
    """The answer, as data."""

    address: str
    edition: str
    home: str
    as_: str
    status: int
    words: str
    stored: bool = False
    stories: list[dict[str, Any]] = field(default_factory=list)
    variant: dict[str, str] = field(default_factory=dict)
    varies: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def explain(question: Question) -> Explained:
    """Raises CannotExplain, in words."""
    path, query = _address(question.address)
    edition = _edition(question.edition, path)
    home = _edition(question.home) if question.home else edition
    if question.as_.startswith(PARTNER):
        return _for_partner(question, path, edition)
    wanted = _visitor(question.as_, path)
    visit = Visit(edition=edition, home=home, visitor=visitor_in(home, wanted))
    said = canonical_query(query, parameters(path))
    address = f"{path}?{said}" if said else path
    variant = Variant(edition.slug, home.slug, visit.visitor_part, visit.visitor.spent or None)
    with witnessed() as readings:
        result = _render(address, path, said, variant, visit)
    told = Explained(address, edition.slug, home.slug, question.as_, result.status, _words(result, path))
    told.stories = [_story(reading, home) for reading in readings]
    told.variant = {name: str(value) for name, value in variant._asdict().items() if value}
    _add_delivery(told, result)
    if visit.visitor != wanted:
        told.notes.append(f"the edition {home.slug} grants crawlers nothing: it gets what a stranger gets")
    if query and said != query:
        told.notes.append("parameters that mean nothing here were dropped")
    if result.status == 200:
        told.notes += _thread_notes(path, visit)
    if is_personal(path):
        told.notes.append(
            "this address is one visitor's own: it is never stored, and here nobody is signed in"
        )
    return told


def _thread_notes(path: str, visit: Visit) -> list[str]:
    """What this visitor sees of the thread under the story at this address."""
    found = find(article_at(path) or 0)
    if found is None or not found.is_live:
        return []
    door = door_of(visit, found.article)
    why = door.shut(Thread.objects.filter(pk=found.article.pk).first())
    state = "open" if why is None else f"shut: {why}"
    return [f"the thread under it is {state}; of what is said there this visitor sees: {door.sight}"]


def _render(address: str, path: str, query: str, variant: Variant, visit: Visit) -> Copy | Answer:
    parts = urlsplit(settings.CONFIGURATION.url)
    bridge = Bridge(application, threads=1)
    renderer = Renderer(bridge=bridge, store=Store(most_bytes=10**8), build=__version__)
    asked = Asked(
        "GET", path, query, [(b"host", parts.netloc.encode())],
        scheme=parts.scheme, extra={"standfirst.visit": visit},
    )  # fmt: skip
    try:
        return renderer.at_once(Rendering(address, variant, asked))
    finally:
        bridge.close()


def _add_delivery(told: Explained, answer: Copy | Answer) -> None:
    if isinstance(answer, Answer):
        found = outgoing(answer.headers)
        answer.body.close()
    else:
        found = answer.faces[0].headers
        told.stored, told.keys, told.varies = (
            may_be_kept(answer),
            sorted(answer.keys),
            sorted(map(str, answer.varies)),
        )
    told.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in found}


def _words(result: Copy | Answer, path: str) -> str:
    words = STATUSES.get(result.status, "a page" if result.status == 200 else "")
    if 300 <= result.status < 400:
        headers = result.headers if isinstance(result, Answer) else result.faces[0].headers
        target = next((value.decode("latin-1") for name, value in headers if name == b"location"), "")
        return f"{words}, to {target}"
    if result.status == 404 and article_at(path):
        return f"{words}: no story has the number {article_at(path)}, or it was never published"
    return words


def _story(reading: Reading, home: Edition) -> dict[str, Any]:
    view, decision = reading.view, reading.view.decision
    return {
        "number": view.number,
        "headline": view.headline,
        "extent": decision.extent.value,
        "reason": decision.reason.value,
        "wall": wall_in_words(reading.article, home),
        "cut_after": sum(weight(block) for block in view.lead) if decision.is_walled else None,
        "last_words": last_words(view) if decision.is_walled else "",
        "below": sum(weight(block) for block in view.below),
        "left": view.paragraphs_left,
        "minutes_left": view.minutes_left,
        "offer": decision.offer.value if decision.offer else None,
    }


def _for_partner(question: Question, path: str, edition: Edition) -> Explained:
    """What a partner of this name gets: by the partners' own code, which needs the key only to know whose it is."""
    name = question.as_.removeprefix(PARTNER)
    partner = Partner.objects.filter(name=name).first()
    if partner is None:
        raise CannotExplain(f"there is no partner “{name}”: standfirst partner list")
    number = article_at(path)
    told = Explained(
        path, edition.slug, edition.slug, question.as_, 200, "for this partner alone, never stored"
    )
    try:
        with witnessed() as readings, translation.override(edition.language):
            if number:
                _view, found = view_for(partner, number)
                told.edition = told.home = found.slug
            else:
                found = edition_for(partner, question.edition)
                first = path.strip("/").partition("/")[0]
                known = edition_called(first) is not None or not first
                views_for(partner, found, None if known else section_for(partner, first))
    except Refused as error:
        told.status, told.words = error.status, str(error)
        return told
    told.stories = [_story(reading, found) for reading in readings]
    if partner.is_revoked:
        told.notes.append("the key was revoked: with it, none of this is given")
    return told


def _address(text: str) -> tuple[str, str]:
    parts = urlsplit(text)
    ours = urlsplit(settings.CONFIGURATION.url).netloc
    if parts.netloc and parts.netloc != ours:
        raise CannotExplain(f"“{text}” is another site's: this paper's is {settings.CONFIGURATION.url}")
    if not parts.path.startswith("/"):
        raise CannotExplain(f"“{text}” is no address: begin it with a slash, as /world/bridge-reopens-81")
    return parts.path, parts.query


def _edition(slug: str, path: str = "") -> Edition:
    if not all_editions():
        raise CannotExplain("the paper has no edition yet: run `standfirst init`")
    if not slug:
        # The address of a front shows its edition to everybody.
        return edition_called(named_in(path)) or default_edition()
    found = edition_called(slug)
    if found is None:
        known = ", ".join(edition.slug for edition in all_editions())
        raise CannotExplain(f"there is no edition “{slug}”: {known}")
    return found


def _visitor(name: str, path: str) -> Visitor:
    if name == "gift":
        return Visitor(granted=frozenset({article_at(path) or 0}))
    if name not in VISITORS:
        raise CannotExplain(f"nobody is called “{name}”: {', '.join(VISITORS)} or {PARTNER}NAME")
    return VISITORS[name][1]
