"""Make the demo paper. May be stopped at any moment and run again: what is there is kept, what is missing is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from . import reading
from .drawing import draw
from .reading import Drawn, Story

Say = Callable[[str], None]
#: For the log-ins of the demo, which has no other secrets. `doctor` shouts when a demo is at a public address.
PASSWORD = "two-miles-of-grey-water"  # noqa: S105 - printed for everybody to use


@contextmanager
def drawn_meanwhile(stories: list[Story], say: Say) -> Iterator[Mapping[Drawn, Future[bytes]]]:
    """Every picture of these stories, in the making on all cores while the block goes on with what takes one.

    To be entered before Django has a connection.
    """
    wanted = list(dict.fromkeys(drawn for story in stories for drawn in (story.lead, story.second) if drawn))
    say(f"drawing {len(wanted)} pictures")
    with ProcessPoolExecutor() as pool:
        try:
            yield {drawn: pool.submit(_draw, drawn) for drawn in wanted}
        finally:
            pool.shutdown(cancel_futures=True)


def _draw(drawn: Drawn) -> bytes:
    return draw(drawn.scene, palette=drawn.palette, seed=drawn.seed)


def fill(stories: list[Story], drawings: Mapping[Drawn, Future[bytes]], say: Say) -> None:
    """Sections, authors, stories, staff, readers and their talk. Django is set up and the database migrated."""
    from django.utils import timezone

    from standfirst.newsroom.stories.models import Article

    from .publishing import make_authors, make_sections, publish
    from .standing import fill_standing_pages

    fill_standing_pages()
    content = reading.paper()
    sections = make_sections(content["section"])
    authors = make_authors(content["author"])
    say(f"publishing {len(stories)} stories")
    now = timezone.now()
    there = {story.uri: story for story in Article.objects.exclude(uri=None)}
    published = {}
    for story in stories:
        known = there.get(f"urn:standfirst:demo:{story.name}")
        section = sections[story.head["section"]]
        published[story.name] = known or publish(
            story, section=section, authors=authors, drawings=drawings, now=now
        )
    _people(content, published, say)


def _people(content: dict[str, Any], published: Mapping[str, Any], say: Say) -> None:
    from django.utils import timezone

    from .alerting import make_alerts, make_strips
    from .people import make_newsroom, make_readers
    from .talking import Cast, set_rules, talk, watch_words

    staff = make_newsroom(content["staff"], password=PASSWORD)
    readers = make_readers(content["reader"], password=PASSWORD, now=timezone.now())
    cast = Cast({**readers, **staff}, moderator=staff["Cleo"], editor=staff["Ada"])
    desk = reading.desk()
    say("the readers talk")
    watch_words(desk["watched"], cast=cast)
    talk(reading.talk(), cast=cast, stories=published)
    set_rules(desk["thread"], cast=cast, stories=published)
    make_alerts(content["alert"], staff=staff, stories=published)
    make_strips(content["strip"], staff=staff, stories=published)


def log_ins() -> list[dict[str, str]]:
    """Who can sign in, as what, by which address; the password is PASSWORD."""
    content = reading.paper()
    staff = [
        {"name": p["name"], "email": p["email"], "is": " and ".join([p["role"], *p.get("also", [])])}
        for p in content["staff"]
    ]
    readers = [
        {"name": p["name"], "email": f"{p['handle']}@example.org", "is": "reader"}
        for p in content["reader"]
        if p.get("log_in")
    ]
    return [*staff, *readers]
