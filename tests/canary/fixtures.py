"""`canary_walk`: the walk over the test paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.search import index

from standfirst.editions.queries import all_editions
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.testing import make_story
from standfirst.web.canary import guises
from standfirst.web.canary.asking import Guise
from standfirst.web.canary.walk import Map, Walk
from standfirst.web.visits import pass_keys

from . import paper
from .front import FrontAsker, real_front

SECRET = "the-edge-knows"


@dataclass
class Sung:
    """The paper that sings."""

    walled: Article
    abroad: Article
    other: Article
    metered: Article
    names: dict[str, str]
    kept: dict[str, str]


@pytest.fixture
def sung(world: Any, us: Any, de: Any, ben: Any, ada: Any) -> Sung:
    walled = paper.walled_story(world)
    blocks = [Paragraph(f"Abroad {number}.") for number in range(1, 5)]
    abroad = make_story(section=world, title="Abroad", blocks=[*blocks, Paragraph(paper.ABROAD)])
    other = make_story(section=world, title="Other", wall="registered:3")
    counted = [*blocks, Paragraph(paper.METERED)]
    metered = make_story(section=world, title="Metered", blocks=counted, wall="metered:3:5/30")
    hidden = paper.hidden_stories(world)
    names = paper.names(walled, hidden, ben)
    paper.draft_on_top(Article.objects.get(pk=walled.pk))
    for story in (walled, abroad, metered, *hidden.values()):
        index.insert_or_update_object(Article.objects.get(pk=story.pk))
    return Sung(walled, abroad, other, metered, names, paper.kept_thread(world, ada))


@pytest.fixture
def asker(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontAsker]:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, edge_secret=SECRET)
    settings.SEARCH_LIMITS = {}
    asker = FrontAsker(real_front(monkeypatch))
    yield asker
    asker.close()


@pytest.fixture
def canary_walk(sung: Sung, asker: FrontAsker, ben: Any) -> Walk:
    faces = [edition.face for edition in all_editions()]
    key = next(iter(pass_keys().values()))

    client = Client()

    def plain_reader() -> Guise:
        if "session" not in client.cookies or not Session.objects.filter(pk=client.cookies["session"].value):
            client.force_login(ben)  # again where the walk has signed out
        return Guise("a plain reader", {"Cookie": f"session={client.cookies['session'].value}"})

    words = paper.words(sung.walled, sung.abroad, sung.metered)
    chart = Map(
        words=words,
        searched=[word for word in words if word.story],
        names=[
            sung.names,
            {"story": sung.abroad.address},
            {"story": sung.metered.address, "number": str(sung.metered.number)},
            sung.kept,
            *({"edition": face.slug} for face in faces),
        ],
        faces=faces,
        guises=[
            *guises.LIES,
            *guises.bad_passes(key, other=sung.other.number),
            *guises.bad_meters(key, article=sung.metered.number, other=sung.other.number),
            *guises.editions(faces, SECRET),
            guises.proved_crawler(SECRET),
        ],
        reader=guises.reader(key),
        plain_reader=plain_reader,
    )
    return Walk(asker, chart, forget=lambda: asker.front.store.forget_all(for_good=True), writes=True)
